using Bunit;
using CoupleCheckin.App.Features.Concerns;
using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Web.Features.Concerns;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Concerns;

public sealed class ConcernPageTests : OnScreenOfTwo
{
    private const string Harsh = "You are always on your phone.";

    private readonly ConcernId id = ConcernId.New();

    /// <summary>The automata of the linter are built first: they take longer than a page is waited for.</summary>
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        ((LintRules)House.Content(typeof(LintRules))).Warm();
    }

    private static string[] Hints(IRenderedComponent<ConcernPage> page) => [.. page.FindAll(".hint b").Select(hint => hint.TextContent)];

    private IRenderedComponent<ConcernPage> Show()
    {
        var page = Tab.Render<ConcernPage>(page => page.Add(p => p.Id, id.Value));
        page.WaitForElement("#saw");
        return page;
    }

    private void Type(IRenderedComponent<ConcernPage> page, string box, string text)
    {
        page.Find(box).Input(text);
        House.Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.Contains("Saved as a draft", page.Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hint_names_the_words_stays_away_when_kept_and_for_good_when_put_away()
    {
        var page = Show();
        Type(page, "#saw", Harsh);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".hint")));
        Assert.Equal("You are always", page.Find(".maybe").TextContent);
        Assert.Contains("“You are always”", Hints(page));
        Assert.Equal(Harsh, page.Find("#saw").GetAttribute("value"));

        page.FindAll("button").First(button => button.Words() == "Keep mine").Click();
        Assert.DoesNotContain("“You are always”", Hints(page));

        var again = Show();
        again.WaitForAssertion(() => Assert.Contains("“You are always”", Hints(again)));
        again.FindAll("button").First(button => button.Words() == "Don’t show this hint again").Click();
        again.WaitForAssertion(() => Assert.DoesNotContain("“You are always”", Hints(again)));
        Assert.Contains("A01", (await Ann.Do<OpenConcern>().RunAsync(id)).PutAway);
        Assert.Empty((await Bo.Do<OpenConcern>().RunAsync(id)).PutAway);
        again.Button("Show all hints again").Click();
        again.WaitForAssertion(() => Assert.Contains("“You are always”", Hints(again)));
    }

    [Fact]
    public void Where_a_text_speaks_of_fear_there_are_no_hints_but_help_beside_it()
    {
        var page = Show();
        Type(page, "#saw", Harsh);
        Type(page, "#felt", "You hit me on Sunday.");
        page.WaitForAssertion(() => Assert.Contains("This is not about wording", page.Words(), StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".hint"));
        Assert.NotEmpty(page.FindAll("aside a[href='help']"));

        Type(page, "#felt", "I felt alone.");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".hint")));
        Assert.DoesNotContain("This is not about wording", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_sent_only_after_the_question_that_is_asked_alone_and_a_no_advises_against_it()
    {
        var page = Show();
        page.Button("Invite Bo").Click();
        page.WaitForAssertion(() => Assert.Contains("Choose first what this is about", page.Words(), StringComparison.Ordinal));
        page.FindAll("[aria-label='What is this about?'] input")[0].Change(true);
        Type(page, "#saw", "On Tuesday you wrote until eleven.");
        page.Button("Invite Bo").Click();
        page.WaitForAssertion(() => Assert.Contains("Choose two or three times", page.Words(), StringComparison.Ordinal));
        page.FindAll(".chips .chip")[0].Click();
        page.WaitForAssertion(() => Assert.Equal("true", page.FindAll(".chips .chip")[0].GetAttribute("aria-pressed")));
        page.Button("Invite Bo").Click();
        page.WaitForAssertion(() => Assert.Equal("Before you send it", page.Find("h1").Words()));
        Assert.False(page.HasButton("Invite Bo"));

        page.FindAll(".gate input")[1].Change(true);
        Assert.Contains("Then it is better not to send it now.", page.Words(), StringComparison.Ordinal);
        Assert.False(page.HasButton("Invite Bo"));
        Assert.Empty((await Bo.Do<ListTalks>().RunAsync()).Talks);
        page.FindAll(".gate input")[0].Change(true);
        page.Button("Invite Bo").Click();
        page.WaitForAssertion(() => Assert.Equal("Bo is invited", page.Find("h1").Words()));
        Assert.Single((await Bo.Do<ListTalks>().RunAsync()).Talks);
    }

    [Fact]
    public async Task Too_much_is_refused_in_words_and_what_was_kept_stays()
    {
        var page = Show();
        Type(page, "#saw", "On Tuesday.");
        page.Find("#saw").Input(new string('x', Concern.MaxPart + 1));
        House.Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.Contains("longer than there is room for", page.Words(), StringComparison.Ordinal));
        Assert.Equal(Concern.MaxPart + 1, page.Find("#saw").GetAttribute("value")!.Length);
        Assert.Equal("On Tuesday.", (await Ann.Do<OpenConcern>().RunAsync(id)).Concern.Saw);
    }

    [Fact]
    public async Task A_behaviour_in_the_address_fills_in_the_topic()
    {
        var behaviour = House.Catalogue.All.First(behaviour => behaviour.Topic == Topic.Flirting);
        Tab.Navigation.NavigateTo($"concerns/{id}?behaviour={behaviour.Key}");
        Show();
        Assert.Equal(Topic.Flirting, (await Ann.Do<OpenConcern>().RunAsync(id)).Concern.Topic);
        Assert.Equal($"concerns/{id}", Tab.Navigation.ToBaseRelativePath(Tab.Navigation.Uri));
    }
}
