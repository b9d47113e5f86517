using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Web.Features.Spectrum;

/// <summary>The words of the spectrum.</summary>
public static class SpectrumWords
{
    /// <summary>What a zone is, in a line.</summary>
    public static string Line(this Zone zone) => zone switch
    {
        Zone.WithinBounds => "Ordinary life with other people in it.",
        Zone.GrayZone => "It depends, mostly on who knows.",
        Zone.ClearlyObjectionable => "To most couples. It says nothing about a person.",
    };

    /// <summary>Where a behaviour moves, and on what, in the order in which it is shown.</summary>
    public static IReadOnlyList<(string Icon, string When, Zone? Where)> Ways(Behaviour behaviour) => behaviour.Shifts switch
    {
        FidelityShifts shifts =>
        [
            (Visibility, "Told before, and fine with both", shifts.Known),
            (Question, "Done openly, as many place it", behaviour.DefaultZone),
            (Lightbulb, "It gives romance, or closeness missed at home", shifts.Romantic),
            (Hidden, "Kept back because the other would object", shifts.Hidden),
        ],
        ControlShifts shifts =>
        [
            (Together, "Agreed freely by both, easy to end", shifts.Agreed),
            (Question, "As many place it", behaviour.DefaultZone),
            (Lightbulb, "With a past hurt as the reason", shifts.Defended),
            (Hidden, "Done in secret", shifts.Covert),
        ],
        _ => [],
    };

    /// <summary>How well a source is known, in plain words.</summary>
    public static string Name(this SourceMark mark) => mark switch
    {
        SourceMark.Read => "We read this study itself.",
        SourceMark.Reported => "We read a report of this study, not the study itself.",
    };

    /// <summary>What a lock means.</summary>
    public static string Sentence(this BehaviourLock one) => one switch
    {
        BehaviourLock.InnerLife => "This is inner life or ordinary privacy. Not telling is not hiding, so silence alone does not move it.",
        BehaviourLock.ExplicitAgreement => "Only an agreement that the two of you made outright moves this; then it stands inside your agreement.",
    };

    /// <summary>What keeps the words of an own behaviour from being kept; null when nothing does.</summary>
    public static (string Field, string Sentence)? Sentence(this OwnWordsFlaw flaw) => flaw switch
    {
        OwnWordsFlaw.None => null,
        OwnWordsFlaw.NameMissing => ("name", "Give it a short name."),
        OwnWordsFlaw.NameTooLong => ("name", $"The name has room for {OwnWords.MaxNameLength} characters. Your words are still here."),
        OwnWordsFlaw.NameUnreadable => ("name", "The name has to be one plain line. There is a character in it that cannot be kept."),
        OwnWordsFlaw.DescriptionTooLong => ("description", $"There is room for {OwnWords.MaxDescriptionLength} characters here. Your words are still here."),
        OwnWordsFlaw.DescriptionUnreadable => ("description", "This has to be one plain paragraph. There is a character in it that cannot be kept."),
        OwnWordsFlaw.TopicUnknown => ("topic", "Choose a topic."),
    };

    /// <summary>What could be said more neutrally.</summary>
    public static string Sentence(this NeutralityRemark remark) => remark.Kind switch
    {
        NeutralityKind.Verdict => $"“{remark.Found}” says what it amounts to, and that is what you are both about to answer. Perhaps name what one would see.",
        NeutralityKind.Blame => $"“{remark.Found}” might be heard as blame. Perhaps leave it out, and name the act alone.",
        NeutralityKind.Motive => $"“{remark.Found}” says what it is done for, and nobody can see that. Perhaps name only what happens.",
        NeutralityKind.Rule => $"With “{remark.Found}” it reads as a rule. A rule belongs in the agreement; here, name the act.",
        NeutralityKind.Always => $"“{remark.Found}” is hard to place. Perhaps say it as it happens once, or give a number: twice a week.",
        NeutralityKind.Name => $"“{remark.Found}” looks like a name. Perhaps say who that is instead: a colleague, a friend, someone.",
        NeutralityKind.You => $"“{remark.Found}” speaks to one of you. Perhaps say “someone”, so that it can be either.",
    };

    private const string Visibility = MudBlazor.Icons.Material.Outlined.Visibility;
    private const string Hidden = MudBlazor.Icons.Material.Outlined.VisibilityOff;
    private const string Question = MudBlazor.Icons.Material.Outlined.HelpOutline;
    private const string Lightbulb = MudBlazor.Icons.Material.Outlined.Lightbulb;
    private const string Together = MudBlazor.Icons.Material.Outlined.Handshake;
}
