using Bunit;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Features.Checklist;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CoupleCheckin.Web.Tests.Features.Checklist;

public sealed class RoundPageTests : OnScreenOfTwo
{
    /// <summary>Opens a round; whoever is asked first whether they are free to answer says yes.</summary>
    private IRenderedComponent<RoundPage> Show(RoundId round)
    {
        var page = Tab.Render<RoundPage>(page => page.Add(p => p.Id, round.Value));
        page.WaitForState(() => page.FindAll(".bone").Count == 0 || Tab.Navigation.Uri.Contains("sign-in", StringComparison.Ordinal) || Tab.Navigation.Uri.Contains("comparison", StringComparison.Ordinal));
        if (page.HasButton("I would rather not say"))
            page.Button("Yes").Click();
        return page;
    }

    private IRenderedComponent<ComparisonPage> ShowComparison(RoundId round) => Tab.Render<ComparisonPage>(page => page.Add(p => p.Id, round.Value));

    private BehaviourKey Starter(int at) => House.Catalogue.Starter[at];

    private async Task<RoundId> BothSealAsync()
    {
        var round = await Ann.StartAsync();
        await Ann.SealAsync(round);
        await Bo.SealAsync(round);
        return round;
    }

    [Fact]
    public async Task A_round_goes_from_the_first_card_over_looking_over_to_the_seal()
    {
        var round = await Ann.StartAsync();
        var page = Show(round);
        page.WaitForAssertion(() => Assert.Equal(House.Catalogue.Find(Starter(0))!.Name, page.Find("h1").Words()));
        page.FindAll("[aria-label='Done openly'] input")[1].Change(true);
        page.WaitForAssertion(() => Assert.NotNull(page.Find("[data-saved]")));

        for (var card = 1; card < House.Catalogue.Starter.Count; card++)
            page.Button("Next").Click();
        page.Button("Look it over").Click();
        Assert.Equal("Look it over", page.Find("h1").Words());
        Assert.Equal("openly gray zone", page.FindAll(".rows small")[0].Words());

        page.Button("Seal my answers").Click();
        page.WaitForAssertion(() => Assert.Equal("Your answers are sealed", page.Find("h1").Words()));
        Assert.Equal(Zone.GrayZone, (await Ann.Do<OpenRound>().RunAsync(round))!.Sheet[Starter(0)].Openly);
    }

    [Fact]
    public async Task Coming_back_one_stands_at_the_first_card_that_is_blank()
    {
        var round = await Ann.StartAsync();
        await Ann.AnswerAsync(round, Starter(0), Sample.Gray);
        await Ann.AnswerAsync(round, Starter(1), Sample.Gray);
        var page = Show(round);
        page.WaitForAssertion(() => Assert.Equal(House.Catalogue.Find(Starter(2))!.Name, page.Find("h1").Words()));
    }

    [Fact]
    public async Task Words_still_being_typed_are_saved_before_the_sheet_is_sealed()
    {
        var round = await Ann.StartAsync();
        var page = Show(round);
        page.WaitForElement("textarea").Input("Only late.");
        for (var card = 1; card < House.Catalogue.Starter.Count; card++)
            page.Button("Next").Click();
        page.Button("Look it over").Click();
        page.Button("Seal my answers").Click();
        page.WaitForAssertion(() => Assert.Equal("Your answers are sealed", page.Find("h1").Words()));
        Assert.Equal("Only late.", (await Ann.Do<OpenRound>().RunAsync(round))!.Sheet[Starter(0)].Note);
    }

    [Fact]
    public async Task What_could_not_be_saved_is_not_sealed_and_its_card_comes_up()
    {
        var round = await Ann.StartAsync();
        var page = Show(round);
        page.WaitForElement("textarea").Input(new string('x', Placement.MaxNoteLength + 1));
        for (var card = 1; card < House.Catalogue.Starter.Count; card++)
            page.Button("Next").Click();
        page.Button("Look it over").Click();
        page.Button("Seal my answers").Click();
        page.WaitForAssertion(() => Assert.Equal("Not saved: a note has room for 2,000 characters. Your words are still here.", page.Find(".draft-line [role=alert]").Words()));
        Assert.Equal(House.Catalogue.Find(Starter(0))!.Name, page.Find("h1").Words());
        Assert.Equal(SheetState.NotStarted, (await Ann.Do<OpenRound>().RunAsync(round))!.Mine);
    }

    [Fact]
    public async Task Save_and_stop_saves_and_leads_to_today()
    {
        var round = await Ann.StartAsync();
        var page = Show(round);
        page.WaitForElement("textarea").Input("Only late.");
        page.Button("Save and stop").Click();
        page.WaitForAssertion(() => Assert.EndsWith("/today", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.Equal("Only late.", (await Ann.Do<OpenRound>().RunAsync(round))!.Sheet[Starter(0)].Note);
    }

    [Fact]
    public async Task A_change_in_ones_other_tab_appears_by_itself()
    {
        var round = await Ann.StartAsync();
        await Tab.HearAsync();
        var page = Show(round);
        page.WaitForElement("textarea");
        await Ann.AnswerAsync(round, Starter(0), Sample.Gray with { Note = "From the phone." });
        page.WaitForAssertion(() => Assert.Equal("From the phone.", page.Find("textarea").GetAttribute("value")));
        Assert.True(page.FindAll("[aria-label='Done openly'] input")[1].HasAttribute("checked"));
    }

    [Fact]
    public async Task A_seal_can_be_taken_back_until_the_other_has_sealed_and_then_stands()
    {
        var round = await Ann.StartAsync();
        await Ann.SealAsync(round);
        var page = Show(round);
        page.WaitForAssertion(() => Assert.True(page.HasButton("Take my seal back")));
        await Bo.SealAsync(round);
        page.Button("Take my seal back").Click();
        page.WaitForAssertion(() => Assert.Equal("Bo has sealed too, so your seal stands now.", page.Find("[role=alert]").Words()));
        Assert.Equal("You have both sealed", page.Find("h1").Words());
    }

    [Fact]
    public async Task Taking_a_seal_back_leads_to_looking_over_again()
    {
        var round = await Ann.StartAsync();
        await Ann.SealAsync(round);
        var page = Show(round);
        page.WaitForAssertion(() => Assert.True(page.HasButton("Take my seal back")));
        page.Button("Take my seal back").Click();
        page.WaitForAssertion(() => Assert.Equal("Look it over", page.Find("h1").Words()));
    }

    [Fact]
    public async Task The_second_press_of_ready_opens_the_comparison_for_both_at_once()
    {
        var round = await BothSealAsync();
        await Tab.HearAsync();
        var page = Show(round);
        page.WaitForAssertion(() => Assert.True(page.HasButton("Ready to see")));
        page.Button("Ready to see").Click();
        page.WaitForAssertion(() => Assert.Equal("You are ready to see", page.Find("h1").Words()));
        Assert.DoesNotContain("comparison", Tab.Navigation.Uri, StringComparison.Ordinal);

        await Bo.GetReadyAsync(round);
        page.WaitForAssertion(() => Assert.EndsWith($"/rounds/{round}/comparison", Tab.Navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_round_closed_by_the_other_says_that_it_was_closed_and_not_by_whom()
    {
        var round = await Ann.StartAsync();
        await Ann.AnswerAsync(round, Starter(0), Sample.Gray);
        await Tab.HearAsync();
        var page = Show(round);
        page.WaitForElement("textarea");
        Assert.Equal(RoundStep.Taken, await Bo.Do<CloseRound>().RunAsync(round));
        page.WaitForAssertion(() => Assert.Equal("This round was closed", page.Find("h1").Words()));
        Assert.DoesNotContain("Bo", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_reveal_fifty_changes_of_the_other_change_no_character_of_the_page_and_are_not_even_heard()
    {
        var round = await Ann.StartAsync();
        await Bo.AnswerAsync(round, Starter(0), Sample.Gray);
        var before = Show(round);
        before.WaitForElement("textarea");
        var heard = 0;
        await Tab.HearAsync();
        Tab.Services.GetRequiredService<Hearing>().Heard += _ => heard++;
        for (var change = 0; change < 50; change++)
            await Bo.AnswerAsync(round, Starter(change % House.Catalogue.Starter.Count), Sample.Objectionable with { Note = $"Canary of Bo {change}", HardLimit = change % 2 == 0 });

        await using var other = new Screen(House, Ann);
        var after = other.Render<RoundPage>(page => page.Add(p => p.Id, round.Value));
        after.WaitForElement(".gate-answers button").Click();
        after.WaitForElement("textarea");
        Assert.Equal(before.Words(), after.Words());
        Assert.DoesNotContain("Canary", after.Markup, StringComparison.Ordinal);
        Assert.Equal(0, heard);
    }

    [Fact]
    public async Task A_round_that_is_not_there_and_one_of_other_people_look_the_same()
    {
        var stranger = await House.SignUpAsync("Cleo");
        var theirs = await stranger.StartAsync();
        await Ann.StartAsync();
        foreach (var id in new[] { theirs, RoundId.New() })
        {
            var page = Show(id);
            page.WaitForAssertion(() => Assert.Equal("There is nothing here", page.Find("h1").Words()));
            var comparison = ShowComparison(id);
            comparison.WaitForAssertion(() => Assert.Equal(page.Words(), comparison.Words()));
        }
    }

    [Fact]
    public async Task A_comparison_before_the_reveal_is_not_there()
    {
        var round = await BothSealAsync();
        await Ann.GetReadyAsync(round);
        var page = ShowComparison(round);
        page.WaitForAssertion(() => Assert.Equal("There is nothing here", page.Find("h1").Words()));
    }

    [Fact]
    public async Task A_page_of_somebody_who_is_not_signed_in_leads_to_signing_in_and_back()
    {
        var round = await Ann.StartAsync();
        Tab.Navigation.NavigateTo($"rounds/{round}");
        Ann.IsSignedOut();
        var page = Show(round);
        page.WaitForAssertion(() => Assert.EndsWith($"/account/sign-in?returnUrl=%2Frounds%2F{round}", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("textarea"));
    }

    [Fact]
    public async Task The_comparison_pins_hard_limits_then_three_to_talk_about_then_the_rest()
    {
        var round = await Ann.StartAsync();
        for (var at = 0; at < 5; at++)
        {
            await Ann.AnswerAsync(round, Starter(at), Sample.Within);
            await Bo.AnswerAsync(round, Starter(at), Sample.Gray);
        }

        await Ann.AnswerAsync(round, Starter(5), Sample.Objectionable with { HardLimit = true, Note = "Never that." });
        await Bo.AnswerAsync(round, Starter(6), Sample.Gray);
        await Ann.SealAsync(round);
        await Bo.SealAsync(round);
        await Ann.GetReadyAsync(round);
        await Bo.GetReadyAsync(round);

        var page = ShowComparison(round);
        page.WaitForAssertion(() => Assert.Equal("What each of us answered", page.Find("h1").Words()));
        Assert.Equal(["Hard limits", "To talk about first", "The rest", "Over time"], page.FindAll("h2").Select(heading => heading.Words()));
        var limit = Assert.Single(page.FindAll("section[aria-labelledby=limits] > article"));
        Assert.Contains("A hard limit for you.", limit.Words(), StringComparison.Ordinal);
        Assert.Contains("Never that.", limit.Words(), StringComparison.Ordinal);
        Assert.Equal(Comparison.PerSitting, page.FindAll("section[aria-labelledby=talk] > article").Count);
        Assert.Equal(House.Catalogue.Starter.Count - 4, page.FindAll("section[aria-labelledby=rest] .brief-row").Count);
        Assert.Equal("You both see this", page.Find("button.see").Words());
        Assert.Contains("The starter set, opened on 5 November", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_a_comparison_is_counted_scored_or_a_percentage()
    {
        var round = await Ann.StartAsync();
        for (var at = 0; at < House.Catalogue.Starter.Count; at++)
        {
            await Ann.AnswerAsync(round, Starter(at), Sample.Within with { Matters = (Weight)(at % 5), Guess = Zone.GrayZone });
            await Bo.AnswerAsync(round, Starter(at), (at % 3 == 0 ? Sample.Gray : Sample.Within) with { HardLimit = at == 4, KeptFromMe = Zone.ClearlyObjectionable });
        }

        await Ann.SealAsync(round);
        await Bo.SealAsync(round);
        await Ann.GetReadyAsync(round);
        await Bo.GetReadyAsync(round);
        var page = ShowComparison(round);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".brief-row")));
        var words = page.Words().Replace("opened on 5 November", "", StringComparison.Ordinal);
        Assert.DoesNotContain(words, character => char.IsDigit(character) || character == '%');
        Assert.All(["score", "compatib", "match", "percent", "agree on", "average", "result"], word => Assert.DoesNotContain(word, words, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(page.FindAll("progress, meter, [role=progressbar], [role=meter]"));
    }

    [Fact]
    public async Task What_was_opened_can_be_read_after_somebody_left_and_what_was_not_stays_ones_own()
    {
        var opened = await BothSealAsync();
        await Ann.GetReadyAsync(opened);
        await Bo.GetReadyAsync(opened);
        var unopened = await Ann.StartAsync();
        Assert.NotEqual(opened, unopened);
        await Ann.AnswerAsync(unopened, Starter(0), Sample.Gray);
        Assert.True((await Bo.Do<LeaveCouple>().RunAsync(Person.Password, new("here", null))).Opened);

        var comparison = ShowComparison(opened);
        comparison.WaitForAssertion(() => Assert.Equal("What each of us answered", comparison.Find("h1").Words()));
        var round = Show(unopened);
        round.WaitForAssertion(() => Assert.Equal("This round was closed", round.Find("h1").Words()));
        Assert.Contains("Openly: gray zone.", round.Words(), StringComparison.Ordinal);
    }
}
