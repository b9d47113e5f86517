using System.Collections.Concurrent;
using System.Diagnostics;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Checklist;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Checklist;

public sealed class RaceTests(ITestOutputHelper output)
{
    private const int RoundCount = 25;
    private const int PressesPerTab = 5;

    private enum Button
    {
        Seal,
        TakeBack,
        Ready,
        Close,
    }

    public static TheoryData<Engine> Here => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task However_both_press_at_once_no_round_gets_stuck_and_none_opens_early(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var rounds = await NewRoundsAsync(home, RoundCount);
        var pressing = new ConcurrentDictionary<(RoundId, TwoPartners.Somebody), bool>();
        var results = new ConcurrentBag<(Button Button, RoundStep? Step)>();
        using var start = new SemaphoreSlim(0);
        using var over = new CancellationTokenSource();

        var watch = Stopwatch.StartNew();
        var tabs = Tabs().ToList();
        var watching = Task.WhenAll(WatchAsync(home.AsAnn, home.AsBo), WatchAsync(home.AsBo, home.AsAnn));
        start.Release(tabs.Count);
        await Task.WhenAll(tabs);
        var storm = watch.Elapsed;

        // Whatever the storm left: each seals, and then both press at the same moment.
        await Task.WhenAll(rounds.SelectMany(round => new[] { PressAsync(home.AsAnn, round, Button.Seal), PressAsync(home.AsBo, round, Button.Seal) }));
        await Task.WhenAll(rounds.SelectMany(round => new[] { PressAsync(home.AsAnn, round, Button.Ready), PressAsync(home.AsBo, round, Button.Ready) }));
        await over.CancelAsync();
        var (looks, seen, early) = (await watching).Aggregate((a, b) => (a.Looks + b.Looks, a.Seen + b.Seen, a.Early + b.Early));

        var (revealed, closed, stuck) = (0, 0, 0);
        foreach (var round in rounds)
        {
            var (anns, bos) = (await home.AsAnn.SeeAsync(round), await home.AsBo.SeeAsync(round));
            var presses = await home.CountAsync("Readies", "\"Round\" = @p0", round.Value);
            var sheets = await home.CountAsync("OpenedSheets", "\"Round\" = @p0", round.Value);
            Assert.Equal(presses, sheets);
            Assert.Equal((anns!.IsRevealed, anns.IsClosed), (bos!.IsRevealed, bos.IsClosed));
            Assert.Equal(presses == 2, anns.IsRevealed);
            if (anns.IsRevealed)
            {
                revealed++;
                Assert.NotNull((await home.AsAnn.CompareAsync(round))!.Comparison);
                Assert.NotNull((await home.AsBo.CompareAsync(round))!.Comparison);
            }
            else if (anns.IsClosed)
            {
                closed++;
                Assert.Null(await home.AsAnn.CompareAsync(round));
            }
            else
            {
                stuck++;
            }
        }

        output.WriteLine(
            $"{engine}: {results.Count} presses over {RoundCount} rounds, the storm in {storm.TotalSeconds:F1} s; {revealed} revealed, {closed} closed, {stuck} stuck; "
            + $"{looks} looks meanwhile saw {seen} opened sheets, {early} early; "
            + string.Join(", ", results.CountBy(result => result).OrderBy(pair => (pair.Key.Button, pair.Key.Step)).Select(pair => $"{pair.Key.Button} {pair.Key.Step} {pair.Value}")));
        Assert.Equal((RoundCount * 4 * PressesPerTab) + (RoundCount * 4), results.Count);
        Assert.All(results, result => Assert.NotNull(result.Step));
        Assert.Equal(0, stuck);
        Assert.Equal(0, early);
        Assert.True(revealed >= RoundCount / 2, "Too few rounds were opened for this to say anything.");
        Assert.NotEqual(0, seen);

        // Two tabs of each partner in each round, every one with another order of buttons.
        IEnumerable<Task> Tabs()
        {
            for (var tab = 0; tab < RoundCount * 4; tab++)
            {
                var (round, who, order) = (tab / 4, tab % 2 == 0 ? home.AsAnn : home.AsBo, tab);
                yield return PressInOrderAsync(who, rounds[round], Enumerable.Range(0, PressesPerTab).Select(press => (((order * 7) + (press * (3 + (order % 4)))) % 9) switch
                {
                    0 or 1 or 2 or 3 => Button.Seal,
                    4 => Button.TakeBack,
                    8 when round % 6 == 0 => Button.Close,
                    _ => Button.Ready,
                }).ToList());
            }
        }

        async Task PressInOrderAsync(TwoPartners.Somebody who, RoundId round, List<Button> order)
        {
            await start.WaitAsync();
            foreach (var button in order)
                await PressAsync(who, round, button);
        }

        async Task PressAsync(TwoPartners.Somebody who, RoundId round, Button button)
        {
            if (button == Button.Ready)
                pressing[(round, who)] = true;
            results.Add((button, button switch
            {
                Button.Seal => await who.SealAsync(round),
                Button.TakeBack => await who.TakeBackAsync(round),
                Button.Ready => await who.ReadyAsync(round),
                Button.Close => await who.CloseAsync(round),
                _ => throw new InvalidOperationException(),
            }));
        }

        // Looks for the other's sheet all the time, in the database as this person may see it and through the comparison.
        async Task<(int Looks, int Seen, int Early)> WatchAsync(TwoPartners.Somebody who, TwoPartners.Somebody other)
        {
            var (looks, seen, early) = (0, 0, 0);
            while (!over.IsCancellationRequested)
            {
                var round = rounds[looks % rounds.Count];
                await using var space = await who.OpenSpaceAsync();
                var isSeen = await space.Db.OpenedSheets.AsNoTracking().AnyAsync(sheet => sheet.Round == round && sheet.Owner == other.Person)
                    || await who.CompareAsync(round) is not null;
                looks++;
                seen += isSeen ? 1 : 0;
                early += isSeen && !(pressing.ContainsKey((round, who)) && pressing.ContainsKey((round, other))) ? 1 : 0;
            }

            return (looks, seen, early);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Both_press_ready_at_the_same_moment_and_every_round_opens(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var rounds = await NewRoundsAsync(home, 40);
        await Task.WhenAll(rounds.SelectMany(round => new[] { home.AsAnn.SealAsync(round), home.AsBo.SealAsync(round) }));
        using var start = new SemaphoreSlim(0);

        var presses = rounds.SelectMany(round => new[] { PressAsync(home.AsAnn, round), PressAsync(home.AsBo, round) }).ToList();
        start.Release(presses.Count);

        Assert.All(await Task.WhenAll(presses), step => Assert.Equal(RoundStep.Taken, step));
        foreach (var round in rounds)
            Assert.NotNull((await home.AsAnn.CompareAsync(round))!.Comparison);

        async Task<RoundStep?> PressAsync(TwoPartners.Somebody who, RoundId round)
        {
            await start.WaitAsync();
            return await who.ReadyAsync(round);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_leaves_in_the_middle_of_it_is_gone_and_nothing_breaks(Engine engine)
    {
        for (var time = 0; time < 3; time++)
        {
            await using var home = await TwoPartners.PairedAsync(engine);
            await home.AsAnn.GetPasswordAsync();
            var rounds = await NewRoundsAsync(home, 8);

            var bos = rounds.SelectMany(round => new Func<Task>[] { () => home.AsBo.SealAsync(round), () => home.AsBo.AnswerAsync(round, new() { Note = "x" }), () => home.AsBo.CloseAsync(round) })
                .Select(async press => await press()).ToList();
            var leaving = home.AsAnn.RunAsync((App.Features.Couples.LeaveCouple it) => it.RunAsync(home.AsAnn.Password, TwoPartners.Home));
            await Task.WhenAll([.. bos, leaving]);

            Assert.True((await leaving).Opened);
            Assert.True((await home.AsBo.SeeCoupleAsync()).IsClosed);
            foreach (var round in rounds)
                Assert.Equal(RoundStep.RoundClosed, await home.AsBo.SealAsync(round));
        }
    }

    private static async Task<List<RoundId>> NewRoundsAsync(TwoPartners home, int count)
    {
        await using var space = await home.AsAnn.OpenSpaceAsync();
        var rounds = Enumerable.Range(0, count).Select(_ => Round.Start(space.Us, Seeds.Catalogue.Starter, home.Clock.GetUtcNow())).ToList();
        space.Db.Rounds.AddRange(rounds);
        Assert.Equal(Saving.Saved, await space.Db.TrySaveAsync(default));
        return [.. rounds.Select(round => round.Id)];
    }
}
