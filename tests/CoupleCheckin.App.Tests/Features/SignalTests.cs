using CoupleCheckin.App.Features;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features;

public sealed class SignalTests
{
    public static TheoryData<Engine> Here => Engines.Here;

    private static Task<IDisposable> ListenAsync(TwoPartners.Somebody who, List<Signal> heard) => who.RunAsync((Listen it) => it.RunAsync(heard.Add));

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Both_hear_what_both_can_see_and_a_stranger_hears_nothing(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var (anns, bos, strangers) = (new List<Signal>(), new List<Signal>(), new List<Signal>());
        using var ann = await ListenAsync(home.AsAnn, anns);
        using var bo = await ListenAsync(home.AsBo, bos);
        using var stranger = await ListenAsync(home.AsStranger, strangers);

        var round = await home.AsAnn.StartAsync();
        foreach (var step in new Func<Task>[]
        {
            () => home.AsAnn.AnswerAsync(round, new() { Note = "first" }), () => home.AsAnn.SealAsync(round), () => home.AsAnn.TakeBackAsync(round), () => home.AsAnn.SealAsync(round),
            () => home.AsBo.SealAsync(round), () => home.AsBo.ReadyAsync(round), () => home.AsAnn.ReadyAsync(round), () => home.AsAnn.RunAsync((Rename it) => it.RunAsync("Anna")),
        })
        {
            var before = bos.Count;
            await step();
            Assert.Equal(before + 1, bos.Count);
        }

        Assert.Equal(Enumerable.Repeat(new Signal(SignalKind.Round, round.Value), 8), bos.Take(8));
        Assert.Equal(SignalKind.Couple, bos[^1].Kind);
        Assert.Equal(bos, anns.Where(signal => signal.Kind != SignalKind.MyAnswers));
        Assert.Empty(strangers);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_one_does_alone_is_heard_in_ones_own_tabs_only(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "first" });
        var (anns, bos) = (new List<Signal>(), new List<Signal>());
        using var ann = await ListenAsync(home.AsAnn, anns);
        using var bo = await ListenAsync(home.AsBo, bos);

        await home.AsAnn.AnswerAsync(round, new() { Note = "second" }, 1);
        await home.AsAnn.AnswerAsync(round, new() { Note = "third" }, 2);
        await home.AsAnn.SeeAsync(round);
        await home.AsAnn.ListAsync();
        await home.AsAnn.StartAsync();
        await home.AsAnn.ReadyAsync(round);
        await home.AsAnn.TakeBackAsync(round);
        await home.AsAnn.RunAsync((ShowWorking it) => it.RunAsync(round, shown: true));
        await home.AsStranger.RunAsync((ShowWorking it) => it.RunAsync(round, shown: false));
        await home.AsStranger.SealAsync(round);

        Assert.Empty(bos);
        Assert.Equal([new(SignalKind.MyAnswers, round.Value), new(SignalKind.MyAnswers, round.Value)], anns);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_stops_listening_hears_no_more(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var heard = new List<Signal>();
        (await ListenAsync(home.AsBo, heard)).Dispose();

        await home.AsAnn.StartAsync();

        Assert.Empty(heard);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Only_whoever_has_the_space_open_listens(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);

        Assert.Equal(SpaceState.Locked, (await Assert.ThrowsAsync<SpaceNotOpenException>(() => ListenAsync(home.AsBo.ElsewhereLocked(), []))).State);
        Assert.Equal(SpaceState.SignedOut, (await Assert.ThrowsAsync<SpaceNotOpenException>(() => ListenAsync(home.AsNobody, []))).State);
    }

    [Fact]
    public void A_signal_has_no_place_for_text() =>
        Assert.All(typeof(Signal).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic), field => Assert.True(field.FieldType == typeof(Guid) || field.FieldType.IsEnum));
}
