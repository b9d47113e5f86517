using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Conversations;

/// <summary>What somebody has written in a talk and not said: it is nobody's but theirs until they say it.</summary>
/// <param name="Unsaid">Typed, and not said yet.</param>
/// <param name="UnsaidByOther">The same of the other, where they type at this person's device.</param>
/// <param name="Note">A note for oneself.</param>
public sealed record OwnWords(string Unsaid, string UnsaidByOther, string Note)
{
    /// <summary>The longest that the note may be, in characters.</summary>
    public const int MaxNote = 5_000;

    /// <summary>Nothing written.</summary>
    public static readonly OwnWords Empty = new("", "", "");

    /// <summary>What keeps it from being saved.</summary>
    public TalkStep? Flaw =>
        Unsaid.Length > Talk.MaxSaying || UnsaidByOther.Length > Talk.MaxSaying || Note.Length > MaxNote ? TalkStep.TooLong
        : !PlainText.IsKeepable(Unsaid) || !PlainText.IsKeepable(UnsaidByOther) || !PlainText.IsKeepable(Note) ? TalkStep.Unreadable
        : null;

    /// <summary>These words with a change made to them; where another tab changed the same text meanwhile, the later one stays.</summary>
    public OwnWords WithChange(OwnWords before, OwnWords after) => new(
        before.Unsaid == after.Unsaid ? Unsaid : after.Unsaid,
        before.UnsaidByOther == after.UnsaidByOther ? UnsaidByOther : after.UnsaidByOther,
        before.Note == after.Note ? Note : after.Note);

    /// <summary>These words without those that were said just now.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="isOther">Whether the other said it, at this person's device.</param>
    public OwnWords WithoutSaid(string text, bool isOther) =>
        isOther ? this with { UnsaidByOther = Without(UnsaidByOther, text) } : this with { Unsaid = Without(Unsaid, text) };

    /// <summary>Nothing of what was written.</summary>
    public override string ToString() => "[own words]";

    private static string Without(string unsaid, string said) => unsaid.Trim() == said.Trim() ? "" : unsaid;
}
