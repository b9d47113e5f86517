using System.Collections.Immutable;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Repair;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Repair;

/// <summary>One week of a line.</summary>
/// <param name="Week">Its first day.</param>
/// <param name="Steadiness">The word that was chosen; null for a week without an answer.</param>
public sealed record LinePoint(DateOnly Week, Steadiness? Steadiness);

/// <summary>One week of both lines, of those that were opened while both showed them.</summary>
/// <param name="Week">Its first day.</param>
/// <param name="Mine">One's own word.</param>
/// <param name="Partners">The partner's.</param>
public sealed record SharedPoint(DateOnly Week, Steadiness? Mine, Steadiness? Partners);

/// <summary>A pulse that is open for both.</summary>
/// <param name="Week">Its first day.</param>
/// <param name="Mine">One's own answers; null where they do not fit the seal.</param>
/// <param name="Partners">The partner's; the same.</param>
public sealed record OpenedPulseView(DateOnly Week, PulseAnswers? Mine, PulseAnswers? Partners);

/// <summary>The weekly questions as one of the two has them.</summary>
/// <param name="Me">How one is shown oneself.</param>
/// <param name="Partner">The partner.</param>
/// <param name="Id">Which pulse is the one of now.</param>
/// <param name="Week">The first day of its week.</param>
/// <param name="Answers">One's own answers to it.</param>
/// <param name="HasSealed">Whether one has sealed.</param>
/// <param name="IsSealedByBoth">Whether both have.</param>
/// <param name="IsReady">Whether one is ready to open it.</param>
/// <param name="IsOpened">Whether it is open.</param>
/// <param name="Opened">All that are open, the newest first.</param>
/// <param name="Line">One's own line, the oldest week first. Nobody else sees it.</param>
/// <param name="ShowsLine">Whether one shows it to the other, if the other does too.</param>
/// <param name="Shared">Both lines; empty unless both show them.</param>
/// <param name="BothShow">Whether both show their lines.</param>
/// <param name="MayAnswer">Whether the plan goes on.</param>
/// <param name="WasHardToSpeakTwice">Whether one felt hardly free to speak in the two latest weeks in which one said so. Nobody else learns it.</param>
public sealed record PulseView(
    PartnerView Me,
    PartnerView Partner,
    Guid Id,
    DateOnly Week,
    PulseAnswers Answers,
    bool HasSealed,
    bool IsSealedByBoth,
    bool IsReady,
    bool IsOpened,
    IReadOnlyList<OpenedPulseView> Opened,
    IReadOnlyList<LinePoint> Line,
    bool ShowsLine,
    IReadOnlyList<SharedPoint> Shared,
    bool BothShow,
    bool MayAnswer,
    bool WasHardToSpeakTwice);

/// <summary>Opens the weekly questions of a plan.</summary>
public sealed class OpenPulse
{
    private readonly Opener opener;
    private readonly TimeProvider time;

    internal OpenPulse(Opener opener, TimeProvider time) => (this.opener, this.time) = (opener, time);

    /// <summary>Opens them.</summary>
    /// <returns>Null when there is no such plan, or it was never opened.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<PulseView?> RunAsync(RepairId repair, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (await Plans.ReadAsync(space, repair, cancellationToken) is not (var row, { OpenedAt: not null } plan))
            return null;
        var couple = row.Couple;
        using var key = await space.KeyOfAsync(couple, cancellationToken);
        if (Partners.Of(key, space.Me, await space.Db.Seats.AsNoTracking().Where(seat => seat.Couple == couple).ToListAsync(cancellationToken)) is not (var me, { } partner))
            return null;
        var (week, id) = await Pulses.NowAsync(space, repair, plan, time, cancellationToken);
        var (_, note) = await Pulses.OpenAsync(space, id, cancellationToken);
        var pulse = plan.Pulses.Find(known => known.Id == id);
        var rows = await space.Db.OpenedPulses.AsNoTracking().Where(opened => opened.Couple == couple).ToListAsync(cancellationToken);
        var other = plan.PartnerOf(space.Me);
        var opened = plan.Pulses.Where(known => known.OpenedAt is not null)
            .Select(known => (known.Week, Mine: Pulses.Opened(key, couple, rows, known, space.Me), Partners: Pulses.Opened(key, couple, rows, known, other)))
            .OrderByDescending(known => known.Week)
            .ToImmutableList();
        var notes = await Pulses.MineAsync(space, repair, cancellationToken);
        var mine = notes.ToDictionary(known => known.Week, known => known.Answers.Steadiness);
        return new(
            me,
            partner,
            id,
            week,
            note.Answers,
            pulse?.HasSealed(space.Me) == true,
            pulse?.IsSealedByBoth == true,
            pulse?.Ready.Contains(space.Me) == true,
            pulse?.OpenedAt is not null,
            [.. opened.Select(known => new OpenedPulseView(known.Week, AnswersOf(known.Mine), AnswersOf(known.Partners)))],
            [.. Weeks(mine.Keys).Select(known => new LinePoint(known, mine.GetValueOrDefault(known)))],
            plan.ShowsLine.Contains(space.Me),
            plan.BothShowLines ? [.. opened.Reverse().Select(known => new SharedPoint(known.Week, known.Mine?.Steadiness, known.Partners?.Steadiness)).Where(point => point is not { Mine: null, Partners: null })] : [],
            plan.BothShowLines,
            plan is { IsOpen: true, PausedAt: null } && couple == space.Us && await space.IsOpenAsync(cancellationToken),
            PulseAnswers.WasHardToSpeakTwice(notes.Select(known => known.Answers)));
    }

    private static PulseAnswers? AnswersOf(PulseOpened? opened) =>
        opened is null ? null : new() { Helped = opened.Helped, Need = opened.Need, Steadiness = opened.Steadiness };

    /// <summary>Every week from the first that has an answer to the last, so that a week without one is seen as such.</summary>
    private static IEnumerable<DateOnly> Weeks(ICollection<DateOnly> answered)
    {
        if (answered.Count == 0)
            yield break;
        for (var week = answered.Min(); week <= answered.Max(); week = week.AddDays(7))
            yield return week;
    }
}
