using System.Collections.Immutable;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>How sure a partner is of a placement.</summary>
public enum Sureness
{
    /// <summary>Sure.</summary>
    Sure = 1,

    /// <summary>Leaning this way.</summary>
    Leaning = 2,

    /// <summary>Unsure; the row is then compared as "someone is unsure".</summary>
    Unsure = 3,
}

/// <summary>How much it would matter, from not at all to deeply (content.md, finding 4).</summary>
public enum Weight
{
    /// <summary>Not.</summary>
    Not = 0,

    /// <summary>A little.</summary>
    ALittle = 1,

    /// <summary>Some.</summary>
    Some = 2,

    /// <summary>A lot.</summary>
    ALot = 3,

    /// <summary>Deeply.</summary>
    Deeply = 4,
}

/// <summary>What a placement depends on.</summary>
public enum Condition
{
    /// <summary>Who it is.</summary>
    WhoItIs = 1,

    /// <summary>Told before.</summary>
    ToldBefore = 2,

    /// <summary>Told after.</summary>
    ToldAfter = 3,

    /// <summary>How often.</summary>
    HowOften = 4,

    /// <summary>In the evening.</summary>
    InTheEvening = 5,

    /// <summary>In private.</summary>
    InPrivate = 6,

    /// <summary>When the two are apart.</summary>
    WhenApart = 7,

    /// <summary>When there is drinking.</summary>
    Drinking = 8,
}

/// <summary>
/// One partner's answer for one behaviour. Only a zone is needed; blank stays blank and is never consent.
/// </summary>
public sealed record Placement
{
    /// <summary>The longest note, in UTF-16 code units.</summary>
    public const int MaxNoteLength = 2_000;

    /// <summary>An answer with nothing in it.</summary>
    public static readonly Placement Blank = new();

    /// <summary>The zone when it is done openly.</summary>
    public Zone? Openly { get; init; }

    /// <summary>The zone when it is kept from me.</summary>
    public Zone? KeptFromMe { get; init; }

    /// <summary>How sure.</summary>
    public Sureness? Sureness { get; init; }

    /// <summary>How much it would matter.</summary>
    public Weight? Matters { get; init; }

    /// <summary>What it depends on, in the order of <see cref="Condition"/>.</summary>
    public ImmutableSortedSet<Condition> DependsOn { get; init; } = [];

    /// <summary>Whether this is a hard limit. It is pinned at the reveal and never averaged.</summary>
    public bool HardLimit { get; init; }

    /// <summary>A guess where the partner puts it, done openly.</summary>
    public Zone? Guess { get; init; }

    /// <summary>A note the partner reads at the reveal; at most <see cref="MaxNoteLength"/> long.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether a zone was chosen.</summary>
    public bool IsPlaced => Openly is not null || KeptFromMe is not null;

    /// <summary>What keeps this answer from being saved.</summary>
    public PlacementFlaw Flaw =>
        Note.Length > MaxNoteLength ? PlacementFlaw.NoteTooLong
        : !PlainText.IsKeepable(Note) ? PlacementFlaw.NoteUnreadable
        : PlacementFlaw.None;

    /// <summary>
    /// This answer with the change from one answer to another made to it. What the change did not touch stays as it is here, and
    /// two notes that were written at once both stay, also when they are too long together; <see cref="Flaw"/> tells then.
    /// </summary>
    /// <param name="before">The answer from which the change began.</param>
    /// <param name="after">The answer to which it led.</param>
    public Placement WithChange(Placement before, Placement after) => this with
    {
        Openly = Changed(before.Openly, after.Openly, Openly),
        KeptFromMe = Changed(before.KeptFromMe, after.KeptFromMe, KeptFromMe),
        Sureness = Changed(before.Sureness, after.Sureness, Sureness),
        Matters = Changed(before.Matters, after.Matters, Matters),
        DependsOn = DependsOn.Except(before.DependsOn.Except(after.DependsOn)).Union(after.DependsOn.Except(before.DependsOn)),
        HardLimit = Changed(before.HardLimit, after.HardLimit, HardLimit),
        Guess = Changed(before.Guess, after.Guess, Guess),
        Note = BothNotes(before.Note, after.Note),
    };

    /// <inheritdoc/>
    public bool Equals(Placement? other) =>
        other is not null && Openly == other.Openly && KeptFromMe == other.KeptFromMe && Sureness == other.Sureness && Matters == other.Matters
        && HardLimit == other.HardLimit && Guess == other.Guess && string.Equals(Note, other.Note, StringComparison.Ordinal)
        && DependsOn.SetEquals(other.DependsOn);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Openly, KeptFromMe, Sureness, Matters, HardLimit, Guess, Note, DependsOn.Count);

    /// <summary>Nothing of the answer.</summary>
    public override string ToString() => "[placement]";

    private static T Changed<T>(T before, T after, T present) => EqualityComparer<T>.Default.Equals(before, after) ? present : after;

    private string BothNotes(string before, string after)
    {
        if (before == after || Note == after)
            return Note;
        return Note == before || Note.Length == 0 ? after : $"{Note}\n\n{after}";
    }
}

/// <summary>Why an answer cannot be kept.</summary>
public enum PlacementFlaw
{
    /// <summary>It can.</summary>
    None,

    /// <summary>The note is longer than <see cref="Placement.MaxNoteLength"/>.</summary>
    NoteTooLong,

    /// <summary>The note holds a broken or invisible control character that cannot be kept exactly.</summary>
    NoteUnreadable,
}
