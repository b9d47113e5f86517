using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;
using Calendar = CoupleCheckin.App.Features.Agreements.Calendar;

namespace CoupleCheckin.App.Features.CheckIns;

/// <summary>The rhythm as both see it.</summary>
/// <param name="Pace">How often.</param>
/// <param name="From">The first day.</param>
/// <param name="Minute">The time of day, in minutes after midnight.</param>
/// <param name="Next">The next day; null where no day is set.</param>
/// <param name="Zone">In which zone the two count their days.</param>
public sealed record RhythmView(Pace Pace, DateOnly From, int Minute, DateOnly? Next, string Zone);

/// <summary>Chooses the rhythm, for both. It is an offer; nothing happens when a day passes.</summary>
public sealed class SetRhythm
{
    private readonly Opener opener;
    private readonly Switchboard switchboard;

    internal SetRhythm(Opener opener, Switchboard switchboard) => (this.opener, this.switchboard) = (opener, switchboard);

    /// <summary>Chooses it.</summary>
    /// <param name="pace">How often.</param>
    /// <param name="from">The first day.</param>
    /// <param name="minute">The time of day, in minutes after midnight.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False for a time of day that there is not, and in a closed space.</returns>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<bool> RunAsync(Pace pace, DateOnly from, int minute, CancellationToken cancellationToken = default)
    {
        if (minute is < 0 or >= 24 * 60 || !Enum.IsDefined(pace) || from.Year is < 2000 or > 2200)
            return false;
        await using var space = await opener.OpenAsync(cancellationToken);
        var isOpen = await space.StepWhileOpenAsync(
            async () =>
            {
                if (await space.Db.CheckInRhythms.SingleOrDefaultAsync(row => row.Couple == space.Us, cancellationToken) is { } chosen)
                    chosen.Change(pace, from, minute);
                else
                    space.Db.CheckInRhythms.Add(CheckInRhythm.Of(space.Us, pace, from, minute));
                return true;
            },
            cancellationToken);
        if (isOpen)
            switchboard.ToCouple(space.Us, new(SignalKind.CheckIn, space.Us.Value));
        return isOpen;
    }
}

/// <summary>Tells what of the check-ins waits for whoever asks, and nothing of what the other does. It reads a few rows, however many check-ins lie behind.</summary>
public sealed class ReadWaiting
{
    /// <summary>For how many days a day that passed without a check-in is still offered. After that there is nothing of it.</summary>
    private const int DaysOffered = 2;

    private readonly Opener opener;
    private readonly TimeProvider time;

    internal ReadWaiting(Opener opener, TimeProvider time) => (this.opener, this.time) = (opener, time);

    /// <summary>Reads it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<IReadOnlyList<WaitingLine>> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        if (!await space.IsOpenAsync(cancellationToken))
            return [];
        var going = await AskedRounds.GoingAsync(space, time.GetUtcNow(), cancellationToken);
        var lines = going.Select(round => (round, What: WhatOf(space, round))).Where(pair => pair.What is not null)
            .Select(pair => new WaitingLine(pair.round.Id, pair.round.Kind == RoundKind.Card, pair.What!.Value)).ToList();
        if (!going.Any(round => round.Kind == RoundKind.CheckIn) && await IsOfferedAsync(space, cancellationToken))
            lines.Add(new(null, false, Waiting.ToBegin));
        return lines;
    }

    private static Waiting? WhatOf(OpenSpace space, Round round) =>
        round.IsRevealed ? Waiting.ToRead
        : !round.HasSealed(space.Me) ? Waiting.ToAnswer
        : round.PartnerHasSealed(space.Me) && !round.IsReady(space.Me) ? Waiting.ToOpen
        : null;

    private async Task<bool> IsOfferedAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        if (await space.Db.CheckInRhythms.AsNoTracking().SingleOrDefaultAsync(row => row.Couple == space.Us, cancellationToken) is not { } rhythm)
            return false;
        var calendar = await Calendar.OfAsync(space.Db, space.Us, time, cancellationToken);
        if (rhythm.LastUpTo(calendar.Today) is not { } day || day < calendar.Today.AddDays(-DaysOffered))
            return false;
        var since = rhythm.MomentOn(day, Domain.Agreements.CivilDay.FindZone(calendar.Zone) ?? TimeZoneInfo.Utc).AddDays(-1);
        return !await space.Db.Rounds.AnyAsync(round => round.Couple == space.Us && round.Kind == RoundKind.CheckIn && round.StartedAt >= since, cancellationToken);
    }
}

/// <summary>What waits for whoever asks.</summary>
public enum Waiting
{
    /// <summary>It is the day; nothing was begun.</summary>
    ToBegin,

    /// <summary>Answers that are not sealed.</summary>
    ToAnswer,

    /// <summary>Both have sealed; one is asked whether one is ready.</summary>
    ToOpen,

    /// <summary>It is open for both.</summary>
    ToRead,
}

/// <summary>A line on the page of today.</summary>
/// <param name="Id">Which check-in; null for one that is not begun.</param>
/// <param name="IsCard">Whether it is a card.</param>
/// <param name="What">What waits.</param>
public sealed record WaitingLine(RoundId? Id, bool IsCard, Waiting What);
