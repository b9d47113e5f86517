using System.Collections.Immutable;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.Domain.Repair;

/// <summary>
/// The time after a breach, as the two go through it together (content.md 11d). It is a value: each step makes the next one. It
/// opens, moves, closes and opens again only when both say so; a pause and taking back what is one's own need one.
/// </summary>
public sealed record RepairPlan
{
    /// <summary>The longest that a commitment may be, in characters.</summary>
    public const int MaxText = 300;

    /// <summary>The longest that a line beside it may be, in characters.</summary>
    public const int MaxLine = 200;

    /// <summary>How many commitments of one person run at once.</summary>
    public const int MostRunning = 3;

    /// <summary>How many commitments and pulses are kept in one plan.</summary>
    public const int MaxEntries = 400;

    /// <summary>How long somebody's asking stands. After that it is as if nobody had asked.</summary>
    public static readonly TimeSpan AskStands = TimeSpan.FromDays(14);

    /// <summary>How many days a commitment lasts unless its owner chooses otherwise.</summary>
    public const int UsualDays = 42;

    /// <summary>How many days a commitment lasts at most.</summary>
    public const int LongestDays = 84;

    /// <summary>How far ahead a commitment can begin, in days.</summary>
    private const int LatestStart = 28;

    /// <summary>Who asked.</summary>
    public required PersonId Asker { get; init; }

    /// <summary>The other one.</summary>
    public required PersonId Other { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Whether the asking was taken back.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>Whether the other said "not now". The asker is never told; it looks like an asking that runs out.</summary>
    public bool IsPutOff { get; init; }

    /// <summary>When both had said so and it began; null before.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>The stage in which it is.</summary>
    public RepairStage Stage { get; init; }

    /// <summary>Since when it is there.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Who would like to be in another stage.</summary>
    public ImmutableList<StageWish> Wishes { get; init; } = [];

    /// <summary>Since when it pauses; null while it does not. Nobody is told who called it.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Who would like to go on from the pause.</summary>
    public ImmutableList<PersonId> Back { get; init; } = [];

    /// <summary>What each offers, in the order in which it was written.</summary>
    public ImmutableList<RepairCommitment> Commitments { get; init; } = [];

    /// <summary>The pulses in which somebody has sealed.</summary>
    public ImmutableList<Pulse> Pulses { get; init; } = [];

    /// <summary>Who shows their line to the other, if the other does too.</summary>
    public ImmutableList<PersonId> ShowsLine { get; init; } = [];

    /// <summary>Who signed which ending.</summary>
    public ImmutableList<RepairPress> Signatures { get; init; } = [];

    /// <summary>How it was completed; null before.</summary>
    public RepairEnding? Ending { get; init; }

    /// <summary>When both had signed; null before.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who would like to open the closed plan again.</summary>
    public ImmutableList<RepairPress> Reopening { get; init; } = [];

    /// <summary>Whether it began and is not closed.</summary>
    public bool IsOpen => OpenedAt is not null && ClosedAt is null;

    /// <summary>Whether it is closed.</summary>
    public bool IsClosed => ClosedAt is not null;

    /// <summary>Whether both show their lines to each other.</summary>
    public bool BothShowLines => ShowsLine.Count == 2;

    /// <summary>One asks. There is no text in it.</summary>
    /// <exception cref="ArgumentException">There is only one person.</exception>
    public static RepairPlan Ask(PersonId asker, PersonId other, DateTimeOffset now) =>
        asker == other ? throw new ArgumentException("A plan needs two.", nameof(other)) : new() { Asker = asker, Other = other, AskedAt = now };

    /// <summary>Whether one asked and the other may still say yes.</summary>
    public bool IsAsked(DateTimeOffset now) => OpenedAt is null && !IsTakenBack && now < AskedAt + AskStands;

    /// <summary>Whether there is such a plan for this person. An asking that was taken back, put off or has run out leaves no trace.</summary>
    public bool IsThereFor(PersonId me, DateTimeOffset now) => OpenedAt is not null || (IsAsked(now) && (me == Asker || !IsPutOff));

    /// <summary>The other of the two.</summary>
    public PersonId PartnerOf(PersonId person) => person == Asker ? Other : Asker;

    /// <summary>What one of the two is told: whatever the other chose for themselves only is not in it.</summary>
    public RepairPlan AsSeenBy(PersonId me, DateTimeOffset now) => this with
    {
        IsPutOff = me != Asker && IsPutOff,
        ShowsLine = BothShowLines ? ShowsLine : ShowsLine.RemoveAll(who => who != me),
        Reopening = Reopening.RemoveAll(press => now >= press.At + AskStands),
    };

    /// <summary>Whoever is signed in does something.</summary>
    /// <param name="me">Who.</param>
    /// <param name="act">What.</param>
    /// <param name="now">The time.</param>
    /// <param name="today">The day it is where the couple counts its days.</param>
    public RepairMove Take(PersonId me, RepairAct act, DateTimeOffset now, DateOnly today) =>
        me != Asker && me != Other ? Refuse(RepairStep.NotYours) : act.On(this, me, now, today);

    /// <summary>The other says yes, and it begins. Whoever asked has said so already.</summary>
    public RepairMove Agree(PersonId me, DateTimeOffset now) =>
        OpenedAt is not null ? Refuse(RepairStep.AlreadyTaken)
        : !IsAsked(now) ? Refuse(RepairStep.NotNow)
        : me == Asker ? Refuse(RepairStep.AlreadyTaken)
        : Take(this with { OpenedAt = now, Since = now, IsPutOff = false });

    /// <summary>"Not now". For the asker nothing changes.</summary>
    public RepairMove PutOff(PersonId me, DateTimeOffset now) =>
        !IsAsked(now) || me == Asker ? Refuse(RepairStep.NotNow)
        : IsPutOff ? Refuse(RepairStep.AlreadyTaken)
        : Take(this with { IsPutOff = true });

    /// <summary>The asker takes it back. For the other it is as if nobody had asked.</summary>
    public RepairMove TakeBack(PersonId me, DateTimeOffset now) =>
        OpenedAt is not null || me != Asker ? Refuse(RepairStep.NotNow)
        : !IsAsked(now) ? Refuse(RepairStep.AlreadyTaken)
        : Take(this with { IsTakenBack = true });

    /// <summary>Would like to be in another stage. It changes when both would like the same one.</summary>
    /// <param name="me">Who.</param>
    /// <param name="from">The stage that was on their screen; a press that comes late moves nothing.</param>
    /// <param name="to">The stage after it or before it.</param>
    /// <param name="now">The time.</param>
    public RepairMove Wish(PersonId me, RepairStage from, RepairStage to, DateTimeOffset now)
    {
        if (Refusal() is { } refused)
            return Refuse(refused);
        if (from != Stage || Wishes.Contains(new(me, to)))
            return Refuse(RepairStep.AlreadyTaken);
        if (!Enum.IsDefined(to) || Math.Abs(to - from) != 1)
            return Refuse(RepairStep.NotNow);
        return Take(Wishes.Contains(new(PartnerOf(me), to))
            ? this with { Stage = to, Since = now, Wishes = [] }
            : this with { Wishes = Wishes.RemoveAll(wish => wish.Who == me).Add(new(me, to)) });
    }

    /// <summary>Would rather stay for now.</summary>
    public RepairMove DropWish(PersonId me, RepairStage from) =>
        Refusal() is { } refused ? Refuse(refused)
        : from != Stage || !Wishes.Exists(wish => wish.Who == me) ? Refuse(RepairStep.AlreadyTaken)
        : Take(this with { Wishes = Wishes.RemoveAll(wish => wish.Who == me) });

    /// <summary>Calls a pause. One is enough.</summary>
    public RepairMove Pause(DateTimeOffset now) =>
        !IsOpen ? Refuse(IsClosed ? RepairStep.Closed : RepairStep.NotNow)
        : PausedAt is not null ? Refuse(RepairStep.AlreadyTaken)
        : Take(this with { PausedAt = now, Back = [], Wishes = [] });

    /// <summary>Would like to go on. It goes on when both would.</summary>
    public RepairMove ComeBack(PersonId me) =>
        !IsOpen ? Refuse(IsClosed ? RepairStep.Closed : RepairStep.NotNow)
        : PausedAt is null || Back.Contains(me) ? Refuse(RepairStep.AlreadyTaken)
        : Take(Back.IsEmpty ? this with { Back = [me] } : this with { PausedAt = null, Back = [] });

    /// <summary>Offers something oneself. Nobody can offer for the other, and nobody can ask for one.</summary>
    public RepairMove Offer(PersonId me, RepairAct.Offer offer, DateOnly today)
    {
        if (Commitments.Exists(commitment => commitment.Id == offer.Id))
            return Refuse(RepairStep.AlreadyTaken);
        if ((Refusal() ?? Flaw(offer.Text, MaxText) ?? Flaw(offer.Taper, MaxLine)) is { } refused)
            return Refuse(refused);
        if (string.IsNullOrWhiteSpace(offer.Text))
            return Refuse(RepairStep.Blank);
        if (offer.From < today || offer.From > today.AddDays(LatestStart) || offer.Until < offer.From || offer.Until >= offer.From.AddDays(LongestDays)
            || offer.Review < offer.From || offer.Review > offer.Until)
            return Refuse(RepairStep.WrongDays);
        var running = Commitments.FindAll(commitment => commitment.Owner == me && commitment.IsRunning(today));
        return running.Exists(commitment => commitment.Kind == offer.Kind.Value) ? Refuse(RepairStep.SameKind)
            : running.Count >= MostRunning || Commitments.Count >= MaxEntries ? Refuse(RepairStep.Full)
            : Take(this with { Commitments = Commitments.Add(new(offer.Id, me, offer.Kind.Value, offer.Text.Trim(), offer.From, offer.Until, offer.Review, offer.Taper.Trim())) });
    }

    /// <summary>Its owner says how it went.</summary>
    public RepairMove Report(PersonId me, Guid id, CommitmentReport report, DateOnly today) =>
        Change(
            id,
            commitment => commitment.Owner != me ? RepairStep.NotYours
                : PausedAt is not null ? RepairStep.Paused
                : !commitment.IsRunning(today) || commitment.From > today ? RepairStep.NotNow
                : (commitment.Report, commitment.ReportedOn) == (report, today) ? RepairStep.AlreadyTaken
                : null,
            commitment => commitment with { Report = report, ReportedOn = today });

    /// <summary>Its owner ends it. Nobody has to agree, and a pause does not hold it.</summary>
    public RepairMove End(PersonId me, Guid id, string note, DateOnly today) =>
        Change(
            id,
            commitment => commitment.Owner != me ? RepairStep.NotYours
                : !commitment.IsRunning(today) ? RepairStep.AlreadyTaken
                : Flaw(note, MaxLine),
            commitment => commitment with { EndedOn = today, EndNote = note.Trim() });

    /// <summary>
    /// Its owner offers to go on with it for the usual time, or no longer offers it; when the other says yes, it goes on. Nobody can
    /// ask for it (content.md 11d: "renewable by both").
    /// </summary>
    public RepairMove Renew(PersonId me, Guid id, bool wanted, DateOnly today) =>
        Change(
            id,
            commitment => PausedAt is not null ? RepairStep.Paused
                : commitment.Owner != me && !(wanted && commitment.IsRenewalOffered) ? RepairStep.NotYours
                : commitment.Owner == me && commitment.IsRenewalOffered == wanted ? RepairStep.AlreadyTaken
                : wanted && !commitment.MayRenew(today) ? RepairStep.NotNow
                : null,
            commitment => commitment.Owner == me
                ? commitment with { IsRenewalOffered = wanted }
                : commitment with { IsRenewalOffered = false, Until = RepairCommitment.RenewedUntil(today), Review = today.AddDays(UsualDays / 2) });

    /// <summary>The other says how it landed.</summary>
    public RepairMove Land(PersonId me, Guid id, string text) =>
        Change(
            id,
            commitment => commitment.Owner == me ? RepairStep.NotYours
                : commitment.Landed == text.Trim() ? RepairStep.AlreadyTaken
                : Flaw(text, MaxLine),
            commitment => commitment with { Landed = text.Trim() });

    /// <summary>Shows one's line to the other, or no longer does. It is shown only while both do.</summary>
    public RepairMove ShowLine(PersonId me, bool shows) =>
        OpenedAt is null ? Refuse(RepairStep.NotNow)
        : ShowsLine.Contains(me) == shows ? Refuse(RepairStep.AlreadyTaken)
        : Take(this with { ShowsLine = shows ? ShowsLine.Add(me) : ShowsLine.Remove(me) });

    /// <summary>
    /// Signs an ending, in any stage. When both have signed the same one, the plan is closed: what was offered ends, and it leaves
    /// the daily pages.
    /// </summary>
    public RepairMove Sign(PersonId me, RepairEnding ending, DateTimeOffset now, DateOnly today)
    {
        if (!IsOpen)
            return Refuse(IsClosed ? RepairStep.AlreadyTaken : RepairStep.NotNow);
        if (!Enum.IsDefined(ending))
            return Refuse(RepairStep.NotNow);
        if (Signatures.Exists(press => press.Who == me && press.Ending == ending))
            return Refuse(RepairStep.AlreadyTaken);
        var signed = this with { Signatures = Signatures.RemoveAll(press => press.Who == me).Add(new(me, now, ending)) };
        return Take(signed.Signatures.Count == 2 && signed.Signatures.TrueForAll(press => press.Ending == ending)
            ? signed with
            {
                Ending = ending,
                ClosedAt = now,
                PausedAt = null,
                Back = [],
                Wishes = [],
                Reopening = [],
                Commitments = [.. Commitments.Select(commitment => commitment.IsRunning(today) ? commitment with { EndedOn = today } : commitment)],
            }
            : signed);
    }

    /// <summary>Takes one's signature back, as long as the plan is not closed.</summary>
    public RepairMove Unsign(PersonId me) =>
        !IsOpen ? Refuse(IsClosed ? RepairStep.Closed : RepairStep.NotNow)
        : !Signatures.Exists(press => press.Who == me) ? Refuse(RepairStep.AlreadyTaken)
        : Take(this with { Signatures = Signatures.RemoveAll(press => press.Who == me) });

    /// <summary>Would like to open the closed plan again. It opens when both would; one alone changes nothing.</summary>
    public RepairMove Reopen(PersonId me, DateTimeOffset now)
    {
        if (!IsClosed)
            return Refuse(OpenedAt is null ? RepairStep.NotNow : RepairStep.AlreadyTaken);
        var standing = Reopening.RemoveAll(press => now >= press.At + AskStands);
        return standing.Exists(press => press.Who == me) ? Refuse(RepairStep.AlreadyTaken)
            : Take(standing.IsEmpty
                ? this with { Reopening = [new(me, now)] }
                : this with { ClosedAt = null, Ending = null, Signatures = [], Reopening = [], Since = now });
    }

    /// <summary>Would rather leave it closed.</summary>
    public RepairMove DropReopen(PersonId me) =>
        !IsClosed || !Reopening.Exists(press => press.Who == me) ? Refuse(RepairStep.AlreadyTaken)
        : Take(this with { Reopening = Reopening.RemoveAll(press => press.Who == me) });

    /// <summary>The first day of the week of this plan in which a day is. Its weeks begin with the day on which it was opened.</summary>
    /// <param name="opened">The day on which it was opened, where the couple counts its days.</param>
    /// <param name="today">The day.</param>
    public static DateOnly WeekOf(DateOnly opened, DateOnly today) => today <= opened ? opened : opened.AddDays((today.DayNumber - opened.DayNumber) / 7 * 7);

    /// <summary>Which pulse is the one of now: an earlier one that both have sealed and not opened, and otherwise this week's, which may not be there yet.</summary>
    public Pulse? PulseOf(DateOnly week) => Pulses.Find(pulse => pulse.IsSealedByBoth && pulse.OpenedAt is null) ?? Pulses.Find(pulse => pulse.Week == week);

    /// <summary>Seals one's answers to the pulse of this week.</summary>
    /// <param name="me">Who seals.</param>
    /// <param name="id">Which pulse.</param>
    /// <param name="week">Its week.</param>
    /// <param name="commit">The 32 bytes that fix the answers.</param>
    public RepairMove SealPulse(PersonId me, Guid id, DateOnly week, byte[] commit)
    {
        if (commit.Length != 32)
            throw new ArgumentException("A commit is 32 bytes.", nameof(commit));
        if (Refusal() is { } refused)
            return Refuse(refused);
        var present = Pulses.Find(pulse => pulse.Id == id);
        if (present is { OpenedAt: not null } || present?.HasSealed(me) == true)
            return Refuse(RepairStep.AlreadyTaken);
        if (present is null && (Pulses.Count >= MaxEntries || PulseOf(week) is not null))
            return Refuse(RepairStep.NotNow);
        var pulse = present ?? new(id, week);
        return Put(pulse with { Seals = pulse.Seals.Add(new(me, commit)) });
    }

    /// <summary>Takes one's seal back, as long as the other has not sealed too.</summary>
    public RepairMove TakePulseBack(PersonId me, Guid id)
    {
        if (Refusal() is { } refused)
            return Refuse(refused);
        if (Pulses.Find(pulse => pulse.Id == id) is not { } pulse || !pulse.HasSealed(me))
            return Refuse(RepairStep.AlreadyTaken);
        return pulse.IsSealedByBoth ? Refuse(RepairStep.NotNow) : Take(this with { Pulses = Pulses.Remove(pulse) });
    }

    /// <summary>Ready to open a pulse. The second of the two presses opens both.</summary>
    public RepairMove PressPulse(PersonId me, Guid id, DateTimeOffset now)
    {
        if (Refusal() is { } refused)
            return Refuse(refused);
        if (Pulses.Find(pulse => pulse.Id == id) is not { IsSealedByBoth: true } pulse)
            return Refuse(RepairStep.NotBothSealed);
        if (pulse.Ready.Contains(me))
            return Refuse(RepairStep.AlreadyTaken);
        return Put(pulse with { Ready = pulse.Ready.Add(me), OpenedAt = pulse.Ready.IsEmpty ? null : now });
    }

    /// <summary>Nothing of what was written.</summary>
    public override string ToString() => "[repair plan]";

    private static RepairStep? Flaw(string text, int longest) =>
        text.Trim().Length > longest ? RepairStep.TooLong : PlainText.IsKeepable(text) ? null : RepairStep.Unreadable;

    private static RepairMove Take(RepairPlan plan) => new(plan, RepairStep.Taken);

    private RepairMove Refuse(RepairStep step) => new(this, step);

    /// <summary>What keeps the plan from going on.</summary>
    private RepairStep? Refusal() => OpenedAt is null ? RepairStep.NotNow : IsClosed ? RepairStep.Closed : PausedAt is not null ? RepairStep.Paused : null;

    private RepairMove Change(Guid id, Func<RepairCommitment, RepairStep?> refusal, Func<RepairCommitment, RepairCommitment> change)
    {
        if (!IsOpen)
            return Refuse(IsClosed ? RepairStep.Closed : RepairStep.NotNow);
        var at = Commitments.FindIndex(commitment => commitment.Id == id);
        if (at < 0)
            return Refuse(RepairStep.NotNow);
        return refusal(Commitments[at]) is { } refused ? Refuse(refused) : Take(this with { Commitments = Commitments.SetItem(at, change(Commitments[at])) });
    }

    private RepairMove Put(Pulse pulse)
    {
        var at = Pulses.FindIndex(known => known.Id == pulse.Id);
        return Take(this with { Pulses = at < 0 ? Pulses.Add(pulse) : Pulses.SetItem(at, pulse) });
    }
}
