using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Conversations;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>A line that the two took along, from a check-in or from a talk.</summary>
/// <param name="Id">Which line.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Who">Who wrote it.</param>
/// <param name="IsMine">Whether that is oneself.</param>
/// <param name="Text">What it says.</param>
/// <param name="IsKept">Whether it was looked at and kept since the last check-in was begun.</param>
public sealed record LotRow(Guid Id, LotKind Kind, PartnerView Who, bool IsMine, string Text, bool IsKept);

/// <summary>Reads what the two took along: their check-ins' lines, and what remains of talks that are over.</summary>
public sealed class ReadLot
{
    private readonly Opener opener;

    internal ReadLot(Opener opener) => this.opener = opener;

    /// <summary>Reads it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<IReadOnlyList<LotRow>> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var (_, lot) = await Lots.OpenAsync(space, cancellationToken);
        var lines = lot.Lines.Concat(Lots.OfTalks(await Talks.OursAsync(space, cancellationToken)).Select(pair => pair.Line));
        var (me, partner) = Partners.In(space);
        return
        [
            .. lines.OrderBy(line => line.Kind).Select(line => new LotRow(
                line.Id, line.Kind, line.Who == space.Me ? me : partner ?? me, line.Who == space.Me, line.Text, lot.Kept.Contains(line.Id))),
        ];
    }
}

/// <summary>Takes a line along to the next check-in. Both see it.</summary>
public sealed class TakeAlong
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal TakeAlong(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Takes it.</summary>
    /// <param name="id">Given by the page, so that what is sent twice stands once.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="text">What it says.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What became of it; null in a closed space.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<LotStep?> RunAsync(Guid id, LotKind kind, string text, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        LotStep? taken = null;
        await space.StepWhileOpenAsync(
            async () =>
            {
                var (row, lot) = await Lots.OpenAsync(space, cancellationToken);
                var (next, step) = lot.Add(new(id, kind, space.Me, text));
                taken = step;
                if (step == LotStep.Taken)
                    Lots.Put(space, row, next);
                return step == LotStep.Taken;
            },
            cancellationToken);
        if (taken == LotStep.Taken)
            switchboard.ToCouple(space.Us, new(SignalKind.CheckIn, space.Us.Value));
        return taken;
    }
}

/// <summary>Says what becomes of a line: done, kept for the next time, or let go. Either of the two may, of either's; a line of a talk is crossed off there.</summary>
public sealed class SettleLine
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal SettleLine(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Says it.</summary>
    /// <returns>What became of it; null in a closed space.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<LotStep?> RunAsync(Guid id, LotChoice choice, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        LotStep? taken = null;
        TalkId? talk = null;
        await space.StepWhileOpenAsync(
            async () =>
            {
                (taken, talk) = (LotStep.AlreadyTaken, null);
                var (row, lot) = await Lots.OpenAsync(space, cancellationToken);
                var (next, step) = lot.Settle(id, choice);
                if (step == LotStep.Taken)
                {
                    Lots.Put(space, row, next);
                    taken = step;
                }

                if (choice != LotChoice.Keep && !lot.Lines.Exists(line => line.Id == id))
                    talk = await CrossOffInTalkAsync(space, id, cancellationToken);
                if (talk is not null)
                    taken = LotStep.Taken;
                return taken == LotStep.Taken;
            },
            cancellationToken);
        if (taken == LotStep.Taken)
            switchboard.ToCouple(space.Us, new(SignalKind.CheckIn, space.Us.Value));
        if (talk is { } settled)
            switchboard.ToCouple(space.Us, new(SignalKind.Talk, settled.Value));
        return taken;
    }

    private static async Task<TalkId?> CrossOffInTalkAsync(OpenSpace space, Guid id, CancellationToken cancellationToken)
    {
        if (Lots.OfTalks(await Talks.OursAsync(space, cancellationToken)).FirstOrDefault(pair => pair.Line.Id == id) is not { Line: { } line } pair
            || await Talks.FindAsync(space, pair.Talk, cancellationToken) is not var (row, talk))
            return null;
        var move = line.Kind == LotKind.Action ? talk.SettleAction(space.Me, id) : talk.CrossOffTopic(space.Me, id);
        if (move.Step != TalkStep.Taken)
            return null;
        Talks.Put(space, row, move.Talk);
        return talk.Id;
    }
}
