using System.Security.Cryptography;
using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Prompts;
using Microsoft.EntityFrameworkCore;
using Calendar = CoupleCheckin.App.Features.Agreements.Calendar;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>What the depth rules look at.</summary>
internal static class Moments
{
    /// <summary>The talk that is made for telling something hard.</summary>
    private const string Telling = "s.tell";

    public static async Task<CheckInMoment> NowAsync(OpenSpace space, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var zone = CivilDay.FindZone((await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken)).Zone) ?? TimeZoneInfo.Utc;
        var began = await space.Db.Rounds.Where(round => round.Couple == space.Us).OrderBy(round => round.StartedAt).Select(round => (DateTimeOffset?)round.StartedAt).FirstOrDefaultAsync(cancellationToken);
        var told = (await Talks.OursAsync(space, cancellationToken)).Where(talk => talk.Script == Telling).Max(talk => talk.EndedAt ?? talk.BegunAt);
        var stage = (await Plans.OursAsync(space, cancellationToken)).Select(pair => pair.Plan).FirstOrDefault(plan => plan.IsOpen)?.Stage;
        return new(now, began, TimeZoneInfo.ConvertTime(now, zone).Hour, told, stage);
    }
}

/// <summary>Begins a check-in with questions chosen for now, or goes on with the one that is open. A week without one leaves nothing behind.</summary>
public sealed class BeginCheckIn
{
    /// <summary>How many check-ins back it is looked what was asked.</summary>
    private const int LooksBack = 30;

    private readonly Opener opener;
    private readonly PromptCatalogue catalogue;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal BeginCheckIn(Opener opener, PromptCatalogue catalogue, Switchboard switchboard, TimeProvider time) =>
        (this.opener, this.catalogue, this.switchboard, this.time) = (opener, catalogue, switchboard, time);

    /// <summary>Begins it.</summary>
    /// <param name="card">A card that both answer for themselves; null for a check-in.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Which; null when the space is closed, or there is no such card now.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RoundId?> RunAsync(PromptKey? card = null, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        RoundId? begun = null;
        var isNew = false;
        await space.StepWhileOpenAsync(
            async () =>
            {
                (begun, isNew) = (null, false);
                var couple = await space.CoupleAsync(cancellationToken);
                var moment = await Moments.NowAsync(space, time, cancellationToken);
                var going = await AskedRounds.GoingAsync(space, moment.Now, cancellationToken);
                if (going.FirstOrDefault(round => !round.IsRevealed && (card is { } one ? round.Kind == RoundKind.Card && round.Prompts.Contains(one) : round.Kind == RoundKind.CheckIn)) is { } open)
                {
                    begun = open.Id;
                    return false;
                }

                if (await PromptsAsync(space, moment, card, cancellationToken) is not { Count: > 0 } prompts)
                    return false;
                var round = Round.Ask(space.Us, card is null ? RoundKind.CheckIn : RoundKind.Card, prompts, moment.Now);
                space.Db.Rounds.Add(round);
                if (card is null)
                    await BeginListAnewAsync(space, cancellationToken);
                couple.Step();
                (begun, isNew) = (round.Id, true);
                return true;
            },
            cancellationToken);
        if (isNew)
            switchboard.ToCouple(space.Us, new(SignalKind.CheckIn, begun!.Value.Value));
        return begun;
    }

    private async Task<IReadOnlyList<PromptKey>> PromptsAsync(OpenSpace space, CheckInMoment moment, PromptKey? card, CancellationToken cancellationToken)
    {
        if (card is { } one)
            return CheckInQuestions.Cards(catalogue, moment).Any(prompt => prompt.Key == one) ? [one] : [];
        var earlier = await space.Db.Rounds.AsNoTracking().Where(round => round.Couple == space.Us && round.Kind == RoundKind.CheckIn)
            .OrderByDescending(round => round.StartedAt).Take(LooksBack).Select(round => round.Prompts).ToListAsync(cancellationToken);
        return CheckInQuestions.Choose(catalogue, moment, [.. earlier.SelectMany(prompts => prompts)], RandomNumberGenerator.GetInt32);
    }

    private static async Task BeginListAnewAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        var (row, lot) = await Lots.OpenAsync(space, cancellationToken);
        if (row is not null && lot.Again() is var again && !ReferenceEquals(again, lot))
            Lots.Put(space, row, again);
    }
}
