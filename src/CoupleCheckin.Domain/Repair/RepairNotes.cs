using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Repair;

/// <summary>
/// What somebody writes for themselves about a breach, with or without a plan: the four parts of an accountable response, and an
/// offer that is not made yet. Nobody else ever reads it.
/// </summary>
public sealed record RepairNotes
{
    /// <summary>The longest that one part may be, in characters.</summary>
    public const int MaxPart = 2_000;

    /// <summary>Nothing written.</summary>
    public static readonly RepairNotes Empty = new();

    /// <summary>What I did.</summary>
    public string Did { get; init; } = "";

    /// <summary>What it did to the other.</summary>
    public string Impact { get; init; } = "";

    /// <summary>Why, without making it smaller.</summary>
    public string Why { get; init; } = "";

    /// <summary>What I will do.</summary>
    public string WillDo { get; init; } = "";

    /// <summary>Which kind of commitment is being written; null while it is not chosen.</summary>
    public string? Kind { get; init; }

    /// <summary>Its words so far.</summary>
    public string Offer { get; init; } = "";

    /// <summary>How it is to grow less.</summary>
    public string Taper { get; init; } = "";

    /// <summary>The four parts, in order.</summary>
    public IReadOnlyList<string> Parts => [Did, Impact, Why, WillDo];

    /// <summary>What keeps it from being saved.</summary>
    public RepairStep? Flaw =>
        Texts.Any(text => text.Length > MaxPart) ? RepairStep.TooLong
        : !Texts.All(PlainText.IsKeepable) ? RepairStep.Unreadable
        : null;

    private string[] Texts => [Did, Impact, Why, WillDo, Kind ?? "", Offer, Taper];

    /// <summary>One of the four parts changed.</summary>
    public RepairNotes With(int part, string text) => part switch
    {
        0 => this with { Did = text },
        1 => this with { Impact = text },
        2 => this with { Why = text },
        _ => this with { WillDo = text },
    };

    /// <summary>These notes with a change made to them; what the change did not touch stays as it is here.</summary>
    public RepairNotes WithChange(RepairNotes before, RepairNotes after) => new()
    {
        Did = Changed(before.Did, after.Did, Did),
        Impact = Changed(before.Impact, after.Impact, Impact),
        Why = Changed(before.Why, after.Why, Why),
        WillDo = Changed(before.WillDo, after.WillDo, WillDo),
        Kind = before.Kind == after.Kind ? Kind : after.Kind,
        Offer = Changed(before.Offer, after.Offer, Offer),
        Taper = Changed(before.Taper, after.Taper, Taper),
    };

    /// <summary>Nothing of what was written.</summary>
    public override string ToString() => "[repair notes]";

    private static string Changed(string before, string after, string present) => before == after ? present : after;
}
