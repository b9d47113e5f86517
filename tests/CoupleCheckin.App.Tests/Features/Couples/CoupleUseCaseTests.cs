using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Checklist;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Couples;

public sealed class CoupleUseCaseTests
{
    private static Task<bool> RenameAsync(TwoPartners.Somebody who, string name) => who.RunAsync((Rename it) => it.RunAsync(name));

    private static Task<PasswordPromptResult> LeaveAsync(TwoPartners.Somebody who) => who.RunAsync((LeaveCouple it) => it.RunAsync(who.Password, TwoPartners.Home));

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_new_name_is_what_both_see_exactly_as_it_was_typed(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        foreach (var name in new[] { "Bo 🦄", "👩‍❤️‍👩", "נועה", "Ǻsa <b>&amp;", "'; DROP TABLE \"Seats\"; --", new string('x', 40) })
        {
            Assert.True(await RenameAsync(home.AsBo, $"  {name} "));

            Assert.Equal(name, (await home.AsAnn.SeeCoupleAsync()).Partner!.Name);
            Assert.Equal(name, (await home.AsBo.SeeCoupleAsync()).Me.Name);
        }

        Assert.Equal("Ann", (await home.AsBo.SeeCoupleAsync()).Partner!.Name);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task A_name_that_cannot_be_shown_on_one_line_is_refused_and_the_old_one_stays(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        foreach (var name in new[] { "", "  ", "\u202EoB", "B\no", "B\0o", "\uD83D", "\u200B", new string('x', 41), new string('x', 200_000) })
            Assert.False(await RenameAsync(home.AsBo, name));

        Assert.Equal("Bo", (await home.AsAnn.SeeCoupleAsync()).Partner!.Name);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Markers_have_one_letter_and_two_when_both_names_begin_alike(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await RenameAsync(home.AsBo, "alex");
        var alike = await home.AsAnn.SeeCoupleAsync();
        await RenameAsync(home.AsBo, "Bo");

        Assert.Equal(("An", "al"), (alike.Me.Initial, alike.Partner!.Initial));
        var apart = await home.AsAnn.SeeCoupleAsync();
        Assert.Equal(("A", "B"), (apart.Me.Initial, apart.Partner!.Initial));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Names_stand_nowhere_in_the_clear(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await RenameAsync(home.AsBo, "Boris the canary");

        foreach (var blob in await home.PeekAsync("SELECT \"SealedName\" FROM \"Seats\""))
            Assert.DoesNotContain("canary", System.Text.Encoding.UTF8.GetString((byte[])blob), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Leaving_asks_for_the_password_and_a_wrong_one_changes_nothing(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsAnn.GetPasswordAsync();

        var refused = await home.AsAnn.RunAsync((LeaveCouple it) => it.RunAsync("not my password at all", TwoPartners.Home));

        Assert.Equal(new PasswordPromptResult(Opened: false, TimeSpan.Zero), refused);
        Assert.Equal("Bo", (await home.AsAnn.SeeCoupleAsync()).Partner!.Name);
        Assert.False((await home.AsBo.SeeCoupleAsync()).IsClosed);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Whoever_leaves_is_alone_under_the_same_name_and_the_other_sees_a_closed_space(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsBo.GetPasswordAsync();
        await RenameAsync(home.AsBo, "Bo of old");
        home.Pass(TimeSpan.FromDays(1));

        Assert.True((await LeaveAsync(home.AsBo)).Opened);

        Assert.Equal(new CoupleView(new("Bo of old", "B", IsRound: true), null, IsClosed: false, null), await home.AsBo.SeeCoupleAsync());
        var anns = await home.AsAnn.SeeCoupleAsync();
        Assert.True(anns.IsClosed);
        Assert.Equal("Bo of old", anns.Partner!.Name);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Whoever_is_left_begins_anew_with_the_same_name_and_keeps_reading_what_was_shared(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.RevealedRoundAsync();
        await home.AsBo.GetPasswordAsync();
        await LeaveAsync(home.AsBo);

        await home.AsAnn.RunAsync((BeginAnew it) => it.RunAsync());

        Assert.Equal(new CoupleView(new("Ann", "A", IsRound: true), null, IsClosed: false, null), await home.AsAnn.SeeCoupleAsync());
        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            var comparison = await who.CompareAsync(round);
            Assert.NotNull(comparison!.Comparison);
            Assert.True((await who.ListAsync()).Single(line => line.Id == round).IsEarlier);
        }

        Assert.NotNull(await home.AsAnn.RunAsync((StartRound it) => it.RunAsync()));
        Assert.NotNull((await home.AsAnn.RunAsync((Invite it) => it.RunAsync())).Secret);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task In_an_open_couple_there_is_nothing_to_begin_anew(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);

        await home.AsAnn.RunAsync((BeginAnew it) => it.RunAsync());

        Assert.Equal("Bo", (await home.AsAnn.SeeCoupleAsync()).Partner!.Name);
    }

    /// <summary>How far a round is when somebody leaves.</summary>
    public enum Point
    {
        Answered,
        OneSealed,
        BothSealed,
        OneReady,
    }

    public static TheoryData<Engine, Point, bool> EveryPoint()
    {
        var data = new TheoryData<Engine, Point, bool>();
        foreach (var row in (IEnumerable<object[]>)Engines.Here)
        {
            foreach (var point in Enum.GetValues<Point>())
            {
                data.Add((Engine)row[0], point, p3: true);
                data.Add((Engine)row[0], point, p3: false);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task What_was_not_opened_before_leaving_stays_closed_for_the_other_and_with_its_author(Engine engine, Point point, bool annLeaves)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Note = "Ann's" });
        await home.AsBo.AnswerAsync(round, new() { Note = "Bo's" });
        if (point >= Point.OneSealed)
            await home.AsAnn.SealAsync(round);
        if (point >= Point.BothSealed)
            await home.AsBo.SealAsync(round);
        if (point >= Point.OneReady)
            await home.AsAnn.ReadyAsync(round);
        var (leaver, left) = annLeaves ? (home.AsAnn, home.AsBo) : (home.AsBo, home.AsAnn);
        await leaver.GetPasswordAsync();

        Assert.True((await LeaveAsync(leaver)).Opened);

        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            Assert.Null(await who.CompareAsync(round));
            var view = (await who.SeeAsync(round))!;
            Assert.True(view.IsClosed);
            Assert.False(view.CanAnswer || view.CanTakeBack || view.CanPressReady);
            Assert.Equal(who == home.AsAnn ? "Ann's" : "Bo's", view.Sheet.Placements.Single().Value.Note);
        }

        // A page that was open while the other left presses everything once more.
        foreach (var who in new[] { leaver, left })
        {
            var same = who == left;
            Assert.Equal(same ? RoundStep.RoundClosed : null, await who.SealAsync(round));
            Assert.Equal(same ? RoundStep.RoundClosed : null, await who.ReadyAsync(round));
            Assert.Equal(same ? RoundStep.RoundClosed : null, await who.TakeBackAsync(round));
            Assert.Equal(same ? RoundStep.RoundClosed : null, await who.CloseAsync(round));
            Assert.Equal(SaveAnswerState.NotOpen, (await who.AnswerAsync(round, new() { Note = "later" })).State);
            await who.RunAsync((ShowWorking it) => it.RunAsync(round, shown: false));
            Assert.Null(await who.CompareAsync(round));
        }

        Assert.Null(await left.RunAsync((StartRound it) => it.RunAsync()));
        Assert.Null((await left.RunAsync((Invite it) => it.RunAsync())).Secret);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Nobody_is_told_anything_through_a_name_in_a_closed_space(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsAnn.GetPasswordAsync();
        var round = await home.RevealedRoundAsync();
        await LeaveAsync(home.AsAnn);

        Assert.False(await RenameAsync(home.AsBo, "Come back or else"));

        Assert.Equal("Bo", (await home.AsAnn.CompareAsync(round))!.Partner.Name);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task When_both_leave_at_once_both_are_out_and_alone(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsAnn.GetPasswordAsync();
        await home.AsBo.GetPasswordAsync();

        var results = await Task.WhenAll(LeaveAsync(home.AsAnn), LeaveAsync(home.AsBo));

        Assert.All(results, result => Assert.True(result.Opened));
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            Assert.Equal((null, false), ((await who.SeeCoupleAsync()).Partner, (await who.SeeCoupleAsync()).IsClosed));
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Those_who_left_pair_again_in_a_new_space_with_a_new_key(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsBo.GetPasswordAsync();
        var (before, key) = await SpaceAsync();
        await LeaveAsync(home.AsBo);
        await home.AsAnn.RunAsync((BeginAnew it) => it.RunAsync());

        await home.PairAsync();

        var (after, newKey) = await SpaceAsync();
        Assert.NotEqual(before, after);
        Assert.NotEqual(key, newKey);
        Assert.Equal("Bo", (await home.AsAnn.SeeCoupleAsync()).Partner!.Name);

        async Task<(Guid Couple, string Key)> SpaceAsync()
        {
            await using var space = await home.AsAnn.OpenSpaceAsync();
            return (space.Us.Value, Convert.ToHexString(space.Key.Bytes));
        }
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Nobody_and_whoever_is_locked_see_no_couple_and_change_none(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsAnn.GetPasswordAsync();
        foreach (var (who, state) in new[] { (home.AsNobody, SpaceState.SignedOut), (home.AsAnn.ElsewhereLocked(), SpaceState.Locked) })
        {
            Assert.Equal(state, (await Assert.ThrowsAsync<SpaceNotOpenException>(who.SeeCoupleAsync)).State);
            Assert.Equal(state, (await Assert.ThrowsAsync<SpaceNotOpenException>(() => RenameAsync(who, "Somebody"))).State);
            Assert.Equal(state, (await Assert.ThrowsAsync<SpaceNotOpenException>(() => who.RunAsync((BeginAnew it) => it.RunAsync()))).State);
            Assert.Equal(state, (await Assert.ThrowsAsync<SpaceNotOpenException>(() => who.RunAsync((LeaveCouple it) => it.RunAsync(home.AsAnn.Password, TwoPartners.Home)))).State);
        }

        Assert.False((await home.AsBo.SeeCoupleAsync()).IsClosed);
    }

    [Theory]
    [MemberData(nameof(Engines.Here), MemberType = typeof(Engines))]
    public async Task Two_tabs_that_open_an_account_for_the_first_time_find_one_space(Engine engine)
    {
        await using var home = await TwoPartners.ApartAsync(engine);

        var spaces = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var space = await home.AsStranger.OpenSpaceAsync();
            return space.Us;
        }));

        Assert.Single(spaces.Distinct());
    }
}
