using CoupleCheckin.App.Features;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Checklist;

public sealed class SlicesTests
{
    private static readonly Topic[] Two = [Topic.Friends, Topic.Messaging];

    public static TheoryData<Engine> Here => Engines.Here;

    private static async Task<RoundId> StartAsync(TwoPartners.Somebody who, bool together = false, params Topic[] topics) =>
        (await who.RunAsync((StartTopics it) => it.RunAsync(topics, together)))!.Value;

    private static Task ChooseAsync(TwoPartners.Somebody who, Topic topic, bool shown = true) => who.RunAsync((ChooseTopic it) => it.RunAsync(topic, shown));

    private static async Task<RoundLine?> LineAsync(TwoPartners.Somebody who, Topic topic) =>
        (await who.ListAsync()).SingleOrDefault(line => line.About.Topics is [var only] && only == topic);

    private static async Task OpenAsync(TwoPartners home, RoundId round)
    {
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            Assert.Equal(RoundStep.Taken, await who.SealAsync(round));
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            Assert.Equal(RoundStep.Taken, await who.ReadyAsync(round));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Each_topic_is_a_slice_that_is_sealed_and_opened_by_itself(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var first = await StartAsync(home.AsAnn, false, Two);
        var view = (await home.AsAnn.SeeAsync(first))!;
        Assert.Equal([Topic.Friends, Topic.Messaging], view.Parts.Select(part => part.About.Topics[0]));
        Assert.Equal(first, view.Parts[0].Id);
        var second = view.Parts[1].Id;
        Assert.All((await home.AsBo.SeeAsync(second))!.Cards, card => Assert.Equal(Topic.Messaging, card.Topic));

        await OpenAsync(home, first);

        Assert.NotNull((await home.AsBo.CompareAsync(first))!.Comparison);
        Assert.Null(await home.AsBo.CompareAsync(second));
        Assert.Equal(RoundStep.NotBothSealed, await home.AsAnn.ReadyAsync(second));
        var parts = (await home.AsBo.CompareAsync(first))!.Parts;
        Assert.Equal([true, false], parts.Select(part => part.IsRevealed));
        Assert.True((await home.AsAnn.SeeAsync(second))!.CanAnswer);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task All_that_were_started_together_can_be_closed_as_one_and_what_is_open_stays_open(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var first = await StartAsync(home.AsAnn, false, [.. Two, Topic.MoneyGiftsTime]);
        var parts = (await home.AsAnn.SeeAsync(first))!.Parts;
        await OpenAsync(home, first);
        Assert.Equal(RoundStep.Taken, await home.AsBo.SealAsync(parts[1].Id));

        Assert.Null(await home.AsStranger.RunAsync((ClosePass it) => it.RunAsync(first)));
        Assert.Equal(RoundStep.Taken, await home.AsAnn.RunAsync((ClosePass it) => it.RunAsync(parts[2].Id)));
        Assert.Equal(RoundStep.AlreadyTaken, await home.AsBo.RunAsync((ClosePass it) => it.RunAsync(first)));

        foreach (var who in new[] { home.AsAnn, home.AsBo })
        {
            Assert.NotNull((await who.CompareAsync(first))!.Comparison);
            Assert.Equal([(true, false), (false, true), (false, true)], (await who.CompareAsync(first))!.Parts.Select(part => (part.IsRevealed, part.IsClosed)));
        }

        Assert.Equal(RoundStep.RoundClosed, await home.AsAnn.SealAsync(parts[1].Id));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task All_at_once_is_one_round_of_all_chosen_topics(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = (await home.AsAnn.SeeAsync(await StartAsync(home.AsAnn, true, Two)))!;
        Assert.Equal(Two, round.About.Topics);
        Assert.Empty(round.Parts);
        Assert.Equal(Two, round.Cards.Select(card => card.Topic!.Value).Distinct());
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Both_starting_at_once_and_one_starting_twice_make_each_slice_once(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var started = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => StartAsync(at % 2 == 0 ? home.AsAnn : home.AsBo, false, at % 3 == 0 ? [Topic.Friends] : Two)));
        Assert.Single(started.Distinct());
        Assert.Equal(2, (await home.AsAnn.ListAsync()).Count);
        Assert.Equal(2, (await home.AsBo.ListAsync()).Count);
        Assert.Equal(4, await home.CountAsync("Rounds", "1 = 1"));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_behaviour_of_their_own_is_asked_in_its_topic_and_one_that_came_later_waits_for_the_next_time(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var karaoke = (await home.AsBo.RunAsync((AddOwnBehaviour it) => it.RunAsync(new("Karaoke duets", "", Topic.Friends)))).Key!.Value;
        var round = await StartAsync(home.AsAnn, false, Topic.Friends);
        var card = (await home.AsAnn.SeeAsync(round))!.Cards[^1];
        Assert.Equal((karaoke, "Karaoke duets"), (card.Key, card.Name));

        await home.AsBo.RunAsync((AddOwnBehaviour it) => it.RunAsync(new("Pub quizzes", "", Topic.Friends)));
        Assert.Equal(round, await StartAsync(home.AsBo, false, Topic.Friends));

        await home.AsAnn.RunAsync((SaveAnswer it) => it.RunAsync(round, karaoke, Placement.Blank, new() { Openly = Zone.GrayZone }));
        await OpenAsync(home, round);
        Assert.Equal(Zone.GrayZone, (await home.AsBo.CompareAsync(round))!.Comparison!.Rows.Single(row => row.Behaviour == karaoke).Partners.Openly);
        var again = (await home.AsBo.RunAsync((StartAgain it) => it.RunAsync(round)))!.Value;
        Assert.Equal((await home.AsAnn.SeeAsync(round))!.Cards.Select(it => it.Key), (await home.AsAnn.SeeAsync(again))!.Cards.Select(it => it.Key));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_one_topic_was_chosen_by_one_alone_the_other_finds_nowhere(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsBo.StartAsync();
        await ChooseAsync(home.AsAnn, Topic.Sexual);
        var round = (await LineAsync(home.AsAnn, Topic.Sexual))!.Id;
        var heard = new List<Signal>();
        using var ear = await home.AsBo.RunAsync((Listen it) => it.RunAsync(heard.Add));
        var before = (await home.AsBo.ListAsync(), await home.AsBo.RunAsync((ReadChoices it) => it.RunAsync()));

        var first = (await home.AsAnn.SeeAsync(round))!.Cards[0].Key;
        Assert.Equal(SaveAnswerState.Saved, (await home.AsAnn.RunAsync((SaveAnswer it) => it.RunAsync(round, first, Placement.Blank, new() { Openly = Zone.GrayZone }))).State);
        Assert.Equal(RoundStep.Taken, await home.AsAnn.SealAsync(round));
        Assert.Equal(RoundStep.Taken, await home.AsAnn.TakeBackAsync(round));
        Assert.Equal(RoundStep.Taken, await home.AsAnn.SealAsync(round));

        Assert.Empty(heard);
        var after = (await home.AsBo.ListAsync(), await home.AsBo.RunAsync((ReadChoices it) => it.RunAsync()));
        Assert.Equal(before.Item1, after.Item1);
        Assert.Equal(before.Item2.OwnChoice, after.Item2.OwnChoice);
        Assert.Equal(before.Item2.Topics, after.Item2.Topics);
        Assert.Null(await home.AsBo.SeeAsync(round));
        Assert.Null(await home.AsBo.CompareAsync(round));
        Assert.Null(await home.AsBo.SealAsync(round));
        Assert.Null(await home.AsBo.CloseAsync(round));
        Assert.Null(await home.AsBo.RunAsync((OpenMirror it) => it.RunAsync(round)));
        Assert.Equal(SaveAnswerState.NotFound, (await home.AsBo.RunAsync((SaveAnswer it) => it.RunAsync(round, first, Placement.Blank, new() { Openly = Zone.GrayZone }))).State);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_chose_a_topic_cannot_tell_no_from_not_yet(Engine engine)
    {
        // Twice the same, once with a partner who never chose it and once with one who chose it and has answered: nothing differs.
        var seen = new List<(SheetState, SheetState?, bool, bool)>();
        foreach (var chooses in new[] { false, true })
        {
            await using var home = await TwoPartners.PairedAsync(engine);
            await home.AsAnn.StartAsync();
            await ChooseAsync(home.AsAnn, Topic.Solitary);
            var round = (await LineAsync(home.AsAnn, Topic.Solitary))!.Id;
            if (chooses)
            {
                await ChooseAsync(home.AsBo, Topic.Solitary);
                var card = (await home.AsBo.SeeAsync(round))!.Cards[0].Key;
                await home.AsBo.RunAsync((SaveAnswer it) => it.RunAsync(round, card, Placement.Blank, new() { Openly = Zone.GrayZone }));
                Assert.Equal(RoundStep.Taken, await home.AsBo.SealAsync(round));
            }

            var view = (await home.AsAnn.SeeAsync(round))!;
            seen.Add((view.Partners, (await LineAsync(home.AsAnn, Topic.Solitary))!.Partners, view.CanPressReady, view.IsClosed));
        }

        Assert.Equal(seen[0], seen[1]);
        Assert.Equal((SheetState.NotStarted, SheetState.NotStarted, false, false), seen[0]);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task When_both_chose_it_and_both_sealed_it_opens_like_any_other_and_can_then_be_asked_like_any_other(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsBo.StartAsync();
        await ChooseAsync(home.AsAnn, Topic.Sexual);
        await ChooseAsync(home.AsBo, Topic.Sexual);
        Assert.DoesNotContain((await home.AsAnn.RunAsync((ReadChoices it) => it.RunAsync())).Topics, choice => choice.Topic == Topic.Sexual);
        var round = (await LineAsync(home.AsBo, Topic.Sexual))!.Id;

        // Closing it would tell the other that it was chosen.
        Assert.Equal(RoundStep.NotBothSealed, await home.AsAnn.CloseAsync(round));
        Assert.False((await home.AsBo.SeeAsync(round))!.IsClosed);
        await OpenAsync(home, round);

        await ChooseAsync(home.AsBo, Topic.Sexual, shown: false);
        Assert.NotNull((await home.AsBo.CompareAsync(round))!.Comparison);
        Assert.Contains((await home.AsAnn.RunAsync((ReadChoices it) => it.RunAsync())).Topics, choice => choice.Topic == Topic.Sexual);
        Assert.Equal([Topic.Friends, Topic.Sexual], (await home.AsAnn.SeeAsync(await StartAsync(home.AsAnn, true, Topic.Sexual, Topic.Friends)))!.About.Topics);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Whoever_no_longer_wants_a_topic_is_out_of_it_and_it_never_opens(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsBo.StartAsync();
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await ChooseAsync(who, Topic.Sexual);
        var round = (await LineAsync(home.AsBo, Topic.Sexual))!.Id;
        Assert.Equal(RoundStep.Taken, await home.AsBo.SealAsync(round));
        await ChooseAsync(home.AsBo, Topic.Sexual, shown: false);

        Assert.Equal(RoundStep.Taken, await home.AsAnn.SealAsync(round));
        Assert.Equal(RoundStep.Taken, await home.AsAnn.ReadyAsync(round));
        Assert.Null(await home.AsBo.ReadyAsync(round));
        Assert.Null(await home.AsAnn.CompareAsync(round));
        home.Pass(Round.Lifetime);
        Assert.True((await home.AsAnn.SeeAsync(round))!.IsClosed);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_topic_of_ones_own_choice_can_be_started_by_nobody_and_is_in_no_other_round(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await ChooseAsync(home.AsAnn, Topic.Sexual);
        Assert.Null(await home.AsAnn.RunAsync((StartTopics it) => it.RunAsync([Topic.Sexual], false)));
        Assert.Null(await home.AsAnn.RunAsync((StartRound it) => it.RunAsync([new("sex.sexting")])));
        Assert.Equal(0, await home.CountAsync("Rounds", "1 = 1"));
        Assert.DoesNotContain(Topic.Sexual, (await home.AsAnn.SeeAsync(await home.AsAnn.StartAsync()))!.About.Topics);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_year_later_what_was_opened_is_offered_again_until_somebody_takes_it_up(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.RevealedRoundAsync();
        Assert.Empty((await home.AsAnn.RunAsync((ReadChoices it) => it.RunAsync())).Again);

        home.Pass(TimeSpan.FromDays(340));
        Assert.Equal(round, Assert.Single((await home.AsAnn.RunAsync((ReadChoices it) => it.RunAsync())).Again).Id);
        Assert.NotEqual(round, (await home.AsBo.RunAsync((StartAgain it) => it.RunAsync(round)))!.Value);
        Assert.Empty((await home.AsAnn.RunAsync((ReadChoices it) => it.RunAsync())).Again);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task After_somebody_left_nothing_is_started(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var round = await home.RevealedRoundAsync();
        await home.AsBo.GetPasswordAsync();
        Assert.True((await home.AsBo.RunAsync((LeaveCouple it) => it.RunAsync(home.AsBo.Password, TwoPartners.Home))).Opened);

        Assert.Null(await home.AsAnn.RunAsync((StartTopics it) => it.RunAsync(Two, false)));
        Assert.Null(await home.AsAnn.RunAsync((StartAgain it) => it.RunAsync(round)));
        Assert.True((await home.AsAnn.RunAsync((ReadChoices it) => it.RunAsync())).IsClosed);
        Assert.Null(await home.AsStranger.RunAsync((StartAgain it) => it.RunAsync(round)));
    }
}
