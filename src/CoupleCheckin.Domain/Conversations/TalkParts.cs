using System.Collections.Immutable;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.Domain.Conversations;

/// <summary>Where a turn is.</summary>
public enum TurnPart
{
    /// <summary>The speaker speaks.</summary>
    Speaking = 1,

    /// <summary>The listener says back.</summary>
    SayingBack = 2,

    /// <summary>The speaker answers whether it was that.</summary>
    Answering = 3,

    /// <summary>The speaker was heard.</summary>
    Heard = 4,
}

/// <summary>Whose turn it is to speak, and where the turn is.</summary>
/// <param name="Speaker">Who has the floor.</param>
/// <param name="Part">Where the turn is.</param>
/// <param name="Since">Since when it is in this part.</param>
public sealed record TalkTurn(PersonId Speaker, TurnPart Part, DateTimeOffset Since);

/// <summary>How well the speaker was heard. It is not agreement.</summary>
public enum Heard
{
    /// <summary>Yes, you got it.</summary>
    Yes = 1,

    /// <summary>Nearly.</summary>
    Nearly = 2,

    /// <summary>Not yet.</summary>
    NotYet = 3,
}

/// <summary>What kind of thing was said.</summary>
public enum SayingKind
{
    /// <summary>Said.</summary>
    Said = 1,

    /// <summary>Said back.</summary>
    SaidBack = 2,

    /// <summary>What somebody takes along.</summary>
    Takeaway = 3,
}

/// <summary>Something that was said. Without text it was said aloud.</summary>
/// <param name="Id">Given by the page, so that what is sent twice is said once.</param>
/// <param name="Who">Who said it.</param>
/// <param name="Stage">In which stage.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Text">The words; empty when they were spoken.</param>
/// <param name="Heard">How the speaker answered it, where it was said back.</param>
public sealed record Saying(Guid Id, PersonId Who, int Stage, SayingKind Kind, string Text, Heard? Heard);

/// <summary>A break that one of the two called.</summary>
/// <param name="From">When.</param>
/// <param name="Until">When the two meet again.</param>
/// <param name="Back">Who has come back.</param>
public sealed record TalkBreak(DateTimeOffset From, DateTimeOffset Until, ImmutableList<PersonId> Back)
{
    /// <summary>The shortest; a body needs about that long to calm down (content.md 4.1).</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(20);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);
}

/// <summary>A topic that was set aside during the talk.</summary>
/// <param name="Id">Given by the page.</param>
/// <param name="By">Who set it aside.</param>
/// <param name="Text">The topic.</param>
/// <param name="IsDone">Whether it was crossed off.</param>
public sealed record ParkedTopic(Guid Id, PersonId By, string Text, bool IsDone);

/// <summary>What somebody said they would do. Each writes their own; nobody writes one for the other.</summary>
/// <param name="Id">Given by the page.</param>
/// <param name="Owner">Who will do it.</param>
/// <param name="Text">What.</param>
/// <param name="IsDone">Whether its owner crossed it off.</param>
/// <param name="By">By which day, where its owner named one. Nothing happens on that day: it is for the two to see.</param>
public sealed record TalkAction(Guid Id, PersonId Owner, string Text, bool IsDone, DateOnly? By = null);

/// <summary>What came of a talk, for one of the two. Each is a full result.</summary>
public enum TalkOutcome
{
    /// <summary>Understood, and nothing decided.</summary>
    Understood = 1,

    /// <summary>A small step for each.</summary>
    SmallSteps = 2,

    /// <summary>Something to write into the agreement.</summary>
    Clause = 3,

    /// <summary>To be talked about again.</summary>
    AnotherTime = 4,
}

/// <summary>What one of the two chose as the outcome.</summary>
public sealed record ChosenOutcome(PersonId Who, TalkOutcome Outcome);

/// <summary>
/// The invitation that every talk begins with: what it is about and when, and nothing of the text. The times on the table are one
/// person's; the other picks one, or puts another on the table in their place.
/// </summary>
public sealed record TalkInvitation
{
    /// <summary>How long after the last time on the table it ends by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>The topic area; null for "something between us".</summary>
    public Topic? Topic { get; init; }

    /// <summary>Which lane; null for a script that has none.</summary>
    public Lane? Lane { get; init; }

    /// <summary>About how long it takes.</summary>
    public required int Minutes { get; init; }

    /// <summary>How the one who invites comes to it.</summary>
    public Tone? Tone { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Whose times are on the table.</summary>
    public required PersonId OfferedBy { get; init; }

    /// <summary>The times on the table; none for "now, when you are ready too".</summary>
    public ImmutableList<DateTimeOffset> Times { get; init; } = [];

    /// <summary>The time that both said yes to.</summary>
    public DateTimeOffset? Agreed { get; init; }

    /// <summary>Whether it was taken back. The partner cannot tell that from one that ran out.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>When it ends by itself, unless the talk began.</summary>
    public DateTimeOffset EndsAt => (Agreed ?? Times.Append(SentAt).Max()) + Patience;

    /// <summary>Whether it was taken back or ran out.</summary>
    public bool IsOver(DateTimeOffset now) => IsTakenBack || now >= EndsAt;
}
