using System.Collections.Concurrent;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Agreements;
using Xunit.Abstractions;
using static CoupleCheckin.App.Tests.Features.Agreements.Agreeing;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Agreements;

public sealed class RaceTests(ITestOutputHelper output)
{
    private const int ClauseCount = 8;

    private enum Button
    {
        Counter,
        Sign,
        Decline,
        Withdraw,
        Review,
    }

    public static TheoryData<Engine> Here => Engines.Here;

    [Theory]
    [MemberData(nameof(Here))]
    public async Task However_both_press_at_once_nothing_is_signed_by_one_hand_and_no_words_are_lost(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var clauses = new List<ClauseId>();
        for (var clause = 0; clause < ClauseCount; clause++)
            clauses.Add(await (clause % 2 == 0 ? home.AsAnn : home.AsBo).ProposeAsync(Line($"Clause {clause}.")));
        var results = new ConcurrentBag<string>();
        using var start = new SemaphoreSlim(0);

        var tabs = clauses.SelectMany((clause, at) => new[] { home.AsAnn, home.AsBo, home.AsAnn, home.AsBo }.Select((who, tab) => PressAsync(who, clause, (at * 3) + tab))).ToList();
        start.Release(tabs.Count);
        await Task.WhenAll(tabs);

        var agreement = await home.AsAnn.AgreementAsync();
        Assert.True(agreement.IsComplete);
        Assert.Equal(await home.CountAsync("AgreementVersions"), agreement.Versions.Count);
        Assert.Equal(agreement.Clauses.Count, agreement.Versions.Select(version => version.ClauseNumber).Distinct().Count());
        foreach (var clause in clauses)
        {
            var (anns, bos) = ((await home.AsAnn.ClauseAsync(clause))!, (await home.AsBo.ClauseAsync(clause))!);
            Assert.Equal(Enumerable.Range(1, anns.History.Count).Reverse(), anns.History.Select(step => step.Number));
            Assert.All(anns.History, step => Assert.True(step.IsWhole));
            Assert.All(bos.History, step => Assert.True(step.IsWhole));
            Assert.True(anns.History.Count(step => step.State == ProposalState.Open) <= 1);
            Assert.Equal(anns.History.Select(step => step.State), bos.History.Select(step => step.State));
            var oneHanded = await home.PeekAsync(
                "SELECT s.\"Proposal\" FROM \"ClauseSignatures\" s JOIN \"AgreementVersions\" v ON v.\"Clause\" = s.\"Clause\" AND v.\"Proposal\" = s.\"Proposal\" WHERE s.\"Clause\" = @p0 GROUP BY s.\"Proposal\" HAVING count(*) <> 2",
                clause.Value);
            Assert.Empty(oneHanded);
        }

        output.WriteLine($"{engine}: {results.Count} presses; " + string.Join(", ", results.CountBy(result => result).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));

        async Task PressAsync(TwoPartners.Somebody who, ClauseId clause, int order)
        {
            await start.WaitAsync();
            for (var press = 0; press < 5; press++)
            {
                var number = (await who.ClauseAsync(clause))!.Open?.Number ?? 1;
                var button = (Button)(((order * 7) + (press * 3)) % 5);
                results.Add($"{button} " + (button switch
                {
                    Button.Counter => (await who.TryProposeAsync(Line($"Words {order} {press}."), clause, number, Wanted)).State.ToString(),
                    Button.Sign => (await who.SignAsync(clause, number)).ToString(),
                    Button.Decline => (await who.DeclineAsync(clause, number)).ToString(),
                    Button.Withdraw => (await who.WithdrawAsync(clause, number)).ToString(),
                    _ => (await who.AskForReviewAsync(clause, press % 2 == 0)).ToString(),
                }));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Of_two_answers_at_once_one_stands_and_the_other_is_told(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        for (var time = 0; time < 12; time++)
        {
            var clause = await home.AsAnn.ProposeAsync(Line($"First words {time}."));

            var states = await Task.WhenAll(Enumerable.Range(0, 4).Select(tab => home.AsBo.TryProposeAsync(Line($"Answer {tab}."), clause, 1, Wanted)));

            Assert.Single(states, state => state.State == ProposeState.Proposed);
            Assert.Equal(3, states.Count(state => state.State == ProposeState.MineWait));
            Assert.Equal(2, (await home.AsAnn.ClauseAsync(clause))!.History.Count);
        }
    }
}
