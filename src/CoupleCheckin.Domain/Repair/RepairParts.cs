using System.Collections.Immutable;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.Domain.Repair;

/// <summary>What became of a step in a repair plan.</summary>
public enum RepairStep
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>It had been taken before; nothing changed.</summary>
    AlreadyTaken,

    /// <summary>It is not possible as the plan stands.</summary>
    NotNow,

    /// <summary>Only whoever wrote it can do that.</summary>
    NotYours,

    /// <summary>The plan is closed.</summary>
    Closed,

    /// <summary>The plan pauses.</summary>
    Paused,

    /// <summary>Another plan is open.</summary>
    AnotherIsOpen,

    /// <summary>The days do not fit: it begins before today, ends before it begins, lasts longer than twelve weeks, or is looked at outside of them.</summary>
    WrongDays,

    /// <summary>Nothing was written.</summary>
    Blank,

    /// <summary>The text is too long.</summary>
    TooLong,

    /// <summary>The text cannot be kept as it is.</summary>
    Unreadable,

    /// <summary>This person has three running already.</summary>
    Full,

    /// <summary>This person has one of this kind running already.</summary>
    SameKind,

    /// <summary>Its words would watch, restrict or threaten somebody. Nothing of it was kept for two.</summary>
    Declined,

    /// <summary>Both must have sealed first.</summary>
    NotBothSealed,

    /// <summary>The space is closed.</summary>
    SpaceClosed,
}

/// <summary>What a step made of a plan.</summary>
/// <param name="Plan">The plan after it; the same one where nothing changed.</param>
/// <param name="Step">What became of it.</param>
public readonly record struct RepairMove(RepairPlan Plan, RepairStep Step);

/// <summary>How a plan is completed.</summary>
public enum RepairEnding
{
    /// <summary>The two go on, and it is no lever any more.</summary>
    GoOn,

    /// <summary>The two part. That completes a plan too.</summary>
    Part,
}

/// <summary>That somebody would like to be in another stage.</summary>
/// <param name="Who">Who.</param>
/// <param name="To">In which.</param>
public sealed record StageWish(PersonId Who, RepairStage To);

/// <summary>That somebody signed an ending, or asked to open a closed plan again.</summary>
/// <param name="Who">Who.</param>
/// <param name="At">When.</param>
/// <param name="Ending">What was signed; null where it is about opening again.</param>
public sealed record RepairPress(PersonId Who, DateTimeOffset At, RepairEnding? Ending = null);

/// <summary>How it went with a commitment, as its owner says.</summary>
public enum CommitmentReport
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Partly.</summary>
    Partly,

    /// <summary>Not.</summary>
    Not,

    /// <summary>Changed.</summary>
    Changed,
}

/// <summary>What somebody offers in a repair plan, in their own words about what they themselves do. Only its owner ever changes it.</summary>
/// <param name="Id">Given by the page; the same one again changes nothing.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Kind">Which kind; a key of <see cref="CommitmentCatalogue"/>.</param>
/// <param name="Text">The words.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day; after it, it has ended by itself.</param>
/// <param name="Review">The day on which it is looked at again.</param>
/// <param name="Taper">How it grows less; empty where it does not.</param>
public sealed record RepairCommitment(Guid Id, PersonId Owner, string Kind, string Text, DateOnly From, DateOnly Until, DateOnly Review, string Taper)
{
    /// <summary>How it went, as its owner last said; null before.</summary>
    public CommitmentReport? Report { get; init; }

    /// <summary>On which day its owner said so.</summary>
    public DateOnly? ReportedOn { get; init; }

    /// <summary>On which day its owner ended it early; null where they did not.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>What its owner wrote when they ended it.</summary>
    public string EndNote { get; init; } = "";

    /// <summary>How it landed, in the words of the other; no mark.</summary>
    public string Landed { get; init; } = "";

    /// <summary>Whether its owner offers to go on with it. It goes on when the other says yes too.</summary>
    public bool IsRenewalOffered { get; init; }

    /// <summary>Until when it would go on, agreed on a day.</summary>
    public static DateOnly RenewedUntil(DateOnly day) => day.AddDays(RepairPlan.UsualDays - 1);

    /// <summary>Whether it can be offered to go on: from the day to look at it again until it ends, as long as that makes it longer.</summary>
    public bool MayRenew(DateOnly day) => IsRunning(day) && day >= Review && RenewedUntil(day) > Until;

    /// <summary>Whether it runs on a day, or is still to begin.</summary>
    public bool IsRunning(DateOnly day) => EndedOn is null && day <= Until;

    /// <summary>Whether the day to look at it again has come.</summary>
    public bool IsDue(DateOnly day) => IsRunning(day) && day >= Review && !(ReportedOn >= Review);

    /// <summary>Nothing of what was written.</summary>
    public override string ToString() => "[commitment]";
}

/// <summary>The weekly two questions, as far as both know of them: who has sealed, and who is ready to open. Never what was answered.</summary>
/// <param name="Id">Which pulse.</param>
/// <param name="Week">The first day of its week.</param>
public sealed record Pulse(Guid Id, DateOnly Week)
{
    /// <summary>The seals that stand.</summary>
    public ImmutableList<PulseSeal> Seals { get; init; } = [];

    /// <summary>Who is ready to open it.</summary>
    public ImmutableList<PersonId> Ready { get; init; } = [];

    /// <summary>When both were ready; null before.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Whether this person has sealed.</summary>
    public bool HasSealed(PersonId who) => Seals.Exists(seal => seal.Who == who);

    /// <summary>Whether both have sealed.</summary>
    public bool IsSealedByBoth => Seals.Count == 2;
}

/// <summary>That somebody sealed their answers, and a fingerprint that fixes them.</summary>
/// <param name="Who">Who.</param>
/// <param name="Commit">A hash over the answers and 256 random bits.</param>
public sealed record PulseSeal(PersonId Who, byte[] Commit);
