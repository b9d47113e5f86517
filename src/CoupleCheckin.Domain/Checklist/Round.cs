using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;
using CoupleCheckin.Domain.Prompts;

namespace CoupleCheckin.Domain.Checklist;

/// <summary>
/// One pass of both partners through what is asked: a chosen set of behaviours, or the questions of a check-in. It knows <em>that</em>
/// somebody sealed or is ready, never <em>what</em> they answered. Nothing about its state is stored: it follows from the steps that were taken.
/// </summary>
public sealed class Round : IShared
{
    /// <summary>How long a round stands before it closes by itself when it was not opened.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(60);

    /// <summary>The same for a check-in: its questions are about a week, so that one that was left makes room for the next.</summary>
    public static readonly TimeSpan CheckInLifetime = TimeSpan.FromDays(21);

    private readonly List<Working> working = [];
    private readonly List<Seal> seals = [];
    private readonly List<TakenBack> takenBack = [];
    private readonly List<Ready> ready = [];

    private Round()
    {
    }

    /// <inheritdoc/>
    public CoupleId Couple { get; private init; }

    /// <summary>Which round.</summary>
    public RoundId Id { get; private init; }

    /// <summary>The behaviours in this round, in order.</summary>
    public IReadOnlyList<BehaviourKey> Behaviours { get; private init; } = [];

    /// <summary>What kind of pass it is.</summary>
    public RoundKind Kind { get; private init; }

    /// <summary>The questions in it, in order, where it is a check-in or a card.</summary>
    public IReadOnlyList<PromptKey> Prompts { get; private init; } = [];

    /// <summary>With which others it was started, each a slice that opens by itself; null when it was started alone.</summary>
    public PassId? Pass { get; private init; }

    /// <summary>
    /// The topic that somebody has only by their own choice; null for a round that is simply there for both. Until it is opened, such
    /// a round is there for whoever chose its topic, and tells nothing of the other.
    /// </summary>
    public Topic? OwnChoice { get; private init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>When one of the two closed it unopened. Nobody is told which.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When one of the two put an opened check-in with the earlier ones. Nobody is told which.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Raised by one with each step, so that two steps at once are taken one after the other.</summary>
    public long Version { get; private set; }

    /// <summary>Who is shown as working.</summary>
    public IReadOnlyCollection<Working> WorkingOn => working;

    /// <summary>All seals, those taken back among them.</summary>
    public IReadOnlyCollection<Seal> Seals => seals;

    /// <summary>All seals that were taken back.</summary>
    public IReadOnlyCollection<TakenBack> SealsTakenBack => takenBack;

    /// <summary>Who is ready to see.</summary>
    public IReadOnlyCollection<Ready> ReadyPartners => ready;

    /// <summary>A new round.</summary>
    /// <param name="couple">Whose.</param>
    /// <param name="behaviours">What is asked, in order.</param>
    /// <param name="now">The time.</param>
    /// <param name="pass">With which others it is started.</param>
    /// <param name="ownChoice">The topic that each has only by their own choice.</param>
    /// <exception cref="ArgumentException">There is no behaviour in it, or one stands twice.</exception>
    public static Round Start(CoupleId couple, IReadOnlyList<BehaviourKey> behaviours, DateTimeOffset now, PassId? pass = null, Topic? ownChoice = null) =>
        behaviours.Count == 0 || behaviours.Distinct().Count() != behaviours.Count
            ? throw new ArgumentException("A round needs behaviours, each once.", nameof(behaviours))
            : new() { Couple = couple, Id = RoundId.New(), Behaviours = behaviours, StartedAt = now, Pass = pass, OwnChoice = ownChoice };

    /// <summary>A new check-in, or a card that both answer.</summary>
    /// <param name="couple">Whose.</param>
    /// <param name="kind">Which of the two.</param>
    /// <param name="prompts">What is asked, in order.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ArgumentException">There is no question in it, one stands twice, or it is to be a round of behaviours.</exception>
    public static Round Ask(CoupleId couple, RoundKind kind, IReadOnlyList<PromptKey> prompts, DateTimeOffset now) =>
        prompts.Count == 0 || prompts.Distinct().Count() != prompts.Count ? throw new ArgumentException("A check-in needs questions, each once.", nameof(prompts))
        : kind == RoundKind.Checklist ? throw new ArgumentException("A round of behaviours is started with behaviours.", nameof(kind))
        : new() { Couple = couple, Id = RoundId.New(), Kind = kind, Prompts = prompts, StartedAt = now };

    /// <summary>Whether both are ready. From then on both read both sheets.</summary>
    public bool IsRevealed => ready.Count == 2;

    /// <summary>When the second partner pressed ready; null before.</summary>
    public DateTimeOffset? RevealedAt => IsRevealed ? ready.Max(press => press.At) : null;

    /// <summary>Whether it ended without being opened: closed by one of the two, or left standing for as long as such a round stands.</summary>
    public bool IsClosed(DateTimeOffset now) => !IsRevealed && (ClosedAt is not null || now >= StartedAt + (Kind == RoundKind.Checklist ? Lifetime : CheckInLifetime));

    /// <summary>Whether this partner's sheet is sealed now.</summary>
    public bool HasSealed(PersonId person) => CurrentSeal(person) is not null;

    /// <summary>Whether this partner pressed ready.</summary>
    public bool IsReady(PersonId person) => ready.Any(press => press.Author == person);

    /// <summary>The seal that counts for this partner; null while there is none.</summary>
    public Seal? CurrentSeal(PersonId person)
    {
        var attempt = CurrentAttempt(person);
        return seals.SingleOrDefault(seal => seal.Author == person && seal.Attempt == attempt);
    }

    /// <summary>The attempt this partner is in, from 1.</summary>
    public int CurrentAttempt(PersonId person) => 1 + takenBack.Count(back => back.Author == person);

    /// <summary>Whether somebody else in this round has sealed.</summary>
    public bool PartnerHasSealed(PersonId me) =>
        seals.Where(seal => seal.Author != me).Select(seal => seal.Author).Distinct().Any(HasSealed);

    /// <summary>The one of three words by which a partner's sheet is known to the other.</summary>
    public SheetState StateOf(PersonId person) =>
        HasSealed(person) ? SheetState.Sealed
        : working.Any(mark => mark.Author == person) ? SheetState.Working
        : SheetState.NotStarted;

    /// <summary>
    /// What one partner is told of the other's sheet. Of a topic that each has by their own choice it is "not started" until both have
    /// sealed, so that nobody learns by looking who chose it.
    /// </summary>
    /// <param name="me">Who is told.</param>
    /// <param name="partner">Of whose sheet.</param>
    public SheetState ToldTo(PersonId me, PersonId partner) =>
        OwnChoice is not null && !(HasSealed(me) && HasSealed(partner)) ? SheetState.NotStarted : StateOf(partner);

    /// <summary>Whether a step that was just taken concerns the other too. Of a topic of one's own choice it does once both have sealed.</summary>
    public bool ConcernsPartnerOf(PersonId me) => OwnChoice is null || IsRevealed || (HasSealed(me) && PartnerHasSealed(me));

    /// <summary>Whether this partner may still change answers.</summary>
    public bool CanAnswer(PersonId person, DateTimeOffset now) => !IsRevealed && !IsClosed(now) && !HasSealed(person);

    /// <summary>
    /// Shows, or stops showing, that this partner is working. A round that was opened or closed stays as it is; one of a topic of
    /// one's own choice, and a check-in, never show it.
    /// </summary>
    public void ShowWorking(PersonId me, bool shown)
    {
        if (IsRevealed || ClosedAt is not null || OwnChoice is not null || Kind != RoundKind.Checklist)
            return;
        var mine = working.Find(mark => mark.Author == me);
        if (shown && mine is null)
            working.Add(Working.On(this, me));
        else if (!shown && mine is not null)
            working.Remove(mine);
    }

    /// <summary>Seals this partner's sheet.</summary>
    /// <param name="me">Who seals.</param>
    /// <param name="commit">The 32 bytes that fix the answers.</param>
    /// <param name="now">The time of sealing.</param>
    public RoundStep SealBy(PersonId me, byte[] commit, DateTimeOffset now)
    {
        if (commit.Length != 32)
            throw new ArgumentException("A commit is 32 bytes.", nameof(commit));
        if (IsClosed(now))
            return RoundStep.RoundClosed;
        if (HasSealed(me) || IsRevealed)
            return RoundStep.AlreadyTaken;
        seals.Add(Seal.On(this, me, CurrentAttempt(me), commit));
        Version++;
        return RoundStep.Taken;
    }

    /// <summary>Takes this partner's seal back, as long as the other has not sealed too.</summary>
    public RoundStep TakeBack(PersonId me, DateTimeOffset now)
    {
        if (IsClosed(now))
            return RoundStep.RoundClosed;
        if (!HasSealed(me))
            return RoundStep.AlreadyTaken;
        if (PartnerHasSealed(me) || IsRevealed)
            return RoundStep.PartnerHasSealed;
        takenBack.Add(TakenBack.On(this, me, CurrentAttempt(me)));
        Version++;
        return RoundStep.Taken;
    }

    /// <summary>Presses "ready to see". The second of the two presses is the reveal.</summary>
    public RoundStep PressReady(PersonId me, DateTimeOffset now)
    {
        if (IsClosed(now))
            return RoundStep.RoundClosed;
        if (IsReady(me) || IsRevealed)
            return RoundStep.AlreadyTaken;
        if (!HasSealed(me) || !PartnerHasSealed(me))
            return RoundStep.NotBothSealed;
        ready.Add(Ready.On(this, me, now));
        Version++;
        return RoundStep.Taken;
    }

    /// <summary>
    /// Closes the round unopened. What each wrote stays with each; nobody is told who closed it. A part of one's own choice only runs
    /// out until both have sealed: that it was closed would tell the other that it had been chosen.
    /// </summary>
    public RoundStep Close(DateTimeOffset now)
    {
        if (IsRevealed)
            return RoundStep.AlreadyRevealed;
        if (OwnChoice is not null && seals.Select(seal => seal.Author).Distinct().Count(HasSealed) < 2)
            return RoundStep.NotBothSealed;
        if (IsClosed(now))
            return RoundStep.AlreadyTaken;
        ClosedAt = now;
        Version++;
        return RoundStep.Taken;
    }

    /// <summary>Puts an opened check-in with the earlier ones. It stays to be read by both; one is enough.</summary>
    public RoundStep Finish(DateTimeOffset now)
    {
        if (!IsRevealed)
            return IsClosed(now) ? RoundStep.RoundClosed : RoundStep.NotBothSealed;
        if (FinishedAt is not null || Kind == RoundKind.Checklist)
            return RoundStep.AlreadyTaken;
        FinishedAt = now;
        Version++;
        return RoundStep.Taken;
    }
}

/// <summary>What kind of pass a round is. The numbers are stored.</summary>
public enum RoundKind
{
    /// <summary>Through behaviours.</summary>
    Checklist = 0,

    /// <summary>Through the questions of a check-in.</summary>
    CheckIn = 1,

    /// <summary>Through one question, drawn for an evening.</summary>
    Card = 2,
}

/// <summary>What the partner is told of a sheet: one of three words.</summary>
public enum SheetState
{
    /// <summary>Not started.</summary>
    NotStarted,

    /// <summary>Working.</summary>
    Working,

    /// <summary>Sealed.</summary>
    Sealed,
}

/// <summary>What became of a step in a round.</summary>
public enum RoundStep
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>It had been taken before; nothing changed.</summary>
    AlreadyTaken,

    /// <summary>The partner has sealed too, so the seal stands.</summary>
    PartnerHasSealed,

    /// <summary>Both must have sealed first.</summary>
    NotBothSealed,

    /// <summary>The round is closed.</summary>
    RoundClosed,

    /// <summary>The round is open for both; it can no longer be closed.</summary>
    AlreadyRevealed,
}
