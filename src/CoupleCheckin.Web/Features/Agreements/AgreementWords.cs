using System.Globalization;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Domain.Agreements;

namespace CoupleCheckin.Web.Features.Agreements;

/// <summary>The words of the app for the agreement.</summary>
public static class AgreementWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>A day with its year ("3 February 2025").</summary>
    public static string InFull(this DateOnly day) => day.ToString("d MMMM yyyy", English);

    /// <summary>A day as a browser's box for days wants it.</summary>
    public static string ForBox(this DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A day as a browser's box for days gives it; none for anything else.</summary>
    public static DateOnly? FromBox(object? value) =>
        DateOnly.TryParseExact(value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>How much to tell.</summary>
    public static string Name(this Openness openness) => openness switch
    {
        Openness.NoNeedToTell => "No need to tell",
        Openness.TellAfterwards => "Tell afterwards",
        Openness.TellBefore => "Tell before",
        Openness.DecideTogether => "Decide together",
    };

    /// <summary>How words stand.</summary>
    public static string Name(this TermsForm form) => form switch
    {
        TermsForm.Lasting => "lasting",
        TermsForm.Trial => "on trial",
        TermsForm.LeftOpen => "left open",
        TermsForm.Ending => "ended",
    };

    /// <summary>A part of a clause.</summary>
    public static string Name(this TermsPart part) => part switch
    {
        TermsPart.Line => "Our line",
        TermsPart.Fine => "Fine",
        TermsPart.NotFine => "Not fine",
        TermsPart.Examples => "Examples",
        TermsPart.Exceptions => "Exceptions",
        TermsPart.IfItSlips => "If it slips",
    };

    /// <summary>A kind way to decline, as whoever declines says it.</summary>
    public static string Name(this DeclineKind kind) => kind switch
    {
        DeclineKind.NotYet => "It is too early for me",
        DeclineKind.TalkFirst => "I would like to talk about it first",
        DeclineKind.TooMuch => "It asks more of me than I can keep",
        DeclineKind.NotMine => "It does not fit how I see it",
    };

    /// <summary>For whom words are meant.</summary>
    public static string Name(this ForWhom whom, PartnerView me, PartnerView? partner) => whom switch
    {
        ForWhom.Both => "for us both",
        ForWhom.FirstSeat => $"for {(me.IsRound ? me : partner)?.Name ?? "one of us"} only",
        ForWhom.SecondSeat => $"for {(me.IsRound ? partner : me)?.Name ?? "one of us"} only",
    };

    /// <summary>The parts of a clause beside its line that have words.</summary>
    public static IEnumerable<(TermsPart Part, string Text)> MoreParts(this Terms terms) =>
        Enum.GetValues<TermsPart>().Zip(terms.Texts).Skip(1).Where(part => part.Second.Length > 0);

    /// <summary>What words are missing, in a sentence.</summary>
    public static string? Sentence(this TermsFlaw flaw) => flaw switch
    {
        TermsFlaw.None => null,
        TermsFlaw.NoLine => "Write your line first: one sentence is enough.",
        TermsFlaw.TooLong => "That is too long to propose. The line has room for 600 characters, the other boxes for 2,000. Your words are still here.",
        TermsFlaw.Unreadable => "There is a character in it that cannot be kept. Your words are still here.",
        TermsFlaw.NoOpenness => "Choose how much the two of you tell each other.",
        TermsFlaw.NoEnd => "Choose the day on which it ends by itself.",
        TermsFlaw.EndIsPast => "The day on which it ends lies before the day on which it begins.",
        TermsFlaw.ReviewIsPast => "Choose a later day to look at it again, or none.",
        TermsFlaw.TooFarAway => "One of the days is more than twenty years away.",
        TermsFlaw.WatchingNeedsAnEnd => "Something like this can be tried here for a time that ends by a day. Choose “on trial”.",
        TermsFlaw.WatchingNeedsBoth => "Something like this can be tried here when it is for you both.",
    };

    /// <summary>What a version brought.</summary>
    public static string Brought(this VersionLine version) => version switch
    {
        { Form: TermsForm.Ending } => $"Clause {version.ClauseNumber} ended",
        { Form: TermsForm.Trial } => $"Clause {version.ClauseNumber} on trial",
        { Form: TermsForm.LeftOpen } => $"Clause {version.ClauseNumber} left open",
        { IsNewClause: true } => $"Clause {version.ClauseNumber} new",
        _ => $"Clause {version.ClauseNumber} reworded",
    };

    /// <summary>How many words were said in an exchange.</summary>
    public static string Round(int round) => round switch
    {
        1 => "First words",
        2 => "First answer",
        3 => "Second answer",
        4 => "Third answer",
        _ => $"Answer {round - 1}",
    };
}
