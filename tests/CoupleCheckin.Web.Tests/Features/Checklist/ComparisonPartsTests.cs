using Bunit;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Features.Checklist;
using CoupleCheckin.Web.Tests.Harness;
using MudBlazor;
using Placement = CoupleCheckin.Domain.Checklist.Placement;

namespace CoupleCheckin.Web.Tests.Features.Checklist;

public sealed class ComparisonPartsTests : OnScreen
{
    private IRenderedComponent<WholeRow> Whole(Placement mine, Placement partners, bool isPinned = false) => Tab.Render<WholeRow>(row => row
        .Add(p => p.View, Sample.Compared((mine, partners))).Add(p => p.Row, Sample.Row(mine, partners)).Add(p => p.IsPinned, isPinned));

    private IRenderedComponent<BriefRow> Brief(Placement mine, Placement partners) => Tab.Render<BriefRow>(row => row
        .Add(p => p.View, Sample.Compared((mine, partners))).Add(p => p.Row, Sample.Row(mine, partners)));

    private IRenderedComponent<Voice> Voice(Placement answer, bool isMine = false) => Tab.Render<Voice>(voice => voice
        .Add(p => p.Partner, isMine ? Sample.Ann : Sample.Bo).Add(p => p.IsMine, isMine).Add(p => p.Answer, answer));

    [Fact]
    public void A_whole_row_has_its_outcome_its_name_and_a_band_for_each_way_that_was_answered()
    {
        var row = Whole(Sample.Within with { KeptFromMe = Zone.ClearlyObjectionable }, Sample.Gray);
        Assert.Equal("A matter of coffee", row.Find("h3").Words());
        Assert.Equal(["Hidden difference", "The hiding matters"], row.FindAll(".tags span").Select(tag => tag.Words()));
        Assert.Equal(
            ["Openly: you, within bounds. Bo, gray zone.", "Kept from me: you, clearly objectionable."],
            row.FindAll(".band").Select(band => band.GetAttribute("aria-label")));
        Assert.Equal(["Openly", "Kept from me"], row.FindAll(".way").Select(way => way.Words()));
    }

    [Fact]
    public void A_way_nobody_answered_has_no_band()
    {
        Assert.Single(Whole(Sample.Within, Sample.Gray).FindAll(".band"));
        Assert.Empty(Whole(new() { Note = "hm" }, Placement.Blank).FindAll(".lanes"));
    }

    [Fact]
    public void The_words_of_the_zones_stand_above_the_bands() =>
        Assert.Equal(["within bounds", "gray zone", "clearly objectionable"], Whole(Sample.Within, Sample.Gray).FindAll(".band-words span").Select(word => word.Words()));

    [Theory]
    [InlineData(true, true, "A hard limit for you both.")]
    [InlineData(true, false, "A hard limit for you.")]
    [InlineData(false, true, "A hard limit for Bo.")]
    public void A_pinned_row_says_whose_hard_limit_it_is(bool mine, bool partners, string sentence)
    {
        var row = Whole(Sample.Objectionable with { HardLimit = mine }, Sample.Within with { HardLimit = partners }, isPinned: true);
        Assert.Equal(sentence, row.Find(".limit-line").Words());
        Assert.Contains("pinned", row.Find("article").ClassList);
    }

    [Fact]
    public void A_row_without_a_hard_limit_has_no_pin() => Assert.Empty(Whole(Sample.Within, Sample.Gray).FindAll(".limit-line"));

    [Theory]
    [InlineData(Outcome.HiddenDifference, "Hidden difference")]
    [InlineData(Outcome.KnownDifference, "Known difference")]
    [InlineData(Outcome.SharedAndASurprise, "Shared, and a surprise")]
    [InlineData(Outcome.SharedAndKnown, "Shared and known")]
    [InlineData(Outcome.SomeoneIsUnsure, "Someone is unsure")]
    [InlineData(Outcome.NotCompared, "Not compared")]
    public void An_outcome_is_an_icon_and_words_without_a_colour(Outcome outcome, string words)
    {
        var tag = Tab.Render<OutcomeTag>(t => t.Add(p => p.Outcome, outcome));
        Assert.Equal(words, tag.Words());
        Assert.Equal(Color.Inherit, tag.FindComponent<MudIcon>().Instance.Color);
    }

    [Fact]
    public void What_was_compared_has_an_icon_of_its_own()
    {
        var icons = Enum.GetValues<Outcome>().Where(outcome => outcome != Outcome.NotCompared)
            .Select(outcome => Tab.Render<OutcomeTag>(t => t.Add(p => p.Outcome, outcome)).FindComponent<MudIcon>().Instance.Icon).ToList();
        Assert.Equal(icons.Count, icons.Distinct().Count());
    }

    [Fact]
    public void A_brief_row_says_in_one_sentence_where_both_stand()
    {
        Assert.Equal("Shared, and a surprise. Openly, both: gray zone", Brief(Sample.Gray, Sample.Gray).Find("summary small").Words());
        Assert.Equal("Hidden difference. Openly, you: gray zone, Bo: within bounds", Brief(Sample.Gray, Sample.Within).Find("summary small").Words());
        var kept = new Placement { KeptFromMe = Zone.GrayZone };
        Assert.Equal("Shared, and a surprise. Answered for “kept from me” only", Brief(kept, kept).Find("summary small").Words());
    }

    [Fact]
    public void A_brief_row_has_its_band_only_where_both_answered()
    {
        Assert.NotNull(Brief(Sample.Gray, Sample.Within).Find("summary .band"));
        Assert.Empty(Brief(Sample.Gray, Placement.Blank).FindAll("summary .band"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_there_are_not_two_answers_the_sentence_does_not_say_whose_is_missing(bool mineIsThere)
    {
        var row = mineIsThere ? Brief(Sample.Gray, Placement.Blank) : Brief(Placement.Blank, Sample.Gray);
        Assert.Equal("Not compared. There are not two answers here.", row.Find("summary small").Words());
        Assert.DoesNotContain("Bo", row.Find("summary").Words(), StringComparison.Ordinal);
        Assert.Empty(row.FindAll("summary .mk"));
    }

    [Fact]
    public void Peoples_own_words_are_marked_as_theirs_and_stand_as_they_were_written()
    {
        const string note = "Not <b>this</b> & that\nسلام 🌻";
        var voice = Voice(new() { Note = note });
        Assert.Equal(note, voice.Find(".said").TextContent);
        Assert.Empty(voice.FindAll(".said b"));
        Assert.Equal("Bo:", voice.Find(".hide").Words());
        Assert.Equal("You:", Voice(new() { Note = note }, isMine: true).Find(".hide").Words());
    }

    [Fact]
    public void The_facts_of_an_answer_are_one_line_of_words() =>
        Assert.Equal(
            "Leaning. Matters a lot. Depends on: told before, drinking. Guessed: gray zone",
            Voice(new() { Openly = Zone.GrayZone, Sureness = Sureness.Leaning, Matters = Weight.ALot, DependsOn = [Condition.Drinking, Condition.ToldBefore], Guess = Zone.GrayZone }).Find(".facts").Words());

    [Fact]
    public void What_does_not_matter_is_said_as_that() =>
        Assert.Equal("Does not matter", Voice(new() { Matters = Weight.Not }).Find(".facts").Words());

    [Fact]
    public void Whoever_said_nothing_has_no_voice() => Assert.Empty(Voice(Sample.Gray).Nodes);
}
