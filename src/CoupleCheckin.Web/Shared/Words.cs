using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.Web.Shared;

/// <summary>The words of the app for what the domain names (look.md 4 and 7). Zones are never without their word.</summary>
public static class Words
{
    /// <summary>The three zones, in their order.</summary>
    public static readonly Zone[] Zones = [Zone.WithinBounds, Zone.GrayZone, Zone.ClearlyObjectionable];

    /// <summary>The zone in full.</summary>
    public static string Name(this Zone zone) => zone switch
    {
        Zone.WithinBounds => "within bounds",
        Zone.GrayZone => "gray zone",
        Zone.ClearlyObjectionable => "clearly objectionable",
    };

    /// <summary>The zone in one word, for the small picker only.</summary>
    public static string ShortName(this Zone zone) => zone switch
    {
        Zone.WithinBounds => "within",
        Zone.GrayZone => "gray",
        Zone.ClearlyObjectionable => "objectionable",
    };

    /// <summary>The class of the zone in the style sheet.</summary>
    public static string Letter(this Zone zone) => zone switch
    {
        Zone.WithinBounds => "w",
        Zone.GrayZone => "g",
        Zone.ClearlyObjectionable => "o",
    };

    /// <summary>How sure.</summary>
    public static string Name(this Sureness sureness) => sureness switch
    {
        Sureness.Sure => "sure",
        Sureness.Leaning => "leaning",
        Sureness.Unsure => "unsure",
    };

    /// <summary>How much it would matter.</summary>
    public static string Name(this Weight weight) => weight switch
    {
        Weight.Not => "not",
        Weight.ALittle => "a little",
        Weight.Some => "some",
        Weight.ALot => "a lot",
        Weight.Deeply => "deeply",
    };

    /// <summary>What it depends on.</summary>
    public static string Name(this Condition condition) => condition switch
    {
        Condition.WhoItIs => "who it is",
        Condition.ToldBefore => "told before",
        Condition.ToldAfter => "told after",
        Condition.HowOften => "how often",
        Condition.InTheEvening => "in the evening",
        Condition.InPrivate => "in private",
        Condition.WhenApart => "when we are apart",
        Condition.Drinking => "drinking",
    };

    /// <summary>What two answers are to each other.</summary>
    public static string Name(this Outcome outcome) => outcome switch
    {
        Outcome.SharedAndKnown => "Shared and known",
        Outcome.SharedAndASurprise => "Shared, and a surprise",
        Outcome.KnownDifference => "Known difference",
        Outcome.HiddenDifference => "Hidden difference",
        Outcome.SomeoneIsUnsure => "Someone is unsure",
        Outcome.NotCompared => "Not compared",
    };

    /// <summary>The one of three words for a sheet.</summary>
    public static string Name(this SheetState state) => state switch
    {
        SheetState.NotStarted => "not started",
        SheetState.Working => "working",
        SheetState.Sealed => "sealed",
    };

    /// <summary>What a behaviour is about.</summary>
    public static string Name(this Topic topic) => topic switch
    {
        Topic.ExPartners => "Ex-partners",
        Topic.CoWorkers => "Co-workers",
        Topic.Friends => "Friends",
        Topic.SocialMedia => "Social media",
        Topic.Messaging => "Messaging",
        Topic.DatingApps => "Dating apps",
        Topic.Flirting => "Flirting in person",
        Topic.Sexual => "Sexual and explicit",
        Topic.EmotionalDisclosure => "Emotional closeness",
        Topic.MoneyGiftsTime => "Money, gifts and time",
        Topic.Solitary => "On one’s own",
        Topic.PrivacyAndControl => "Privacy and control",
    };
}
