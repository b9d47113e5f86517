using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>One answer on its day.</summary>
/// <param name="At">From when on it stands.</param>
/// <param name="IsMine">Whether it is mine.</param>
/// <param name="Answer">The answer.</param>
/// <param name="IsRevision">Whether it was answered anew after a reveal; if not, it was opened together with the other's.</param>
public sealed record DatedAnswer(DateTimeOffset At, bool IsMine, Placement Answer, bool IsRevision);

/// <summary>What the two placed for one behaviour, and when. An answer is superseded by a later one, never changed; blank is no answer.</summary>
public sealed class Timeline
{
    private Timeline(BehaviourKey behaviour, IReadOnlyList<DatedAnswer> answers) => (Behaviour, Answers) = (behaviour, answers);

    /// <summary>Which behaviour.</summary>
    public BehaviourKey Behaviour { get; }

    /// <summary>All answers, the oldest first; on the same moment what was opened together comes before what was answered anew.</summary>
    public IReadOnlyList<DatedAnswer> Answers { get; }

    /// <summary>My answer as it stands; blank when there is none.</summary>
    public Placement Mine => At(DateTimeOffset.MaxValue, isMine: true);

    /// <summary>My partner's answer as it stands; blank when there is none.</summary>
    public Placement Partners => At(DateTimeOffset.MaxValue, isMine: false);

    /// <summary>Puts answers in their order.</summary>
    public static Timeline Of(BehaviourKey behaviour, IEnumerable<DatedAnswer> answers) =>
        new(behaviour, [.. answers.Where(answer => !answer.Answer.Equals(Placement.Blank)).OrderBy(answer => answer.At).ThenBy(answer => answer.IsRevision)]);

    /// <summary>The answer that stood just before a moment; blank when there was none.</summary>
    public Placement Before(DateTimeOffset moment, bool isMine) =>
        Answers.LastOrDefault(answer => answer.IsMine == isMine && answer.At < moment)?.Answer ?? Placement.Blank;

    /// <summary>The answer that stood at a moment; blank when there was none.</summary>
    public Placement At(DateTimeOffset moment, bool isMine) =>
        Answers.LastOrDefault(answer => answer.IsMine == isMine && answer.At <= moment)?.Answer ?? Placement.Blank;
}
