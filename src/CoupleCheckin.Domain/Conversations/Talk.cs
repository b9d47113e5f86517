using System.Collections.Immutable;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Conversations;

/// <summary>
/// A guided conversation of the two, from the invitation to its end. It is a value: each step makes the next one, decided on what
/// is here and the time given, so that it can be kept and gone on with at any point. It moves to the next stage only when both
/// are ready; a break needs one; a clock moves nothing.
/// </summary>
public sealed record Talk
{
    /// <summary>The longest that one thing said may be, in characters.</summary>
    public const int MaxSaying = 2_000;

    /// <summary>The longest that a parked topic or an action may be, in characters.</summary>
    public const int MaxLine = 300;

    /// <summary>How many things can be said, parked and promised in one talk.</summary>
    public const int MaxEntries = 400;

    /// <summary>What one part of a turn counts for at most in the air time: whoever falls asleep is not speaking.</summary>
    private static readonly TimeSpan LongestCounted = TimeSpan.FromMinutes(10);

    /// <summary>Which talk.</summary>
    public required TalkId Id { get; init; }

    /// <summary>Who started it.</summary>
    public required PersonId Starter { get; init; }

    /// <summary>The other one.</summary>
    public required PersonId Other { get; init; }

    /// <summary>Which script it follows.</summary>
    public required string Script { get; init; }

    /// <summary>Its stages, in order.</summary>
    public required ImmutableList<TalkStage> Stages { get; init; }

    /// <summary>How the other was invited.</summary>
    public required TalkInvitation Invitation { get; init; }

    /// <summary>Whose device is shared; null while each is at their own.</summary>
    public PersonId? Device { get; init; }

    /// <summary>Who has the shared device in their hands.</summary>
    public PersonId? Hands { get; init; }

    /// <summary>Whether the shared device is on its way to <see cref="Hands"/>.</summary>
    public bool IsBeingPassed { get; init; }

    /// <summary>The stage in which the talk is.</summary>
    public int At { get; init; }

    /// <summary>Since when it is in this stage.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Who is ready to move on from it.</summary>
    public ImmutableList<PersonId> Ready { get; init; } = [];

    /// <summary>Whose turn it is; null where both may speak.</summary>
    public TalkTurn? Turn { get; init; }

    /// <summary>The break that holds it; null while there is none.</summary>
    public TalkBreak? Break { get; init; }

    /// <summary>What the starter had prepared, once it is open for both.</summary>
    public ConcernText? Opening { get; init; }

    /// <summary>Whether something was prepared that opens with the talk.</summary>
    public bool HasPrepared { get; init; }

    /// <summary>Whether it may be read before the talk.</summary>
    public bool MayReadBefore { get; init; }

    /// <summary>All that was said, in order.</summary>
    public ImmutableList<Saying> Said { get; init; } = [];

    /// <summary>All topics that were set aside.</summary>
    public ImmutableList<ParkedTopic> Parked { get; init; } = [];

    /// <summary>What each will do.</summary>
    public ImmutableList<TalkAction> Actions { get; init; } = [];

    /// <summary>What each chose as the outcome.</summary>
    public ImmutableList<ChosenOutcome> Outcomes { get; init; } = [];

    /// <summary>For how long the starter had the floor.</summary>
    public TimeSpan StarterAir { get; init; }

    /// <summary>For how long the other had it.</summary>
    public TimeSpan OtherAir { get; init; }

    /// <summary>When both were ready and it began; null before.</summary>
    public DateTimeOffset? BegunAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether one of the two ended it before its last stage. Nobody is told which.</summary>
    public bool WasStopped { get; init; }

    /// <summary>The stage in which it is.</summary>
    public TalkStage Stage => Stages[At];

    /// <summary>Whether it began and has not ended.</summary>
    public bool IsUnderWay => BegunAt is not null && EndedAt is null;

    /// <summary>Whether what was prepared is to be opened now.</summary>
    public bool AwaitsOpening => HasPrepared && Opening is null && (MayReadBefore || BegunAt is not null);

    /// <summary>A new talk, in its first stage, with an invitation on the table.</summary>
    /// <exception cref="ArgumentException">There is only one person.</exception>
    public static Talk Invite(PersonId starter, PersonId other, ScriptKey script, IEnumerable<TalkStage> stages, TalkInvitation invitation) =>
        starter == other
            ? throw new ArgumentException("A talk needs two.", nameof(other))
            : new()
            {
                Id = TalkId.New(),
                Starter = starter,
                Other = other,
                Script = script.Value,
                Stages = [.. stages],
                Invitation = invitation,
            };

    /// <summary>Whether it ended without having begun: taken back, or run out.</summary>
    public bool IsOver(DateTimeOffset now) => BegunAt is null && (EndedAt is not null || Invitation.IsOver(now));

    /// <summary>Whether it still waits or goes on.</summary>
    public bool IsOpen(DateTimeOffset now) => EndedAt is null && !IsOver(now);

    /// <summary>The other of the two.</summary>
    public PersonId PartnerOf(PersonId person) => person == Starter ? Other : Starter;

    /// <summary>For whom whoever is signed in acts: at a shared device for the one who has it in hand; at the other's device for nobody.</summary>
    public PersonId? ActorFor(PersonId signedIn) => Device is null ? signedIn : Device == signedIn ? Hands : null;

    /// <summary>Whether this person may say something now.</summary>
    public bool MaySay(PersonId me) => IsUnderWay && Break is null && !IsBeingPassed && (Stage.Mode == TalkMode.Free
        || (Turn is { } turn && turn.Part switch
        {
            TurnPart.Speaking => me == turn.Speaker,
            TurnPart.SayingBack => me != turn.Speaker,
            TurnPart.Answering or TurnPart.Heard => false,
        }));

    /// <summary>Whoever is signed in does something, for themselves or, at a shared device, for the one who has it in hand.</summary>
    public TalkMove Take(PersonId signedIn, TalkAct act, DateTimeOffset now) =>
        !IsOfTheTwo(signedIn) ? Refuse(TalkStep.NotYours)
        : act is TalkAct.UseTwoDevices or TalkAct.Stop or TalkAct.CallBreak ? act.On(this, signedIn, now)
        : ActorFor(signedIn) is { } actor ? act.On(this, actor, now)
        : Refuse(TalkStep.Elsewhere);

    /// <summary>Says yes to one of the times on the table.</summary>
    public TalkMove PickTime(PersonId me, DateTimeOffset time, DateTimeOffset now) =>
        RefusalBefore(me, now) is { } refused ? Refuse(refused)
        : Invitation.Agreed == time ? Refuse(TalkStep.AlreadyTaken)
        : Invitation.OfferedBy == me || !Invitation.Times.Contains(time) ? Refuse(TalkStep.NotNow)
        : Take(this with { Invitation = Invitation with { Agreed = time } });

    /// <summary>"Not now": puts another time on the table.</summary>
    public TalkMove OfferTime(PersonId me, DateTimeOffset time, DateTimeOffset now) =>
        RefusalBefore(me, now) is { } refused ? Refuse(refused)
        : time <= now || time > now + TimeSpan.FromDays(60) ? Refuse(TalkStep.WrongTime)
        : Take(this with { Invitation = Invitation with { OfferedBy = me, Times = [time], Agreed = null }, Ready = [] });

    /// <summary>Takes the invitation back. The other cannot tell it from one that ran out.</summary>
    public TalkMove TakeBack(PersonId me, DateTimeOffset now) =>
        RefusalBefore(me, now) is { } refused ? Refuse(refused)
        : me != Starter ? Refuse(TalkStep.NotNow)
        : Take(this with { Invitation = Invitation with { IsTakenBack = true } });

    /// <summary>Opens what the starter had prepared. Only the starter can, because nobody else has it.</summary>
    public TalkMove Open(PersonId me, ConcernText text) =>
        me != Starter || !AwaitsOpening || EndedAt is not null ? Refuse(TalkStep.NotNow) : Take(this with { Opening = text });

    /// <summary>Ready to move on from a stage. When both are, the next one begins; after the last one the talk is over.</summary>
    /// <param name="me">Who is ready.</param>
    /// <param name="stage">From which stage; a press that comes late moves nothing.</param>
    /// <param name="now">The time.</param>
    public TalkMove PressReady(PersonId me, int stage, DateTimeOffset now)
    {
        if (Refusal(me, now) is { } refused)
            return Refuse(refused);
        if (stage != At || Ready.Contains(me))
            return Refuse(TalkStep.AlreadyTaken);
        return Ready.Contains(PartnerOf(me)) ? Take(Charged(now).Next(now)) : Take(this with { Ready = Ready.Add(me) });
    }

    /// <summary>Not ready after all, as long as the other is not.</summary>
    public TalkMove TakeBackReady(PersonId me, int stage, DateTimeOffset now) =>
        Refusal(me, now) is { } refused ? Refuse(refused)
        : stage != At || !Ready.Contains(me) ? Refuse(TalkStep.AlreadyTaken)
        : Take(this with { Ready = Ready.Remove(me) });

    /// <summary>Says something, says it back, or leaves a takeaway, as the stage has it. Whoever speaks is not ready to move on.</summary>
    /// <param name="me">Who says it.</param>
    /// <param name="id">Given by the page; the same one again changes nothing.</param>
    /// <param name="stage">In which stage.</param>
    /// <param name="text">The words; empty when they were spoken.</param>
    /// <param name="now">The time.</param>
    public TalkMove Say(PersonId me, Guid id, int stage, string text, DateTimeOffset now)
    {
        if (Said.Exists(saying => saying.Id == id))
            return Refuse(TalkStep.AlreadyTaken);
        if ((Refusal(me, now) ?? Flaw(text, MaxSaying)) is { } refused)
            return Refuse(refused);
        if (stage != At || !MaySay(me))
            return Refuse(TalkStep.NotNow);
        var kind = Stage.Kind == PhaseKind.Note ? SayingKind.Takeaway
            : Turn is { Part: TurnPart.SayingBack } ? SayingKind.SaidBack
            : SayingKind.Said;
        var said = Charged(now) with { Said = Said.Add(new(id, me, At, kind, text.Trim(), null)), Ready = Ready.Remove(me) };
        return Take(Turn switch
        {
            { Part: TurnPart.SayingBack } => said.WithTurn(TurnPart.Answering, now),
            { Part: TurnPart.Speaking } when Stage.Mode == TalkMode.Rounds => said.WithTurn(TurnPart.SayingBack, now),
            _ => said,
        });
    }

    /// <summary>The speaker answers what was said back. After a "yes" in rounds, the floor passes, or the same one goes on with the next bit.</summary>
    /// <param name="me">Who answers.</param>
    /// <param name="saidBack">What was said back.</param>
    /// <param name="heard">The answer.</param>
    /// <param name="now">The time.</param>
    public TalkMove Answer(PersonId me, Guid saidBack, Heard heard, DateTimeOffset now)
    {
        if (Refusal(me, now) is { } refused)
            return Refuse(refused);
        var at = Said.FindIndex(saying => saying.Id == saidBack);
        if (at < 0 || Turn is not { Part: TurnPart.Answering } turn || turn.Speaker != me || at != Said.FindLastIndex(saying => saying.Kind == SayingKind.SaidBack))
            return Refuse(at >= 0 && Said[at].Heard is not null ? TalkStep.AlreadyTaken : TalkStep.NotNow);
        var answered = this with { Said = Said.SetItem(at, Said[at] with { Heard = heard }) };
        return Take(heard != Heard.Yes ? answered.WithTurn(TurnPart.SayingBack, now)
            : Stage.Mode == TalkMode.Rounds ? answered with { Turn = new(Stage.PassesTheFloor ? PartnerOf(me) : me, TurnPart.Speaking, now) }
            : answered.WithTurn(TurnPart.Heard, now));
    }

    /// <summary>Calls a break with a time of return. One is enough.</summary>
    public TalkMove CallBreak(PersonId me, DateTimeOffset until, DateTimeOffset now)
    {
        if (Refusal(me, now) is { } refused)
        {
            if (refused == TalkStep.OnBreak)
                return Refuse(TalkStep.AlreadyTaken);
            if (refused != TalkStep.NotNow)
                return Refuse(refused);
        }

        if (BegunAt is null)
            return Refuse(TalkStep.NotNow);
        var length = until - now;
        return length < TalkBreak.Shortest || length > TalkBreak.Longest
            ? Refuse(TalkStep.WrongTime)
            : Take(Charged(now) with { Break = new(now, until, []) });
    }

    /// <summary>Is back from the break. When both are, the talk goes on where it was; at a shared device both look at the same screen.</summary>
    public TalkMove ComeBack(PersonId me, DateTimeOffset now)
    {
        if (!IsOfTheTwo(me))
            return Refuse(TalkStep.NotYours);
        if (Refusal(me, now) is { } refused && refused != TalkStep.OnBreak)
            return Refuse(refused);
        if (Break is not { } held || held.Back.Contains(me))
            return Refuse(TalkStep.AlreadyTaken);

        // Before it began is a clock that was set back: nobody is kept waiting for that.
        if (now >= held.From && now < held.From + TalkBreak.Shortest)
            return Refuse(TalkStep.TooSoon);
        return Take(held.Back.IsEmpty && Device is null
            ? this with { Break = held with { Back = [me] } }
            : this with { Break = null, Turn = Turn is { } turn ? turn with { Since = now } : null });
    }

    /// <summary>Sets a topic aside.</summary>
    public TalkMove Park(PersonId me, Guid id, string text, DateTimeOffset now) =>
        Parked.Exists(topic => topic.Id == id) ? Refuse(TalkStep.AlreadyTaken)
        : (Refusal(me, now) ?? Flaw(text, MaxLine)) is { } refused ? Refuse(refused)
        : text.Trim().Length == 0 || BegunAt is null ? Refuse(TalkStep.NotNow)
        : Take(this with { Parked = Parked.Add(new(id, me, text.Trim(), false)) });

    /// <summary>Crosses a parked topic off, also when the talk is over. Either may.</summary>
    public TalkMove CrossOffTopic(PersonId me, Guid id)
    {
        var at = Parked.FindIndex(topic => topic.Id == id && !topic.IsDone);
        return !IsOfTheTwo(me) ? Refuse(TalkStep.NotYours)
            : at < 0 ? Refuse(TalkStep.AlreadyTaken)
            : Take(this with { Parked = Parked.SetItem(at, Parked[at] with { IsDone = true }) });
    }

    /// <summary>Says what one will do oneself.</summary>
    public TalkMove Promise(PersonId me, Guid id, string text, DateTimeOffset now, DateOnly? by = null) =>
        Actions.Exists(action => action.Id == id) ? Refuse(TalkStep.AlreadyTaken)
        : (Refusal(me, now) ?? Flaw(text, MaxLine)) is { } refused ? Refuse(refused)
        : text.Trim().Length == 0 || !Stage.TakesActions ? Refuse(TalkStep.NotNow)
        : Take(this with { Actions = Actions.Add(new(id, me, text.Trim(), false, by)), Ready = Ready.Remove(me) });

    /// <summary>Crosses off what one said one would do, also when the talk is over.</summary>
    public TalkMove CrossOffAction(PersonId me, Guid id)
    {
        var at = Actions.FindIndex(action => action.Id == id && action.Owner == me && !action.IsDone);
        return !IsOfTheTwo(me) ? Refuse(TalkStep.NotYours)
            : at < 0 ? Refuse(TalkStep.AlreadyTaken)
            : Take(this with { Actions = Actions.SetItem(at, Actions[at] with { IsDone = true }) });
    }

    /// <summary>Crosses off what either of the two said they would do, when both look back at it in a check-in.</summary>
    public TalkMove SettleAction(PersonId me, Guid id)
    {
        var at = Actions.FindIndex(action => action.Id == id && !action.IsDone);
        return !IsOfTheTwo(me) ? Refuse(TalkStep.NotYours)
            : at < 0 ? Refuse(TalkStep.AlreadyTaken)
            : Take(this with { Actions = Actions.SetItem(at, Actions[at] with { IsDone = true }) });
    }

    /// <summary>Chooses what came of it, for oneself. Another choice takes its place.</summary>
    public TalkMove Choose(PersonId me, TalkOutcome outcome, DateTimeOffset now) =>
        Refusal(me, now) is { } refused ? Refuse(refused)
        : !Stage.TakesOutcome ? Refuse(TalkStep.NotNow)
        : Outcomes.Contains(new(me, outcome)) ? Refuse(TalkStep.AlreadyTaken)
        : Take(this with { Outcomes = Outcomes.RemoveAll(chosen => chosen.Who == me).Add(new(me, outcome)) });

    /// <summary>Ends the talk where it is. One is enough, and nobody is told which.</summary>
    public TalkMove Stop(PersonId me, DateTimeOffset now)
    {
        if (!IsOfTheTwo(me))
            return Refuse(TalkStep.NotYours);
        return EndedAt is not null || IsOver(now) || BegunAt is null
            ? Refuse(TalkStep.Over)
            : Take(Charged(now) with { EndedAt = now, WasStopped = true, Break = null, Turn = null, Ready = [], Device = null, Hands = null, IsBeingPassed = false });
    }

    /// <summary>Goes on at one device, which is this person's and in their hands.</summary>
    public TalkMove ShareDevice(PersonId me, DateTimeOffset now) =>
        Refusal(me, now) is { } refused && refused != TalkStep.OnBreak ? Refuse(refused)
        : Device is not null ? Refuse(TalkStep.AlreadyTaken)
        : Take(this with { Device = me, Hands = me, IsBeingPassed = false });

    /// <summary>Goes on at two devices. Either may say so, at their own.</summary>
    /// <param name="signedIn">Whoever is signed in, whosoever hands the device is in.</param>
    public TalkMove UseTwoDevices(PersonId signedIn) =>
        !IsOfTheTwo(signedIn) ? Refuse(TalkStep.NotYours)
        : Device is null ? Refuse(TalkStep.AlreadyTaken)
        : Take(this with { Device = null, Hands = null, IsBeingPassed = false });

    /// <summary>Passes the shared device on.</summary>
    /// <param name="to">To whom; pressed twice, it is passed once.</param>
    public TalkMove Pass(PersonId to) =>
        !IsOfTheTwo(to) ? Refuse(TalkStep.NotYours)
        : Device is null ? Refuse(TalkStep.NotNow)
        : Hands == to ? Refuse(TalkStep.AlreadyTaken)
        : Take(this with { Hands = to, IsBeingPassed = true });

    /// <summary>Has the shared device in hand.</summary>
    public TalkMove TakeInHand(PersonId me) =>
        Device is null || Hands != me ? Refuse(TalkStep.NotNow)
        : !IsBeingPassed ? Refuse(TalkStep.AlreadyTaken)
        : Take(this with { IsBeingPassed = false });

    /// <summary>Nothing of what was said.</summary>
    public override string ToString() => $"[talk {Id}]";

    private static TalkMove Take(Talk next) => new(next, TalkStep.Taken);

    private TalkStep? Flaw(string text, int longest) =>
        text.Length > longest ? TalkStep.TooLong
        : !PlainText.IsKeepable(text) ? TalkStep.Unreadable
        : Said.Count + Parked.Count + Actions.Count >= MaxEntries ? TalkStep.Full
        : null;

    private TalkMove Refuse(TalkStep step) => new(this, step);

    private bool IsOfTheTwo(PersonId person) => person == Starter || person == Other;

    private TalkStep? Refusal(PersonId me, DateTimeOffset now) =>
        !IsOfTheTwo(me) ? TalkStep.NotYours
        : !IsOpen(now) ? TalkStep.Over
        : Break is not null ? TalkStep.OnBreak
        : IsBeingPassed ? TalkStep.NotNow
        : null;

    private TalkStep? RefusalBefore(PersonId me, DateTimeOffset now) => BegunAt is not null ? TalkStep.NotNow : Refusal(me, now);

    private Talk WithTurn(TurnPart part, DateTimeOffset now) => this with { Turn = Turn! with { Part = part, Since = now } };

    private Talk Next(DateTimeOffset now)
    {
        if (At == Stages.Count - 1)
            return this with { EndedAt = now, Ready = [], Turn = null, Device = null, Hands = null, IsBeingPassed = false };
        var next = Stages[At + 1];
        return this with { At = At + 1, Since = now, Ready = [], BegunAt = BegunAt ?? now, Turn = TurnOf(next, now) };
    }

    private TalkTurn? TurnOf(TalkStage stage, DateTimeOffset now)
    {
        var voice = stage.Speaker == Speaker.Other ? Other : Starter;
        return stage.Mode switch
        {
            TalkMode.Speaking or TalkMode.Rounds => new(voice, TurnPart.Speaking, now),
            TalkMode.SayingBack => new(PartnerOf(voice), TurnPart.SayingBack, now),
            TalkMode.Arriving or TalkMode.Free => null,
        };
    }

    /// <summary>Counts the time since the last change for whoever had the word. A clock that went back counts nothing.</summary>
    private Talk Charged(DateTimeOffset now)
    {
        if (Turn is not { Part: TurnPart.Speaking or TurnPart.SayingBack } turn)
            return this;
        var took = now - turn.Since;
        took = took < TimeSpan.Zero ? TimeSpan.Zero : took > LongestCounted ? LongestCounted : took;
        var charged = this with { Turn = turn with { Since = now } };
        return (turn.Part == TurnPart.Speaking ? turn.Speaker : PartnerOf(turn.Speaker)) == Starter
            ? charged with { StarterAir = StarterAir + took }
            : charged with { OtherAir = OtherAir + took };
    }
}

/// <summary>A step, and the talk as it is after it.</summary>
/// <param name="Talk">The talk; the same one where the step was not taken.</param>
/// <param name="Step">What became of the step.</param>
public sealed record TalkMove(Talk Talk, TalkStep Step);

/// <summary>What became of a step in a talk.</summary>
public enum TalkStep
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>It had been taken before, or the talk has moved on; nothing changed.</summary>
    AlreadyTaken,

    /// <summary>It is the other's turn, or it does not belong to this stage.</summary>
    NotNow,

    /// <summary>The talk is on a break.</summary>
    OnBreak,

    /// <summary>A break lasts twenty minutes at least.</summary>
    TooSoon,

    /// <summary>The time is too near or too far.</summary>
    WrongTime,

    /// <summary>The talk is over.</summary>
    Over,

    /// <summary>The talk goes on at the other's device.</summary>
    Elsewhere,

    /// <summary>This person is not one of the two.</summary>
    NotYours,

    /// <summary>The text is too long.</summary>
    TooLong,

    /// <summary>The text has characters that cannot be kept.</summary>
    Unreadable,

    /// <summary>There is no room for more in this talk.</summary>
    Full,

    /// <summary>A talk about one situation is not finished, and this one is about what holds in general.</summary>
    SpecificFirst,

    /// <summary>One of the two left the couple.</summary>
    SpaceClosed,
}
