using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Conversations;

/// <summary>A talk as one of the two sees it.</summary>
/// <param name="Talk">The talk.</param>
/// <param name="Me">Oneself.</param>
/// <param name="Partner">The other one.</param>
/// <param name="SignedIn">Which of its two people is signed in here.</param>
/// <param name="Script">What the catalogue says about its script; null when it is not there any more.</param>
/// <param name="Phases">What the catalogue says about each of its stages; null for one it does not know.</param>
/// <param name="Words">What one has written and not said.</param>
/// <param name="Now">The time of reading.</param>
/// <param name="IsClosed">Whether the space is closed: it can be read, and nothing goes on.</param>
public sealed record TalkView(
    Talk Talk,
    PartnerView Me,
    PartnerView Partner,
    PersonId SignedIn,
    Script? Script,
    IReadOnlyList<Phase?> Phases,
    OwnWords Words,
    DateTimeOffset Now,
    bool IsClosed)
{
    /// <summary>For whom the person at the screen acts; null when the talk goes on at the other's device.</summary>
    public PersonId? Actor => Talk.ActorFor(SignedIn);

    /// <summary>Whether the screen is in the hands of whoever is signed in: only then may anything private be on it.</summary>
    public bool IsInOwnHands => Actor == SignedIn;

    /// <summary>What the catalogue says about the stage in which it is.</summary>
    public Phase? Phase => Phases[Talk.At];

    /// <summary>How one of the two is shown.</summary>
    public PartnerView Of(PersonId person) => person == SignedIn ? Me : Partner;
}

/// <summary>Opens a talk, invited, under way or past.</summary>
public sealed class OpenTalk
{
    private readonly Opener opener;
    private readonly ScriptCatalogue scripts;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal OpenTalk(Opener opener, ScriptCatalogue scripts, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.scripts, this.switchboard, this.time) = (opener, scripts, switchboard, time);

    /// <summary>Opens it. What its starter had prepared is opened by the starter's own page once the talk began.</summary>
    /// <returns>The talk; null when there is none, or it is not one's own, or the invitation to it is over.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<TalkView?> RunAsync(TalkId id, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (await Talks.FindAsync(space, id, cancellationToken) is not var (row, talk) || !Seeing.MaySee(talk, space.Me, now))
            return null;
        var isOpen = await space.Db.Couples.AnyAsync(couple => couple.Id == row.Couple && couple.ClosedAt == null, cancellationToken);
        if (isOpen && talk.AwaitsOpening && talk.Starter == space.Me)
            talk = await OpenPreparedAsync(space, id, talk, cancellationToken);
        var seats = await space.Db.Seats.AsNoTracking().Where(seat => seat.Couple == row.Couple).ToListAsync(cancellationToken);
        using var key = await space.KeyOfAsync(row.Couple, cancellationToken);
        var (me, partner) = Partners.Of(key, space.Me, seats);
        var (_, words) = await Notes.OpenAsync(space, id, cancellationToken);
        var script = scripts.Find(new(talk.Script));
        return new(talk, me, partner!, space.Me, script, [.. talk.Stages.Select(stage => PhaseOf(script, stage))], words, now, !isOpen || row.Couple != space.Us);
    }

    private Phase? PhaseOf(Script? script, TalkStage stage) =>
        (script?.Phases ?? []).Concat(scripts.Before).Concat(scripts.After).FirstOrDefault(phase => phase.Key.Value == stage.Phase && phase.Kind == stage.Kind);

    private async Task<Talk> OpenPreparedAsync(OpenSpace space, TalkId id, Talk talk, CancellationToken cancellationToken)
    {
        var changed = false;
        await space.StepWhileOpenAsync(
            async () =>
            {
                if (await Talks.FindAsync(space, id, cancellationToken) is not var (row, present))
                    return false;
                talk = await Seeing.WithOpeningAsync(space, present, cancellationToken);
                changed = !ReferenceEquals(talk, present);
                if (changed)
                    Talks.Put(space, row, talk);
                return changed;
            },
            cancellationToken);
        if (changed)
            switchboard.ToCouple(space.Us, new(SignalKind.Talk, id.Value));
        return talk;
    }
}
