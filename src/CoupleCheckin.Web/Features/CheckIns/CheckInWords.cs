using System.Globalization;
using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Prompts;
using CoupleCheckin.Web.Shared;

namespace CoupleCheckin.Web.Features.CheckIns;

/// <summary>The words of the app for check-ins.</summary>
public static class CheckInWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>How at ease.</summary>
    public static string Name(this Ease ease) => ease switch
    {
        Ease.NotAtEase => "not",
        Ease.ALittle => "a little",
        Ease.Partly => "partly",
        Ease.Mostly => "mostly",
        Ease.AtEase => "fully",
    };

    /// <summary>How often.</summary>
    public static string Name(this Pace pace) => pace switch
    {
        Pace.Weekly => "Every week",
        Pace.TwoWeeks => "Every two weeks",
        Pace.Monthly => "Every month",
        Pace.NoDay => "When it suits us",
    };

    /// <summary>A deck of cards.</summary>
    public static string Name(this PromptFamily family) => family switch
    {
        PromptFamily.Grid => "Okay, not okay",
        PromptFamily.Meaning => "What a word means",
        PromptFamily.History => "Where we come from",
        PromptFamily.Told => "Being told",
        PromptFamily.Repair => "What helps",
        PromptFamily.Novelty => "New and alive",
        PromptFamily.Appreciation => "What is good",
        PromptFamily.Support => "People around us",
        PromptFamily.Mistaken => "Read it wrong",
        PromptFamily.Review => "Looking back",
    };

    /// <summary>How deep a card goes.</summary>
    public static string Name(this PromptDepth depth) => depth switch
    {
        PromptDepth.Light => "light",
        PromptDepth.Closer => "closer",
        PromptDepth.Deep => "deep",
    };

    /// <summary>The rhythm in a sentence ("Every week on Sunday at 19:00").</summary>
    public static string Sentence(this RhythmView rhythm) => rhythm.Pace switch
    {
        Pace.NoDay => "When it suits you both. No day is set.",
        Pace.Monthly => $"Every month, on the same {rhythm.From.ToString("dddd", English)} of it, at {Time(rhythm.Minute)}.",
        _ => $"{rhythm.Pace.Name()} on {rhythm.From.ToString("dddd", English)} at {Time(rhythm.Minute)}.",
    };

    /// <summary>A day in full ("Sunday 29 November").</summary>
    public static string Day(DateOnly day) => day.ToString("dddd d MMMM", English);

    /// <summary>A time of day ("19:00").</summary>
    public static string Time(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    /// <summary>What a check-in is called.</summary>
    public static string Title(DateTimeOffset startedAt, PersonClock clock) =>
        clock.Now - startedAt < TimeSpan.FromDays(7) ? "This week’s check-in" : $"Check-in of {clock.Date(startedAt)}";
}
