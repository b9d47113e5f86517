using System.Collections.Immutable;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.CheckIns;

/// <summary>What a line is that stays for the next check-in. The numbers are stored.</summary>
public enum LotKind
{
    /// <summary>What somebody will do themselves.</summary>
    Action = 1,

    /// <summary>A topic that can wait.</summary>
    Topic = 2,
}

/// <summary>What became of a line at a check-in.</summary>
public enum LotChoice
{
    /// <summary>It is done.</summary>
    Done = 1,

    /// <summary>It stays for the next time.</summary>
    Keep = 2,

    /// <summary>It is let go.</summary>
    LetGo = 3,
}

/// <summary>What became of a step with these lines.</summary>
public enum LotStep
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>It had been taken before; nothing changed.</summary>
    AlreadyTaken,

    /// <summary>The line is empty, too long, or has characters that cannot be kept.</summary>
    NotALine,

    /// <summary>There are as many lines as two people can keep in mind.</summary>
    Full,
}

/// <summary>A line that stays for the next check-in.</summary>
/// <param name="Id">Given by the page, so that what is sent twice stands once.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Who">Who wrote it; an action is its writer's own.</param>
/// <param name="Text">What it says.</param>
public sealed record LotLine(Guid Id, LotKind Kind, PersonId Who, string Text);

/// <summary>
/// What the two took along from their check-ins and have not finished with: one list, read at the start of the next one. What is done
/// or let go is gone from it; nobody counts what was not done.
/// </summary>
public sealed record CheckInLot
{
    /// <summary>The longest that a line may be, in characters.</summary>
    public const int MaxLine = 300;

    /// <summary>How many lines stand at most.</summary>
    public const int MaxLines = 60;

    /// <summary>Nothing taken along.</summary>
    public static readonly CheckInLot Empty = new();

    /// <summary>The lines, the oldest first.</summary>
    public ImmutableList<LotLine> Lines { get; init; } = [];

    /// <summary>Which lines, of talks too, were looked at and kept since the last check-in was begun.</summary>
    public ImmutableList<Guid> Kept { get; init; } = [];

    /// <summary>Takes a line along.</summary>
    public (CheckInLot Lot, LotStep Step) Add(LotLine line)
    {
        var text = line.Text.Trim();
        return Lines.Exists(present => present.Id == line.Id) ? (this, LotStep.AlreadyTaken)
            : text.Length is 0 or > MaxLine || !PlainText.IsKeepable(text) ? (this, LotStep.NotALine)
            : Lines.Count >= MaxLines ? (this, LotStep.Full)
            : (this with { Lines = Lines.Add(line with { Text = text }) }, LotStep.Taken);
    }

    /// <summary>Says what becomes of a line. Either of the two may, of either's.</summary>
    /// <param name="id">Which line; one of a talk is not here, and can only be kept here.</param>
    /// <param name="choice">What becomes of it.</param>
    public (CheckInLot Lot, LotStep Step) Settle(Guid id, LotChoice choice)
    {
        if (choice == LotChoice.Keep)
            return Kept.Contains(id) ? (this, LotStep.AlreadyTaken) : (this with { Kept = Kept.Add(id) }, LotStep.Taken);
        var next = this with { Lines = Lines.RemoveAll(line => line.Id == id), Kept = Kept.Remove(id) };
        return next.Lines.Count == Lines.Count && next.Kept.Count == Kept.Count ? (this, LotStep.AlreadyTaken) : (next, LotStep.Taken);
    }

    /// <summary>The list at the start of the next check-in: what was kept the last time is asked about again.</summary>
    public CheckInLot Again() => Kept.IsEmpty ? this : this with { Kept = [] };

    /// <summary>Nothing of the lines.</summary>
    public override string ToString() => "[what we take along]";
}
