using Bunit;
using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Features.CheckIns;
using CoupleCheckin.Web.Features.Today;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.CheckIns;

public sealed class CheckInPageTests : OnScreenOfTwo
{
    private RoundId id;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        id = (await Bo.Do<BeginCheckIn>().RunAsync())!.Value;
    }

    private IRenderedComponent<CheckInPage> Show()
    {
        var page = Tab.Render<CheckInPage>(page => page.Add(p => p.Id, id.Value));
        page.WaitForState(() => page.HasButton("Yes") || page.FindAll("#answer").Count > 0);
        if (page.HasButton("Yes"))
            page.Button("Yes").Click();
        page.WaitForElement("#answer");
        return page;
    }

    [Fact]
    public async Task Before_the_first_thing_for_two_one_is_asked_alone_and_the_other_is_told_nothing()
    {
        var before = await Bo.Do<OpenCheckIn>().RunAsync(id);
        var page = Tab.Render<CheckInPage>(page => page.Add(p => p.Id, id.Value));
        page.WaitForAssertion(() => Assert.Equal("Would you be free to answer?", page.Find("h1").Words()));
        Assert.Empty(page.FindAll("#answer"));

        page.Button("No").Click();

        page.WaitForAssertion(() => Assert.Contains("Then do this one for yourself.", page.Words(), StringComparison.Ordinal));
        Assert.Equal("journal/exercises", page.FindAll("a").Single(link => link.Words() == "Write for myself").GetAttribute("href"));
        Assert.Equal(before!.PartnerHasSealed, (await Bo.Do<OpenCheckIn>().RunAsync(id))!.PartnerHasSealed);
        Assert.True((await Ann.Do<OpenCheckIn>().RunAsync(id))!.IsMyFirst);
        page.Button("To what is for two").Click();
        page.WaitForElement("#answer");
    }

    private async Task SealAsync(Person who) => Assert.Equal(RoundStep.Taken, await who.Do<TakeCheckInStep>().RunAsync(id, CheckInAct.Seal));

    [Fact]
    public async Task What_is_typed_is_saved_a_moment_later_and_stands_there_when_the_page_is_opened_again()
    {
        var page = Show();
        page.Find("#answer").Input("The dishes");
        House.Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.Contains("Saved as a draft", page.Words(), StringComparison.Ordinal));
        page.FindAll("input[type=radio]")[3].Change("on");
        page.WaitForAssertion(() => Assert.Equal(Ease.Mostly, Ann.Do<OpenCheckIn>().RunAsync(id).GetAwaiter().GetResult()!.Sheet.Ease));
        Assert.Equal("The dishes", (await Ann.Do<OpenCheckIn>().RunAsync(id))!.Sheet[CheckInQuestions.Ease]);
        Assert.True((await Bo.Do<OpenCheckIn>().RunAsync(id))!.Sheet.IsEmpty);
    }

    [Fact]
    public void Passing_a_question_over_leads_on_and_says_nothing_of_it()
    {
        var page = Show();
        var first = page.Find("#question").TextContent;
        page.Button("Not today").Click();
        page.WaitForAssertion(() => Assert.NotEqual(first, page.Find("#question").TextContent));
        page.Button("Look it over and seal").Click();
        page.WaitForAssertion(() => Assert.Contains("You left everything out, and that is fine.", page.Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Until_both_have_sealed_the_page_says_what_one_can_do_and_nothing_of_what_the_other_does()
    {
        var page = Show();
        page.Button("Look it over and seal").Click();
        page.WaitForAssertion(() => Assert.True(page.HasButton("Seal my answers")));
        page.Button("Seal my answers").Click();
        page.WaitForAssertion(() => Assert.Equal("Your answers are sealed", page.Find("h1").Words()));
        Assert.True(page.HasButton("Take my seal back"));
        Assert.False(page.HasButton("Ready to see"));
        Assert.DoesNotContain("not started", page.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("working", page.Words(), StringComparison.Ordinal);
        await SealAsync(Bo);
        await page.InvokeAsync(() => page.Instance.SetParametersAsync(Microsoft.AspNetCore.Components.ParameterView.Empty));
        page.Button("Take my seal back").Click();
        page.WaitForAssertion(() => Assert.Equal("You have both sealed", page.Find("h1").Words()));
        page.Button("Ready to see").Click();
        page.WaitForAssertion(() => Assert.Equal("You are ready to see", page.Find("h1").Words()));
        Assert.Equal(RoundStep.Taken, await Bo.Do<TakeCheckInStep>().RunAsync(id, CheckInAct.PressReady));
        Tab.Render<CheckInPage>(again => again.Add(p => p.Id, id.Value));
        Assert.EndsWith($"/checkin/{id}/opened", Tab.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_leads_nowhere_and_one_of_a_round_say_the_same()
    {
        var page = Tab.Render<CheckInPage>(page => page.Add(p => p.Id, Guid.NewGuid()));
        page.WaitForAssertion(() => Assert.Equal("There is nothing here", page.Find("h1").Words()));
        var opened = Tab.Render<OpenedPage>(page => page.Add(p => p.Id, Guid.NewGuid()));
        opened.WaitForAssertion(() => Assert.Equal("There is nothing here", opened.Find("h1").Words()));
    }

    [Fact]
    public void A_check_in_that_is_not_open_does_not_open_by_its_address()
    {
        Tab.Render<OpenedPage>(page => page.Add(p => p.Id, id.Value));
        Assert.EndsWith($"/checkin/{id}", Tab.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_along_is_read_anew_where_it_stands()
    {
        await Tab.HearAsync();
        await Bo.Do<TakeAlong>().RunAsync(Guid.NewGuid(), LotKind.Action, "Call the sitter");
        var page = Show();
        page.WaitForAssertion(() => Assert.Contains("Call the sitter", page.Words(), StringComparison.Ordinal));
        var list = page.FindComponent<WhatWeSaid>().Instance;

        await Bo.Do<TakeAlong>().RunAsync(Guid.NewGuid(), LotKind.Action, "Mend the lamp");

        page.WaitForAssertion(() => Assert.Contains("Mend the lamp", page.Words(), StringComparison.Ordinal));
        Assert.Same(list, page.FindComponent<WhatWeSaid>().Instance);
    }

    [Fact]
    public async Task A_line_that_was_taken_along_is_settled_where_it_stands()
    {
        await Bo.Do<TakeAlong>().RunAsync(Guid.NewGuid(), LotKind.Action, "Call the sitter");
        var page = Show();
        page.WaitForAssertion(() => Assert.Contains("Call the sitter", page.Words(), StringComparison.Ordinal));
        page.Button("Keep").Click();
        page.WaitForAssertion(() => Assert.Equal("true", page.Button("Keep").GetAttribute("aria-pressed")));
        page.Button("Let go").Click();
        page.WaitForAssertion(() => Assert.DoesNotContain("Call the sitter", page.Words(), StringComparison.Ordinal));
        Assert.Empty(await Bo.Do<ReadLot>().RunAsync());
    }

    [Fact]
    public async Task An_answer_begins_a_concern_as_a_copy_that_only_its_author_has()
    {
        var page = Show();
        page.Find("#answer").Input("You were away a lot.");
        page.WaitForAssertion(() => Assert.True(page.HasButton("Write a concern from it")));
        page.Button("Write a concern from it").Click();
        page.WaitForAssertion(() => Assert.Contains("/concerns/", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.Single(await Ann.Do<CoupleCheckin.App.Features.Concerns.ListConcerns>().RunAsync());
        Assert.Empty(await Bo.Do<CoupleCheckin.App.Features.Concerns.ListConcerns>().RunAsync());
    }
}

public sealed class EasePlotTests : OnScreen
{
    private static readonly DateTimeOffset Start = new(2026, 9, 6, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_picture_has_words_for_its_axis_no_gap_for_a_skipped_week_and_a_table_that_says_the_same()
    {
        PlotPoint[] points = [new(Start, Ease.NotAtEase, Ease.AtEase), new(Start.AddDays(7), Ease.Mostly, null), new(Start.AddDays(42), Ease.AtEase, Ease.Partly)];
        var plot = Tab.Render<EasePlot>(plot => plot.Add(p => p.Points, points).Add(p => p.Partner, Sample.Bo));
        Assert.Equal(["not", "a little", "partly", "mostly", "fully"], plot.FindAll("svg text").Select(text => text.TextContent));
        var across = plot.FindAll("circle").Select(dot => int.Parse(dot.GetAttribute("cx")!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(across[1] - across[0], across[2] - across[1]);
        Assert.Equal(2, plot.FindAll("rect").Count);
        Assert.Equal(["18 October fully partly", "13 September mostly not said", "6 September not fully"], plot.FindAll("tbody tr").Select(row => row.Words()));
        Assert.Equal("How at ease you and Bo were, check-in by check-in", plot.Find("svg title").TextContent);
    }
}

public sealed class CheckInTodayTests : OnScreen
{
    [Theory]
    [InlineData(Waiting.ToAnswer, "Answer alone. It opens for both at once.", "")]
    [InlineData(Waiting.ToOpen, "You have both sealed. It opens when you are both ready to see.", "")]
    [InlineData(Waiting.ToRead, "Open for you both.", "/opened")]
    public void A_row_says_what_waits_for_me_and_leads_there(Waiting what, string sentence, string end)
    {
        var id = RoundId.New();
        var row = Tab.Render<CheckInToday>(today => today.Add(p => p.Lines, [new WaitingLine(id, false, what)]));
        Assert.Equal(sentence, row.Find("small").Words());
        Assert.Equal($"checkin/{id}{end}", row.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Where_nothing_waits_there_is_nothing() => Assert.Empty(Tab.Render<CheckInToday>(today => today.Add(p => p.Lines, [])).FindAll("a"));
}
