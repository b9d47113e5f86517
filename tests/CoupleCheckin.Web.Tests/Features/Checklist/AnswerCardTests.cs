using Bunit;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Features.Checklist;
using CoupleCheckin.Web.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.Web.Tests.Features.Checklist;

public sealed class AnswerCardTests : OnScreen
{
    private readonly FakeTimeProvider time = new();
    private readonly List<Placement> saved = [];
    private readonly List<int> moves = [];
    private SaveAnswerState outcome = SaveAnswerState.Saved;
    private bool isBroken;

    private Task<SaveAnswerResult?> Save(Placement before, Placement after)
    {
        if (isBroken)
            return Task.FromException<SaveAnswerResult?>(new NotSavedException(new IOException()));
        if (outcome == SaveAnswerState.Saved)
            saved.Add(after);
        return Task.FromResult<SaveAnswerResult?>(new(outcome, outcome == SaveAnswerState.Saved ? after : before));
    }

    private IRenderedComponent<AnswerCard> Show(Placement? stored = null, int number = 2, int of = 5, string? partner = "Bo", RoundCard? card = null)
    {
        AnswerDraft draft = new(stored ?? Placement.Blank, Save, time);
        return Tab.Render<AnswerCard>(page => page
            .Add(p => p.Card, card ?? Sample.Cards[1]).Add(p => p.Number, number).Add(p => p.Of, of).Add(p => p.Partner, partner)
            .Add(p => p.Answer, draft).Add(p => p.OnMove, moves.Add));
    }

    [Fact]
    public void A_card_asks_all_its_questions_and_says_who_sees_the_answer()
    {
        var card = Show();
        Assert.Equal("A matter of letters", card.Find("h1").Words());
        Assert.Contains("Friends, 2 of 5", card.Words(), StringComparison.Ordinal);
        Assert.Equal(
            ["Done openly", "Kept from me", "How sure are you?", "How much would it matter to you?", "A guess: where does Bo put it, done openly?"],
            card.FindAll("[role=radiogroup]").Select(group => group.GetAttribute("aria-label")));
        Assert.Equal("Bo sees this when you both open it", card.Find("button.see").Words());
        Assert.Equal("A note Bo reads at the reveal", card.Find("label[for=note]").Words());
        Assert.NotNull(card.Find("textarea#note"));
        Assert.Contains("Blank never counts as a yes", card.Words(), StringComparison.Ordinal);
        Assert.Equal(Enum.GetValues<Condition>().Length, card.FindAll(".chips button[aria-pressed=false]").Count);
    }

    [Fact]
    public void Nothing_is_chosen_for_anybody()
    {
        var card = Show();
        Assert.Empty(card.FindAll("input[checked]"));
        Assert.Equal("", card.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void A_stored_answer_is_shown_as_it_was_given()
    {
        var card = Show(new() { Openly = Zone.GrayZone, KeptFromMe = Zone.ClearlyObjectionable, Sureness = Sureness.Leaning, Matters = Weight.Deeply, DependsOn = [Condition.Drinking], HardLimit = true, Guess = Zone.WithinBounds, Note = "Only late." });
        Assert.Equal(["gray zone", "clearly objectionable", "leaning", "deeply", "within"], card.FindAll("[role=radiogroup] input[checked]").Select(radio => radio.ParentElement!.Words()));
        Assert.Equal(["drinking"], card.FindAll("[aria-pressed=true]").Select(chip => chip.Words()));
        Assert.True(card.Find("[data-limit]").HasAttribute("checked"));
        Assert.Equal("Only late.", card.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void Every_press_is_saved_at_once()
    {
        var card = Show();
        card.FindAll("[aria-label='Done openly'] input")[1].Change(true);
        card.FindAll("[aria-label='Kept from me'] input")[2].Change(true);
        card.Find("[data-limit]").Change(true);
        card.FindAll(".chips button")[0].Click();
        Assert.Equal(4, saved.Count);
        Assert.Equal(new Placement { Openly = Zone.GrayZone, KeptFromMe = Zone.ClearlyObjectionable, HardLimit = true, DependsOn = [Condition.WhoItIs] }, saved[^1]);
        Assert.NotNull(card.Find("[data-saved]"));

        card.FindAll(".chips button")[0].Click();
        Assert.Empty(saved[^1].DependsOn);
    }

    [Fact]
    public void A_note_is_saved_a_second_after_the_last_key_and_only_then_called_saved()
    {
        var card = Show();
        card.Find("textarea").Input("Only late.");
        Assert.Equal("Saving", card.Find(".draft-line").Words());
        Assert.Empty(saved);
        time.Advance(TimeSpan.FromSeconds(1));
        card.WaitForAssertion(() => Assert.Equal("Saved", card.Find(".draft-line").Words()));
        Assert.Equal("Only late.", Assert.Single(saved).Note);
    }

    [Fact]
    public void Leaving_the_note_saves_it_without_waiting()
    {
        var card = Show();
        card.Find("textarea").Input("Only late.");
        card.Find("textarea").Blur();
        Assert.Equal("Only late.", Assert.Single(saved).Note);
        Assert.Equal("Saved", card.Find(".draft-line").Words());
    }

    [Fact]
    public void A_refused_write_stays_in_the_box_with_a_sentence_and_two_ways_out()
    {
        isBroken = true;
        var card = Show();
        card.Find("textarea").Input("Only late.");
        card.Find("textarea").Blur();
        Assert.Equal("Not saved. Your words are still here.", card.Find(".draft-line [role=alert]").Words());
        Assert.Equal("Only late.", card.Find("textarea").GetAttribute("value"));
        Assert.Contains("fails", card.Find("textarea").ClassList);
        Assert.True(card.HasButton("Copy the text"));
        Assert.Empty(card.FindAll("[data-saved]"));

        isBroken = false;
        card.Button("Save again").Click();
        card.WaitForAssertion(() => Assert.Equal("Saved", card.Find(".draft-line").Words()));
        Assert.Equal("Only late.", Assert.Single(saved).Note);
    }

    [Theory]
    [InlineData(SaveAnswerState.NoteTooLong, "Not saved: a note has room for 2,000 characters. Your words are still here.")]
    [InlineData(SaveAnswerState.NoteUnreadable, "Not saved: there is a character in it that cannot be kept. Your words are still here.")]
    [InlineData(SaveAnswerState.NotOpen, "Not saved: this sheet was sealed or closed in another tab.")]
    public void Each_reason_not_to_save_has_its_sentence(SaveAnswerState refusal, string sentence)
    {
        outcome = refusal;
        var card = Show();
        card.Find("textarea").Blur();
        card.Find("textarea").Input("x");
        card.Find("textarea").Blur();
        Assert.Equal(sentence, card.Find(".draft-line [role=alert]").Words());
    }

    [Fact]
    public void Leave_blank_empties_the_answer_moves_on_and_can_be_undone()
    {
        var notices = Tab.ShowNotices();
        var before = new Placement { Openly = Zone.GrayZone, Note = "Only late." };
        var card = Show(before);
        card.Button("Leave blank").Click();
        Assert.Equal(Placement.Blank, saved[^1]);
        Assert.Equal([1], moves);

        notices.WaitForAssertion(() => Assert.Contains("Left blank: A matter of letters", notices.Words(), StringComparison.Ordinal));
        notices.Button("Undo").Click();
        card.WaitForAssertion(() => Assert.Equal(before, saved[^1]));
    }

    [Fact]
    public void Leaving_a_blank_answer_blank_saves_nothing_and_moves_on()
    {
        var notices = Tab.ShowNotices();
        Show().Button("Leave blank").Click();
        Assert.Empty(saved);
        Assert.Equal([1], moves);
        Assert.Empty(notices.FindAll("button"));
    }

    [Fact]
    public void Next_and_back_move_by_one_and_the_last_card_leads_to_looking_over()
    {
        var card = Show();
        card.Button("Next").Click();
        card.Find("[data-back]").Click();
        Assert.Equal([1, -1], moves);
        Assert.True(Show(number: 5).HasButton("Look it over"));
        Assert.True(Show(number: 1).Find("[data-back]").HasAttribute("disabled"));
        Assert.False(card.Find("[data-back]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task All_keys_are_listed_in_a_dialog()
    {
        var dialogs = Tab.ShowDialogs();
        await Show().Find("[data-keys]").ClickAsync(new());
        Assert.Equal("Keys", dialogs.Find(".mud-dialog-title").Words());
        Assert.Contains("place, then move to the next question", dialogs.Words(), StringComparison.Ordinal);
        Assert.Contains("leave at once", dialogs.Words(), StringComparison.Ordinal);
        await dialogs.Button("Close").ClickAsync(new());
        Assert.Empty(dialogs.FindAll(".mud-dialog"));
    }

    [Fact]
    public void Without_a_partner_the_card_says_your_partner()
    {
        var card = Show(partner: null);
        Assert.Equal("Your partner sees this when you both open it", card.Find("button.see").Words());
        Assert.Equal("A note Your partner reads at the reveal".ToUpperInvariant(), card.Find("label[for=note]").Words().ToUpperInvariant());
        Assert.Contains("where does your partner put it", card.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_behaviour_the_list_no_longer_has_can_still_be_answered()
    {
        var card = Show(card: new(new("old.forgotten"), null));
        Assert.Equal("old.forgotten", card.Find("h1").Words());
        Assert.Contains("Earlier list, 2 of 5", card.Words(), StringComparison.Ordinal);
        Assert.Empty(card.FindAll("details"));
    }
}
