using Bunit;
using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.Domain.Repair;
using CoupleCheckin.Web.Features.Repair;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Repair;

public sealed class RepairPageTests : OnScreenOfTwo
{
    private async Task<IRenderedComponent<RepairPage>> ShowAsync()
    {
        await Tab.HearAsync();
        var page = Tab.Render<RepairPage>();
        page.WaitForElement("h2");
        return page;
    }

    private async Task<RepairId> OpenPlanAsync()
    {
        await Bo.Do<AskForRepair>().RunAsync();
        Assert.Equal(AskForRepairResult.Opened, await Ann.Do<AskForRepair>().RunAsync());
        return (await Ann.Do<ReadRepair>().RunAsync()).Current!.Id;
    }

    private static async Task<Guid> OfferAsync(Person who, RepairId plan, string words)
    {
        var (id, today) = (Guid.NewGuid(), DateOnly.FromDateTime(House.Start.Date));
        var result = await who.Do<TakeRepairStep>().RunAsync(plan, new RepairAct.Offer(id, new("c.plans-change"), words, today, today.AddDays(41), today.AddDays(20), ""));
        Assert.Equal(RepairStep.Taken, result.Step);
        return id;
    }

    [Fact]
    public async Task Before_asking_one_is_asked_alone_and_who_stops_has_asked_nobody()
    {
        var page = await ShowAsync();
        page.Button("Ask Bo").Click();
        page.WaitForElement(".gate");
        Assert.Contains("Is it safe to raise this?", page.Words(), StringComparison.Ordinal);
        page.FindAll(".gate input[type=radio]")[1].Change(true);
        Assert.Contains("Then it is better not to send it now.", page.Words(), StringComparison.Ordinal);
        page.Button("Leave it for now").Click();
        page.WaitForAssertion(() => Assert.True(page.HasButton("Ask Bo")));
        Assert.Null((await Bo.Do<ReadRepair>().RunAsync()).Current);

        page.Button("Ask Bo").Click();
        page.FindAll(".gate input[type=radio]")[0].Change(true);
        page.Button("Go on").Click();
        page.WaitForAssertion(() => Assert.Contains("You asked", page.Words(), StringComparison.Ordinal));
        Assert.NotNull((await Bo.Do<ReadRepair>().RunAsync()).Current);
        page.Button("Take it back").Click();
        page.WaitForAssertion(() => Assert.True(page.HasButton("Ask Bo")));
    }

    [Fact]
    public async Task A_question_can_be_put_off_and_the_asker_sees_no_difference()
    {
        await Bo.Do<AskForRepair>().RunAsync();
        var before = await Bo.Do<ReadRepair>().RunAsync();
        var page = await ShowAsync();
        Assert.Contains("Bo would like to open a repair plan with you", page.Words(), StringComparison.Ordinal);
        page.Button("Not now").Click();
        page.WaitForAssertion(() => Assert.True(page.HasButton("Ask Bo")));
        Assert.Equal(before.Current!.Plan.ToString(), (await Bo.Do<ReadRepair>().RunAsync()).Current!.Plan.ToString());
        Assert.False((await Bo.Do<ReadRepair>().RunAsync()).Current!.Plan.IsPutOff);
    }

    [Fact]
    public async Task What_the_other_offers_can_be_neither_changed_nor_ended_nor_asked_for()
    {
        var plan = await OpenPlanAsync();
        await OfferAsync(Bo, plan, "I send a word before my plans change.");
        await OfferAsync(Ann, plan, "I ask once.");
        var page = await ShowAsync();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".vow").Count));
        var bos = page.FindAll(".vow").Single(vow => vow.GetAttribute("aria-label")!.StartsWith("Bo:", StringComparison.Ordinal));
        var anns = page.FindAll(".vow").Single(vow => vow.GetAttribute("aria-label")!.StartsWith("You:", StringComparison.Ordinal));
        Assert.Equal(["Say it"], bos.QuerySelectorAll("button").Select(button => button.Words()));
        Assert.Empty(bos.QuerySelectorAll("input[type=radio]"));
        Assert.Equal(4, anns.QuerySelectorAll("input[type=radio]").Length);
        Assert.Equal(["End it now"], anns.QuerySelectorAll("button").Select(button => button.Words()));

        anns.QuerySelectorAll("input[type=radio]")[1].Change(true);
        page.WaitForAssertion(() => Assert.Contains("partly, you say", page.Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_one_offered_goes_on_when_the_other_says_yes_too()
    {
        var plan = await OpenPlanAsync();
        var today = (await Ann.Do<ReadRepair>().RunAsync()).Today;
        await Ann.Do<TakeRepairStep>().RunAsync(plan, new RepairAct.Offer(Guid.NewGuid(), new("c.plans-change"), "I ask once.", today, today.AddDays(20), today, ""));
        var offered = Guid.NewGuid();
        await Bo.Do<TakeRepairStep>().RunAsync(plan, new RepairAct.Offer(offered, new("c.plans-change"), "I send a word.", today, today.AddDays(20), today, ""));
        var page = await ShowAsync();
        page.WaitForAssertion(() => Assert.Single(Offers()));
        Assert.False(page.HasButton("Yes, go on"));
        Offers().Single().Click();
        page.WaitForAssertion(() => Assert.True(page.HasButton("Let it end")));

        await Bo.Do<TakeRepairStep>().RunAsync(plan, new RepairAct.Renew(offered, true));
        page.WaitForAssertion(() => Assert.Contains("Bo offers to go on with it until", page.Words(), StringComparison.Ordinal));
        page.Button("Yes, go on").Click();
        page.WaitForAssertion(() => Assert.False(page.HasButton("Yes, go on")));
        var commitments = (await Bo.Do<ReadRepair>().RunAsync()).Current!.Plan.Commitments;
        Assert.Equal([today.AddDays(20), today.AddDays(41)], commitments.Select(commitment => commitment.Until));

        IEnumerable<AngleSharp.Dom.IElement> Offers() => page.FindAll(".vow button").Where(button => button.Words().StartsWith("Offer to go on until", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_moves_when_the_other_says_so_too_and_closing_leaves_it()
    {
        var plan = await OpenPlanAsync();
        var page = await ShowAsync();
        page.Button("On to “account”").Click();
        page.WaitForAssertion(() => Assert.Contains("It changes when Bo would too.", page.Words(), StringComparison.Ordinal));
        await Bo.Do<TakeRepairStep>().RunAsync(plan, new RepairAct.Wish(RepairStage.Settle, RepairStage.Account));
        page.WaitForAssertion(() => Assert.Equal("account", page.Find(".stage [aria-current]").Words()));

        foreach (var who in new[] { Ann, Bo })
            await who.Do<TakeRepairStep>().RunAsync(plan, new RepairAct.Sign(RepairEnding.GoOn));
        page.WaitForAssertion(() => Assert.True(page.HasButton("Ask Bo")));
        Assert.Contains("Closed, apart from the daily pages", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_that_the_two_part_is_asked_about_first_and_signing_that_they_go_on_is_not()
    {
        await OpenPlanAsync();
        await Tab.HearAsync();
        var page = Tab.Render<ClosePage>();
        page.WaitForElement(".endings");
        page.Button("Sign that we part").Click();
        page.WaitForElement(".gate");
        Assert.Empty((await Bo.Do<ReadRepair>().RunAsync()).Current!.Plan.Signatures);
        page.Button("Not now").Click();
        page.WaitForElement(".endings");
        page.Button("Sign that we go on").Click();
        page.WaitForAssertion(() => Assert.True(page.HasButton("Take my signature back")));
        Assert.Equal(RepairWaits.Signature, (await Bo.Do<ReadRepair>().RunAsync()).Waits);
    }

    [Fact]
    public async Task An_offer_that_would_watch_is_declined_with_something_else_and_stays_with_its_author()
    {
        await OpenPlanAsync();
        await Tab.HearAsync();
        var page = Tab.Render<OfferPage>();
        page.WaitForElement(".line.as-row");
        Assert.Equal(19, page.FindAll(".line.as-row").Count);
        page.FindAll(".line.as-row").Single(row => row.Words().StartsWith("Say when plans change", StringComparison.Ordinal)).Click();
        page.WaitForElement("#offer").Input("I share my live location in the evening.");
        page.Button("Give it").Click();
        page.WaitForElement(".guard");
        Assert.Contains("A map shows where someone is", page.Words(), StringComparison.Ordinal);
        Assert.Empty((await Bo.Do<ReadRepair>().RunAsync()).Current!.Plan.Commitments);
        Assert.Equal("I share my live location in the evening.", (await Ann.Do<OpenRepairNotes>().RunAsync()).Notes.Offer);

        page.Find("#offer").Input("I send a word before my plans change.");
        page.Button("Give it").Click();
        page.WaitForAssertion(() => Assert.EndsWith("/repair", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.Single((await Bo.Do<ReadRepair>().RunAsync()).Current!.Plan.Commitments);
    }

    [Fact]
    public async Task The_answer_guide_names_what_makes_an_answer_smaller_and_keeps_what_is_written()
    {
        await Tab.HearAsync();
        var page = Tab.Render<AnswerPage>();
        page.WaitForElement("#did").Input("Nothing happened, we're just friends.");
        page.Find("#did").Blur();
        House.Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".hint")));
        Assert.Contains("Making it small", page.Words(), StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("Nothing happened, we're just friends.", Ann.Do<OpenRepairNotes>().RunAsync().GetAwaiter().GetResult().Notes.Did));
    }

    [Fact]
    public async Task The_plot_is_three_words_and_can_be_read_as_a_table()
    {
        var week = new DateOnly(2026, 11, 2);
        var plot = Tab.Render<SteadyPlot>(plot => plot
            .Add(p => p.Id, "own").Add(p => p.Title, "How steady things felt to you")
            .Add(p => p.Points, [.. Enumerable.Range(0, 20).Select(at => new SharedPoint(week.AddDays(7 * at), at % 4 == 3 ? null : (Steadiness)(at % 3), null))]));
        Assert.Equal(12, plot.FindAll("circle").Count);
        Assert.Equal(20, plot.FindAll("tbody tr").Count);
        Assert.Equal("2 November steadier", plot.Find("tbody tr").Words());
        Assert.DoesNotMatch("[0-9]+ ?%", plot.Words());
        await Task.CompletedTask;
    }
}
