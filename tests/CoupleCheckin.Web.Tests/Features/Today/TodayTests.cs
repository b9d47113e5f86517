using Bunit;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Features.Today;
using CoupleCheckin.Web.Shared;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Features.Today;

public sealed class RoundRowTests : OnScreen
{
    private static readonly DateTimeOffset Started = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<SheetState, SheetState?, bool, string> Sentences => new()
    {
        { SheetState.NotStarted, null, false, "Started on 2 November." },
        { SheetState.NotStarted, SheetState.NotStarted, false, "Started on 2 November. Bo: not started." },
        { SheetState.NotStarted, SheetState.Working, false, "Started on 2 November. Bo: working." },
        { SheetState.NotStarted, SheetState.Sealed, false, "Started on 2 November. Bo: sealed." },
        { SheetState.Working, null, false, "Your answers are a draft." },
        { SheetState.Working, SheetState.Working, false, "Your answers are a draft. Bo: working." },
        { SheetState.Sealed, null, false, "Your answers are sealed." },
        { SheetState.Sealed, SheetState.NotStarted, false, "Your answers are sealed. Bo: not started." },
        { SheetState.Sealed, SheetState.Sealed, false, "You have both sealed. It opens when you are both ready to see." },
        { SheetState.Sealed, SheetState.Sealed, true, "You are ready to see. It opens when you both are." },
    };

    private IRenderedComponent<RoundRow> Show(RoundLine round) =>
        Tab.Render<RoundRow>(row => row.Add(p => p.Round, round).Add(p => p.Partner, round.Partners is null ? null : Sample.Bo));

    private static RoundLine Line(SheetState mine, SheetState? partners, bool isReady = false, DateTimeOffset? revealed = null, bool isClosed = false, bool isEarlier = false) =>
        new(RoundId.New(), mine, partners, revealed, isClosed, isReady, Started, isEarlier);

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Each_state_of_a_round_is_one_plain_sentence(SheetState mine, SheetState? partners, bool isReady, string sentence)
    {
        var line = Line(mine, partners, isReady);
        var row = Show(line);
        Assert.Equal(sentence, row.Find("small").Words());
        Assert.Equal($"rounds/{line.Id}", row.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void An_opened_round_leads_to_its_comparison()
    {
        var line = Line(SheetState.Sealed, SheetState.Sealed, isReady: true, revealed: Started.AddDays(3));
        var row = Show(line);
        Assert.Equal("Opened on 5 November. What each of you answered.", row.Find("small").Words());
        Assert.Equal($"rounds/{line.Id}/comparison", row.Find("a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_round_that_ended_unopened_says_nothing_about_the_other(bool isClosed, bool isEarlier) =>
        Assert.Equal("Closed without being opened. Your answers stayed with you.", Show(Line(SheetState.Sealed, SheetState.Working, isClosed: isClosed, isEarlier: isEarlier)).Find("small").Words());
}

public sealed class TodayPageTests : IAsyncLifetime
{
    private House house = null!;
    private Person ann = null!;

    public async Task InitializeAsync()
    {
        house = await House.OpenAsync();
        ann = await house.SignUpAsync("Ann");
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    private static async Task<IRenderedComponent<TodayPage>> ShowAsync(Screen screen, Person person)
    {
        var couple = await person.Do<ReadCouple>().RunAsync();
        var page = screen.Render<TodayPage>(today => today.AddCascadingValue(couple));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".bone")));
        return page;
    }

    private async Task<Person> BoJoinsAsync()
    {
        var bo = await house.SignUpAsync("Bo");
        Assert.Equal(AcceptResult.Joined, await bo.Do<AcceptInvitation>().RunAsync((await ann.Do<Invite>().RunAsync()).Secret));
        return bo;
    }

    [Fact]
    public async Task Before_the_space_is_read_there_are_still_shapes_and_nothing_of_anybody()
    {
        await using var screen = new Screen(house, ann);
        var page = screen.Render<TodayPage>();
        Assert.Equal("Opening", page.Find(".bone").GetAttribute("aria-label"));
        Assert.DoesNotContain("Ann", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_first_day_one_is_here_alone_and_the_starter_set_is_the_first_step()
    {
        await using var screen = new Screen(house, ann);
        var page = await ShowAsync(screen, ann);
        Assert.Equal("Thursday evening", page.Find("h1").Words());
        Assert.Contains("5 November", page.Words(), StringComparison.Ordinal);
        Assert.Equal("No round yet", page.Find(".empty h3").Words());
        Assert.Equal("rounds/new", page.Find(".btn.fill").GetAttribute("href"));
        Assert.Contains("You are here by yourself, and may stay so.", page.Words(), StringComparison.Ordinal);
        Assert.Contains(page.FindAll("a"), link => link.Words() == "Invite my partner" && link.GetAttribute("href") == "couple/invite");
        Assert.Equal("Only you see this page.", page.Find("button.see").Words());
        Assert.Single(page.FindAll(".btn.fill"));
    }

    [Fact]
    public async Task An_open_invitation_says_until_when_it_stands()
    {
        await ann.Do<Invite>().RunAsync();
        await using var screen = new Screen(house, ann);
        var page = await ShowAsync(screen, ann);
        Assert.Contains("Your invitation stands until Saturday 7 November, 19:30.", page.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("a"), link => link.Words() == "Invite my partner");
    }

    [Fact]
    public async Task With_two_both_are_named_and_each_has_a_page_of_their_own()
    {
        await BoJoinsAsync();
        await using var screen = new Screen(house, ann);
        var page = await ShowAsync(screen, ann);
        Assert.Equal(["A You, Ann", "B Bo"], page.FindAll(".who").Select(who => who.Words()));
        Assert.Equal("Only you see this page. Bo has another.", page.Find("button.see").Words());
    }

    [Fact]
    public async Task A_round_appears_by_itself_when_the_other_starts_it()
    {
        var bo = await BoJoinsAsync();
        await using var screen = new Screen(house, ann);
        await screen.HearAsync();
        var page = await ShowAsync(screen, ann);
        Assert.Empty(page.FindAll("a.line"));
        var round = await bo.StartAsync();
        page.WaitForAssertion(() => Assert.Equal($"rounds/{round}", page.Find("section[aria-labelledby=open] a.line").GetAttribute("href")));
    }

    [Fact]
    public async Task A_closed_round_is_listed_as_earlier()
    {
        await BoJoinsAsync();
        var round = await ann.StartAsync();
        await ann.Do<CloseRound>().RunAsync(round);
        await using var screen = new Screen(house, ann);
        var page = await ShowAsync(screen, ann);
        Assert.Equal("No round yet", page.Find(".empty h3").Words());
        Assert.Single(page.FindAll("section[aria-labelledby=past] a.line"));
    }

    [Fact]
    public async Task A_space_somebody_left_is_closed_without_a_word_about_why_and_one_can_go_on_alone()
    {
        var bo = await BoJoinsAsync();
        var round = await ann.StartAsync();
        Assert.True((await bo.Do<LeaveCouple>().RunAsync(Person.Password, new("here", null))).Opened);
        await using var screen = new Screen(house, ann);
        var page = await ShowAsync(screen, ann);
        Assert.Equal("This space is closed", page.Find(".empty h2").Words());
        Assert.Single(page.FindAll(".btn.fill"));
        Assert.Equal($"rounds/{round}", page.Find("section[aria-labelledby=past] a.line").GetAttribute("href"));

        page.Button("Go on by myself").Click();
        page.WaitForAssertion(() => Assert.EndsWith("/today", screen.Navigation.Uri, StringComparison.Ordinal));
        Assert.False((await ann.Do<ReadCouple>().RunAsync()).IsClosed);
    }

    [Fact]
    public async Task Today_shows_nothing_that_anybody_answered()
    {
        var bo = await BoJoinsAsync();
        var round = await ann.StartAsync();
        await ann.AnswerAsync(round, house.Catalogue.Starter[0], Sample.Gray with { Note = "Canary of Ann" });
        await bo.AnswerAsync(round, house.Catalogue.Starter[0], Sample.Gray with { Note = "Canary of Bo" });
        await using var screen = new Screen(house, ann);
        var page = await ShowAsync(screen, ann);
        Assert.NotEmpty(page.FindAll("a.line"));
        Assert.DoesNotContain("Canary", page.Markup, StringComparison.Ordinal);
        Assert.All(Words.Zones, zone => Assert.DoesNotContain(zone.Name(), page.Words(), StringComparison.Ordinal));
    }
}
