using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Features.Journal;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Behaviours;

public sealed class OwnBehaviourTests
{
    private static readonly OwnWords Dinner = new("Dinner alone with a former flatmate", "Someone eats out with a person they used to live with.", Topic.Friends);

    public static TheoryData<Engine> Here => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_one_adds_both_see_unanswered_and_nobody_else(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var added = await AddAsync(home.AsAnn, Dinner);
        Assert.Equal(OwnBehaviourStep.Taken, added.Step);

        var (anns, bos) = (await SeeAsync(home.AsAnn), await SeeAsync(home.AsBo));
        Assert.Equal(new OwnBehaviourView(added.Key!.Value, Dinner.Name, Dinner.Description, Topic.Friends, IsMine: true, IsRetired: false), Assert.Single(anns.Own));
        Assert.Equal(anns.Own[0] with { IsMine = false }, Assert.Single(bos.Own));
        Assert.Empty(anns.InRounds);
        Assert.Empty((await SeeAsync(home.AsStranger)).Own);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task An_entry_of_the_journal_can_be_linked_to_it_and_it_keeps_its_name_after_parting(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var key = (await AddAsync(home.AsAnn, Dinner)).Key!.Value;

        Assert.Equal((Dinner.Name, true), await NamedAsync(home.AsBo));
        Assert.Null(await NamedAsync(home.AsBo.ElsewhereLocked()));
        Assert.Null(await NamedAsync(home.AsStranger));
        Assert.Equal(Seeds.Catalogue.All.Count, (await home.AsBo.ElsewhereLocked().RunAsync((NameLinkable it) => it.RunAsync())).Count);
        await Assert.ThrowsAsync<SpaceNotOpenException>(() => home.AsNobody.RunAsync((NameLinkable it) => it.RunAsync()));
        await home.AsAnn.RunAsync((RetireOwnBehaviour it) => it.RunAsync(key));
        Assert.Equal((Dinner.Name, false), await NamedAsync(home.AsBo));

        // One in a topic of one's own choice is told to nobody who did not choose it.
        await home.AsAnn.RunAsync((ChooseTopic it) => it.RunAsync(Topic.Sexual, true));
        key = (await AddAsync(home.AsAnn, Dinner with { Name = "Something of that kind", Topic = Topic.Sexual })).Key!.Value;
        Assert.Equal(("Something of that kind", true), await NamedAsync(home.AsAnn));
        Assert.Null(await NamedAsync(home.AsBo));
        await home.AsBo.RunAsync((ChooseTopic it) => it.RunAsync(Topic.Sexual, true));
        Assert.NotNull(await NamedAsync(home.AsBo));

        async Task<(string, bool)?> NamedAsync(TwoPartners.Somebody who) =>
            (await who.RunAsync((NameLinkable it) => it.RunAsync())).SingleOrDefault(one => one.Key == key) is { } found ? (found.Name, found.IsOffered) : null;
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task It_goes_through_a_round_like_any_other_and_the_agreement_of_both_shows(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var key = (await AddAsync(home.AsAnn, Dinner)).Key!.Value;
        var round = await StartAsync(home.AsBo, key);
        Assert.Equal((Dinner.Name, Dinner.Description, Topic.Friends), (await home.AsBo.SeeAsync(round))!.Cards.Single() is var card ? (card.Name, card.Description, card.Topic!.Value) : default);

        await OpenAsync(home, round, key, Zone.WithinBounds, Zone.WithinBounds);
        Assert.Equal(Dinner.Name, (await home.AsAnn.CompareAsync(round))!.Behaviours[key].Name);
        Assert.Equal(new AgreedPlacement(Zone.WithinBounds, null), (await SeeAsync(home.AsBo)).Agreed[key]);
        Assert.Contains(key, (await SeeAsync(home.AsBo)).InRounds);

        // They place it differently in a later round: what they agreed on before does not stand.
        home.Pass(TimeSpan.FromMinutes(1));
        await OpenAsync(home, await StartAsync(home.AsAnn, key), key, Zone.WithinBounds, Zone.GrayZone);
        Assert.DoesNotContain(key, (await SeeAsync(home.AsAnn)).Agreed.Keys);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Its_words_change_only_before_its_first_round_and_only_by_its_author(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var key = (await AddAsync(home.AsAnn, Dinner)).Key!.Value;
        Assert.Null(await RewordAsync(home.AsBo, key, Dinner with { Name = "Something else" }));
        Assert.Null(await RetireAsync(home.AsBo, key));
        Assert.Null(await RewordAsync(home.AsStranger, key, Dinner));
        Assert.Null(await RewordAsync(home.AsAnn, OwnBehaviourId.New().Key, Dinner));
        Assert.Null(await RewordAsync(home.AsAnn, Seeds.Catalogue.Starter[0], Dinner));

        Assert.Equal(OwnBehaviourStep.Taken, await RewordAsync(home.AsAnn, key, Dinner with { Name = "Supper with a former flatmate", Topic = Topic.CoWorkers }));
        Assert.Equal(("Supper with a former flatmate", Topic.CoWorkers), (await SeeAsync(home.AsBo)).Own.Single() is var own ? (own.Name, own.Topic) : default);

        await StartAsync(home.AsBo, key);
        Assert.Equal(OwnBehaviourStep.HasBeenInARound, await RewordAsync(home.AsAnn, key, Dinner));
        Assert.Equal("Supper with a former flatmate", (await SeeAsync(home.AsAnn)).Own.Single().Name);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Off_the_list_it_keeps_its_name_where_somebody_answered_it(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var key = (await AddAsync(home.AsAnn, Dinner)).Key!.Value;
        var round = await StartAsync(home.AsBo, key, Seeds.Catalogue.Starter[0]);
        Assert.Equal(OwnBehaviourStep.Taken, await RetireAsync(home.AsAnn, key));
        Assert.Equal(OwnBehaviourStep.Retired, await RetireAsync(home.AsAnn, key));
        Assert.Equal(OwnBehaviourStep.Retired, await RewordAsync(home.AsAnn, key, Dinner));

        Assert.Empty((await SeeAsync(home.AsBo)).Own);
        Assert.Equal(Dinner.Name, (await home.AsBo.SeeAsync(round))!.Cards[0].Name);
        Assert.Null(await home.AsBo.RunAsync((StartRound it) => it.RunAsync([key])));

        // The name is free again.
        Assert.Equal(OwnBehaviourStep.Taken, (await AddAsync(home.AsBo, Dinner)).Step);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Both_adding_the_same_at_once_makes_one(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        for (var time = 0; time < 10; time++)
        {
            var words = Dinner with { Name = $"Dinner number {time}" };
            var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(one => AddAsync(one % 2 == 0 ? home.AsAnn : home.AsBo, words)));
            Assert.Single(results, result => result.Step == OwnBehaviourStep.Taken);
            Assert.All(results, result => Assert.True(result.Step is OwnBehaviourStep.Taken or OwnBehaviourStep.NameTaken));
            Assert.Single(results.Select(result => result.Key).Distinct());
            Assert.Equal(time + 1, (await SeeAsync(home.AsAnn)).Own.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Reworded_while_the_partner_starts_a_round_with_it_no_round_ever_changes_its_words(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        for (var time = 0; time < 15; time++)
        {
            var key = (await AddAsync(home.AsAnn, Dinner with { Name = $"Dinner {time}" })).Key!.Value;
            var rewording = RewordAsync(home.AsAnn, key, Dinner with { Name = $"Supper {time}" });
            var starting = Task.Run(async () =>
            {
                var round = await StartAsync(home.AsBo, key);
                return (round, (await home.AsBo.SeeAsync(round))!.Cards.Single().Name);
            });
            await Task.WhenAll(rewording, starting);
            var (started, name) = await starting;

            Assert.Equal(await rewording == OwnBehaviourStep.Taken ? $"Supper {time}" : $"Dinner {time}", name);
            Assert.Equal(name, (await home.AsAnn.SeeAsync(started))!.Cards.Single().Name);
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task After_somebody_left_nothing_is_added_and_what_was_there_is_read(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.AsBo.GetPasswordAsync();
        var key = (await AddAsync(home.AsAnn, Dinner)).Key!.Value;
        await home.AsBo.RunAsync((LeaveCouple it) => it.RunAsync(home.AsBo.Password, TwoPartners.Home));

        Assert.Equal(OwnBehaviourStep.SpaceClosed, (await AddAsync(home.AsAnn, Dinner with { Name = "Another" })).Step);
        Assert.Equal(OwnBehaviourStep.SpaceClosed, await RewordAsync(home.AsAnn, key, Dinner));
        Assert.Equal(OwnBehaviourStep.SpaceClosed, await RetireAsync(home.AsAnn, key));
        Assert.Equal((true, Dinner.Name), await SeeAsync(home.AsAnn) is var seen ? (seen.IsClosed, seen.Own.Single().Name) : default);
    }

    [Fact]
    public async Task Words_that_cannot_be_kept_are_refused_and_white_space_around_them_is_not()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        foreach (var name in new[] { "", "  ", "two\nlines", "half \ud800 of it", "turned \u202e round", new string('x', 200_000) })
            Assert.Equal(OwnBehaviourStep.Flawed, (await AddAsync(home.AsAnn, Dinner with { Name = name })).Step);
        Assert.Equal(OwnBehaviourStep.Flawed, (await AddAsync(home.AsAnn, Dinner with { Description = new string('x', 301) })).Step);
        Assert.Equal(OwnBehaviourStep.Flawed, (await AddAsync(home.AsAnn, Dinner with { Topic = (Topic)99 })).Step);
        Assert.Equal(OwnBehaviourStep.Taken, (await AddAsync(home.AsAnn, Dinner with { Name = "  <b>Kahve</b> & 🍰  ", Description = "" })).Step);
        Assert.Equal(OwnBehaviourStep.NameTaken, (await AddAsync(home.AsBo, Dinner with { Name = "<B>kahve</b> & 🍰" })).Step);
        Assert.Equal("<b>Kahve</b> & 🍰", (await SeeAsync(home.AsBo)).Own.Single().Name);
    }

    [Fact]
    public async Task A_row_that_somebody_changed_in_the_file_has_a_name_and_is_not_offered()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var key = (await AddAsync(home.AsAnn, Dinner)).Key!.Value;
        var round = await StartAsync(home.AsAnn, key);
        Assert.Equal(1, await home.TamperAsync("UPDATE \"OwnBehaviours\" SET \"Wording\" = 2"));
        Assert.Equal("One of your own behaviours", (await home.AsBo.SeeAsync(round))!.Cards.Single().Name);
        Assert.Empty((await SeeAsync(home.AsBo)).Own);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_topic_that_is_off_to_begin_with_is_chosen_by_each_for_oneself(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        Assert.Empty((await SeeAsync(home.AsAnn)).Topics);
        await ChooseAsync(home.AsAnn, Topic.Sexual, true);
        await Task.WhenAll(ChooseAsync(home.AsAnn, Topic.Solitary, true), ChooseAsync(home.AsAnn, Topic.Solitary, true));
        await AddAsync(home.AsAnn, Dinner with { Topic = Topic.Sexual });
        Assert.Equal([Topic.Sexual, Topic.Solitary], (await SeeAsync(home.AsAnn)).Topics.Order());
        Assert.Single((await SeeAsync(home.AsAnn)).Own);
        Assert.Empty((await SeeAsync(home.AsBo)).Topics);
        Assert.Empty((await SeeAsync(home.AsBo)).Own);

        await ChooseAsync(home.AsAnn, Topic.Sexual, false);
        await ChooseAsync(home.AsAnn, Topic.Solitary, false);
        Assert.Empty((await SeeAsync(home.AsAnn)).Topics);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ChooseAsync(home.AsAnn, Topic.Friends, true));
    }

    [Fact]
    public async Task What_one_chose_reaches_ones_own_tabs_and_no_other()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var (anns, bos) = (new List<App.Signals.Signal>(), new List<App.Signals.Signal>());
        using var ann = await home.AsAnn.RunAsync((App.Features.Listen it) => it.RunAsync(anns.Add));
        using var bo = await home.AsBo.RunAsync((App.Features.Listen it) => it.RunAsync(bos.Add));
        await ChooseAsync(home.AsAnn, Topic.Sexual, true);
        Assert.Equal(App.Signals.SignalKind.MyChoices, Assert.Single(anns).Kind);
        Assert.Empty(bos);
    }

    private static Task<AddOwnBehaviourResult> AddAsync(TwoPartners.Somebody who, OwnWords words) => who.RunAsync((AddOwnBehaviour it) => it.RunAsync(words));

    private static Task<OwnBehaviourStep?> RewordAsync(TwoPartners.Somebody who, BehaviourKey key, OwnWords words) => who.RunAsync((RewordOwnBehaviour it) => it.RunAsync(key, words));

    private static Task<OwnBehaviourStep?> RetireAsync(TwoPartners.Somebody who, BehaviourKey key) => who.RunAsync((RetireOwnBehaviour it) => it.RunAsync(key));

    private static Task ChooseAsync(TwoPartners.Somebody who, Topic topic, bool shown) => who.RunAsync((ChooseTopic it) => it.RunAsync(topic, shown));

    private static Task<SpectrumView> SeeAsync(TwoPartners.Somebody who) => who.RunAsync((ReadSpectrum it) => it.RunAsync());

    private static async Task<RoundId> StartAsync(TwoPartners.Somebody who, params BehaviourKey[] keys) => (await who.RunAsync((StartRound it) => it.RunAsync(keys)))!.Value;

    private static async Task OpenAsync(TwoPartners home, RoundId round, BehaviourKey key, Zone anns, Zone bos)
    {
        foreach (var (who, zone) in new[] { (home.AsAnn, anns), (home.AsBo, bos) })
        {
            await who.RunAsync((SaveAnswer it) => it.RunAsync(round, key, Placement.Blank, new() { Openly = zone }));
            Assert.Equal(RoundStep.Taken, await who.SealAsync(round));
        }

        foreach (var who in new[] { home.AsAnn, home.AsBo })
            Assert.Equal(RoundStep.Taken, await who.ReadyAsync(round));
    }
}
