using Bunit;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Web.Features.Agreements;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Agreements;

/// <summary>The pages of the agreement, with Ann at the screen.</summary>
public sealed class AgreementPagesTests : OnScreenOfTwo
{
    [Fact]
    public async Task The_agreement_shows_what_waits_and_what_stands()
    {
        await AgreeAsync("We introduce the people who matter.");
        await ProposeAsync(Bo, Line("We say so the day before."));

        var page = Tab.Render<AgreementPage>();

        page.WaitForAssertion(() => Assert.Equal("Version 1, in force since 5 November 2026", page.Find(".lead").Words()));
        Assert.Equal("We introduce the people who matter.", page.Find(".clause .said").Words());
        Assert.Equal("A new clause", page.Find(".offer h2").Words());
        Assert.True(page.HasButton("Sign these words"));
        Assert.Contains("Bo has signed", page.Find(".signs").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_puts_the_words_into_the_agreement()
    {
        await ProposeAsync(Bo, Line("We say so the day before."));
        var page = Tab.Render<AgreementPage>();
        page.WaitForState(() => page.HasButton("Sign these words"));

        await page.Button("Sign these words").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("We say so the day before.", page.Find(".clause .said").Words()));
        Assert.Empty(page.FindAll(".offer"));
    }

    [Fact]
    public async Task Words_that_reach_far_ask_first_and_who_gives_in_signs_nothing()
    {
        await ProposeAsync(Bo, Line("We check each other's phones.") with { Form = TermsForm.Trial, Until = new(2026, 12, 1) });
        var page = Tab.Render<AgreementPage>();
        page.WaitForState(() => page.HasButton("Sign these words"));
        Assert.Contains("leave to each person", page.Find(".offer .aside").Words(), StringComparison.Ordinal);

        await page.Button("Sign these words").ClickAsync(new());
        await page.Button("I am giving in").ClickAsync(new());

        Assert.Contains("Bo sees only that you have not signed", page.Find("[role=status]").Words(), StringComparison.Ordinal);
        Assert.Empty((await Bo.Do<OpenAgreement>().RunAsync())!.Versions);
        await page.Button("Sign these words").ClickAsync(new());
        await page.Button("I want this").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".clause")));
    }

    [Fact]
    public async Task Declining_asks_for_a_reason_in_kind_words()
    {
        await ProposeAsync(Bo, Line("We say so the day before."));
        var page = Tab.Render<AgreementPage>();
        page.WaitForState(() => page.HasButton("Decline, with a reason"));

        await page.Button("Decline, with a reason").ClickAsync(new());
        await page.Button("Decline").ClickAsync(new());
        Assert.Contains("Choose one of the four", page.Find("[role=alert]:not([hidden])").Words(), StringComparison.Ordinal);
        await page.FindAll(".decline input")[1].ChangeAsync(new());
        await page.Button("Decline").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".offer")));
    }

    [Fact]
    public async Task A_clause_shows_what_is_other_word_by_word_and_its_history()
    {
        var clause = await AgreeAsync("We say so afterwards.");
        await ProposeAsync(Bo, Line("We say so the day before.") with { Openness = Openness.TellBefore }, clause);

        var page = Tab.Render<ClausePage>(with => with.Add(it => it.Id, clause.Value));

        page.WaitForState(() => page.FindAll("ins").Count > 0);
        Assert.Equal("new: the day before", page.Find("ins").Words());
        Assert.Equal("gone: afterwards", page.Find("del").Words());
        Assert.Contains("Tell before (was: tell afterwards)", page.Find(".offer .meta").Words(), StringComparison.Ordinal);
        Assert.Contains("They fit these words and days", page.Words(), StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".time > li").Count);
        Assert.DoesNotContain(page.FindAll("a"), link => link.Words() == "Propose other words");
    }

    [Fact]
    public void A_clause_that_is_not_there_says_so()
    {
        var page = Tab.Render<ClausePage>(with => with.Add(it => it.Id, Guid.NewGuid()));

        page.WaitForAssertion(() => Assert.Equal("There is nothing here", page.Find("h1").Words()));
    }

    [Fact]
    public async Task The_builder_keeps_a_draft_and_proposes_it()
    {
        var page = Tab.Render<BuilderPage>();
        page.WaitForState(() => page.FindAll("#line").Count > 0);
        page.Find("#line").Input("We say so afterwards.");
        await page.Find("#line").BlurAsync(new());
        page.WaitForState(() => page.FindAll("[data-saved]").Count > 0);
        Assert.True((await Ann.Do<OpenAgreement>().RunAsync())!.HasDrafts);
        Assert.Empty((await Bo.Do<OpenAgreement>().RunAsync())!.Open);

        await page.Button("Propose to Bo").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Choose how much the two of you tell each other.", page.Words(), StringComparison.Ordinal));
        await page.FindAll(".halves input")[1].ChangeAsync(new());
        await page.Button("Propose to Bo").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("/agreement/clauses/", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.Equal("We say so afterwards.", (await Bo.Do<OpenAgreement>().RunAsync())!.Open.Single().Terms!.Line);
        Assert.False((await Ann.Do<OpenAgreement>().RunAsync())!.HasDrafts);
    }

    [Fact]
    public async Task A_rule_over_the_other_is_offered_as_a_request_and_can_be_put_back()
    {
        var notices = Tab.ShowNotices();
        var page = Tab.Render<BuilderPage>();
        page.WaitForState(() => page.FindAll("#line").Count > 0);
        page.Find("#line").Input("You may not text your ex at night.");

        await page.FindAll(".aside button")[0].ClickAsync(new());

        Assert.Equal("Would you not text your ex at night? It would help me.", page.Find("#line").GetAttribute("value"));
        Assert.True(page.HasButton("Say it to Bo"));
        notices.WaitForState(() => notices.FindAll("button").Any(button => button.Words() == "Undo"));
        await notices.FindAll("button").First(button => button.Words() == "Undo").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("You may not text your ex at night.", page.Find("#line").GetAttribute("value")));
    }

    [Fact]
    public async Task A_request_is_said_and_stands_beside_the_agreement()
    {
        var page = Tab.Render<BuilderPage>();
        page.WaitForState(() => page.FindAll("#line").Count > 0);
        await page.FindAll(".thirds input")[2].ChangeAsync(new());
        page.Find("#line").Input("Please ask me before you worry alone.");
        await page.Button("Say it to Bo").ClickAsync(new());

        page.WaitForAssertion(() => Assert.EndsWith("/agreement", Tab.Navigation.Uri, StringComparison.Ordinal));
        Assert.Equal("Please ask me before you worry alone.", (await Bo.Do<OpenAgreement>().RunAsync())!.Statements.Single().Words);
    }

    [Fact]
    public async Task A_request_that_would_watch_stays_a_draft_and_others_are_offered()
    {
        var page = Tab.Render<BuilderPage>();
        page.WaitForState(() => page.FindAll("#line").Count > 0);
        await page.FindAll(".thirds input")[2].ChangeAsync(new());
        page.Find("#line").Input("Please give me your password.");
        await page.Button("Say it to Bo").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("It stays your draft", page.Words(), StringComparison.Ordinal));
        Assert.Empty((await Bo.Do<OpenAgreement>().RunAsync())!.Statements);
    }

    private static Terms Line(string line) => new() { Line = line, Openness = Openness.TellAfterwards };

    [Fact]
    public async Task Why_I_want_a_clause_is_saved_as_it_is_typed_and_no_page_of_the_other_shows_it()
    {
        var clause = await AgreeAsync("We say so afterwards.");
        var page = Tab.Render<ClausePage>(with => with.Add(it => it.Id, clause.Value));
        page.WaitForState(() => page.FindAll("#why").Count > 0);
        Assert.Contains("Only you see this", page.Find(".own-reason").Words(), StringComparison.Ordinal);

        page.Find("#why").Input("It was lonely.");
        page.Find("#why").Blur();
        page.WaitForAssertion(() => Assert.Contains("Saved, for you alone", page.Find("#why-state").Words(), StringComparison.Ordinal));
        await page.InvokeAsync(() => page.FindAll(".own-reason input")[3].ChangeAsync(new()));

        Assert.Equal(new("It was lonely.", Domain.Checklist.Weight.ALot), (await Ann.Do<OpenClause>().RunAsync(clause))!.MyReason);
        Assert.Equal(OwnReason.Empty, (await Bo.Do<OpenClause>().RunAsync(clause))!.MyReason);
        Assert.DoesNotContain("lonely", System.Text.Json.JsonSerializer.Serialize((await Bo.Do<OpenClause>().RunAsync(clause))!.History), StringComparison.Ordinal);
    }

    [Fact]
    public void From_a_row_something_can_be_tried_or_left_open()
    {
        foreach (var (form, words) in new[] { ("left-open", "What do you leave open?"), ("trial", "Our line") })
        {
            Tab.Navigation.NavigateTo($"/agreement/new?behaviour={House.Catalogue.All[0].Key}&form={form}");
            var page = Tab.Render<BuilderPage>();
            page.WaitForState(() => page.FindAll("#until").Count > 0);
            Assert.Contains(words, page.Find("label[for=line]").Words(), StringComparison.Ordinal);
        }
    }

    private static async Task<ClauseId> ProposeAsync(Person who, Terms terms, ClauseId? clause = null) =>
        (await who.Do<Propose>().RunAsync(Guid.NewGuid(), new(DraftKind.Agreement, terms, clause, null), new(Wish.Wanted, true))).Clause!.Value;

    private async Task<ClauseId> AgreeAsync(string line)
    {
        var clause = await ProposeAsync(Ann, Line(line));
        Assert.Equal(SignState.InForce, await Bo.Do<SignProposal>().RunAsync(clause, 1, default));
        return clause;
    }
}
