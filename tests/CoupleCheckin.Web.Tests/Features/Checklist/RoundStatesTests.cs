using Bunit;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Features.Checklist;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.Web.Tests.Features.Checklist;

public sealed class RoundStatesTests : OnScreen
{
    private readonly List<string> steps = [];

    private IRenderedComponent<SealedRound> Sealed(SheetState partners, bool isReady = false, bool isAlone = false, string? trouble = null, bool isBusy = false) => Tab.Render<SealedRound>(page => page
        .Add(p => p.Round, Sample.Round(SheetState.Sealed, partners, isReady, isAlone: isAlone))
        .Add(p => p.Trouble, trouble).Add(p => p.IsBusy, isBusy)
        .Add(p => p.OnTakeBack, () => steps.Add("take back")).Add(p => p.OnReady, () => steps.Add("ready")).Add(p => p.OnClose, () => steps.Add("close")));

    [Theory]
    [InlineData(SheetState.NotStarted, "Bo: not started")]
    [InlineData(SheetState.Working, "Bo: working")]
    public void While_the_other_has_not_sealed_ones_own_seal_can_be_taken_back_and_nothing_opens(SheetState partners, string word)
    {
        var page = Sealed(partners);
        Assert.Equal("Your answers are sealed", page.Find("h1").Words());
        Assert.EndsWith("You: sealed", page.FindAll(".who")[0].Words(), StringComparison.Ordinal);
        Assert.EndsWith(word, page.FindAll(".who")[1].Words(), StringComparison.Ordinal);
        Assert.Contains("You can take this back until Bo has sealed too.", page.Words(), StringComparison.Ordinal);
        Assert.False(page.HasButton("Ready to see"));
        page.Button("Take my seal back").Click();
        Assert.Equal(["take back"], steps);
    }

    [Fact]
    public void Once_both_have_sealed_one_can_get_ready_or_not_today_and_no_longer_take_back()
    {
        var page = Sealed(SheetState.Sealed);
        Assert.Equal("You have both sealed", page.Find("h1").Words());
        Assert.Contains("There is no hurry.", page.Words(), StringComparison.Ordinal);
        Assert.False(page.HasButton("Take my seal back"));
        Assert.Contains(page.FindAll("a"), link => link.Words() == "Not today");
        page.Button("Ready to see").Click();
        Assert.Equal(["ready"], steps);
    }

    [Fact]
    public void Whoever_is_ready_can_neither_press_again_nor_close_and_reads_nothing_about_the_other()
    {
        var page = Sealed(SheetState.Sealed, isReady: true);
        Assert.Equal("You are ready to see", page.Find("h1").Words());
        Assert.Contains("This page opens by itself.", page.Words(), StringComparison.Ordinal);
        Assert.Equal(["Bo sees this when you both open it"], page.FindAll("button").Select(button => button.Words()));
        Assert.DoesNotContain("Bo is", page.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("not ready", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Alone_the_sealed_answers_wait_and_the_partner_can_be_invited()
    {
        var page = Sealed(SheetState.NotStarted, isAlone: true);
        Assert.Single(page.FindAll(".who"));
        Assert.Contains("your answers wait, sealed", page.Words(), StringComparison.Ordinal);
        Assert.Equal("couple/invite", page.FindAll("a").Single(link => link.Words() == "Invite my partner").GetAttribute("href"));
        Assert.True(page.HasButton("Take my seal back"));
    }

    [Fact]
    public void Either_may_close_the_round_unopened_and_is_told_that_nobody_hears_who()
    {
        var page = Sealed(SheetState.Working);
        Assert.Contains("nobody is told who closed it", page.Words(), StringComparison.Ordinal);
        page.Button("Close the round unopened").Click();
        Assert.Equal(["close"], steps);
    }

    [Fact]
    public void A_step_that_did_not_work_is_said_and_a_step_under_way_cannot_be_pressed_twice()
    {
        var page = Sealed(SheetState.Working, trouble: "Bo has sealed too, so your seal stands now.", isBusy: true);
        Assert.Equal("Bo has sealed too, so your seal stands now.", page.Find("[role=alert]").Words());
        Assert.True(page.Button("Take my seal back").HasAttribute("disabled"));
        Assert.True(page.Button("Close the round unopened").HasAttribute("disabled"));
        Assert.True(Sealed(SheetState.Sealed, isBusy: true).Button("Ready to see").HasAttribute("disabled"));
    }

    [Fact]
    public void A_closed_round_shows_ones_own_answers_and_nothing_of_the_other()
    {
        var sheet = AnswerSheet.Empty.With(Sample.Cards[0].Key, new() { Openly = Zone.GrayZone, KeptFromMe = Zone.ClearlyObjectionable, Note = "Only late." });
        var page = Tab.Render<ClosedRound>(p => p.Add(c => c.Round, Sample.Round(SheetState.Sealed, SheetState.Sealed, isClosed: true, sheet: sheet)));
        Assert.Equal("This round was closed", page.Find("h1").Words());
        Assert.Equal("Only you see this now", page.Find("button.see").Words());
        Assert.Equal("A matter of coffee", page.Find(".rows b").Words());
        Assert.Equal("Openly: gray zone. Kept from me: clearly objectionable.", page.Find(".rows small").Words());
        Assert.Equal("Only late.", page.Find(".rows .said").Words());
        Assert.DoesNotContain("Bo", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_round_without_answers_says_so()
    {
        var page = Tab.Render<ClosedRound>(p => p.Add(c => c.Round, Sample.Round(isClosed: true)));
        Assert.Contains("You had not answered anything here.", page.Words(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".rows"));
    }

    private IRenderedComponent<LookOver> LookOver(bool isAlone = false, bool isBusy = false, string? trouble = null)
    {
        var answers = Sample.Cards.ToDictionary(card => card.Key, _ => new AnswerDraft(Placement.Blank, (_, _) => Task.FromResult<SaveAnswerResult?>(null), new FakeTimeProvider()));
        answers[Sample.Cards[1].Key] = new(new() { Openly = Zone.GrayZone, KeptFromMe = Zone.WithinBounds, HardLimit = true, Note = "Only late." }, (_, _) => Task.FromResult<SaveAnswerResult?>(null), new FakeTimeProvider());
        return Tab.Render<LookOver>(page => page
            .Add(p => p.Round, Sample.Round(isAlone: isAlone)).Add(p => p.Answers, answers).Add(p => p.IsBusy, isBusy).Add(p => p.Trouble, trouble)
            .Add(p => p.OnOpen, at => steps.Add($"open {at}")).Add(p => p.OnSeal, () => steps.Add("seal")).Add(p => p.OnShowWorking, shown => steps.Add($"working {shown}")));
    }

    [Fact]
    public void Looking_over_shows_every_card_with_its_answer_in_words_and_blank_as_blank()
    {
        var rows = LookOver().FindAll(".rows button").Select(row => (row.QuerySelector("b")!.Words(), row.QuerySelector("small")!.Words())).ToList();
        Assert.Equal(5, rows.Count);
        Assert.Equal(("A matter of coffee", "left blank"), rows[0]);
        Assert.Equal(("A matter of letters", "openly gray zone · kept from me within bounds · hard limit"), rows[1]);
    }

    [Fact]
    public void From_looking_over_one_opens_a_card_goes_back_seals_or_hides_that_one_is_working()
    {
        var page = LookOver();
        page.FindAll(".rows button")[3].Click();
        page.Find("button.back").Click();
        page.Find("input[type=checkbox]").Change(false);
        page.Button("Seal my answers").Click();
        Assert.Equal(["open 3", "open 4", "working False", "seal"], steps);
        Assert.Contains("You can take that back until Bo has sealed too.", page.Words(), StringComparison.Ordinal);
        Assert.Equal("Bo sees this when you both open it", page.Find("button.see").Words());
    }

    [Fact]
    public void Looking_over_alone_speaks_of_my_partner_and_a_seal_under_way_is_pressed_once()
    {
        var page = LookOver(isAlone: true, isBusy: true, trouble: "Not saved. Nothing is lost; try again in a moment.");
        Assert.Contains("My partner may see that I am working", page.Words(), StringComparison.Ordinal);
        Assert.True(page.Button("Seal my answers").HasAttribute("disabled"));
        Assert.Equal("Not saved. Nothing is lost; try again in a moment.", page.Find("[role=alert]").Words());
    }
}
