using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Prompts;
using CoupleCheckin.Domain.Repair;
using FsCheck.Xunit;

namespace CoupleCheckin.Domain.Tests.CheckIns;

public sealed class CheckInQuestionsTests
{
    private static readonly DateTimeOffset Now = new(2030, 5, 12, 18, 0, 0, TimeSpan.Zero);

    private static readonly PromptCatalogue Catalogue = new(
    [
        Of("review.ease", PromptFamily.Review, use: PromptUse.CheckIn), Of("review.one-thing", PromptFamily.Review, use: PromptUse.CheckIn), Of("review.next-time", PromptFamily.Review, use: PromptUse.CheckIn),
        Of("review.said-and-done", PromptFamily.Review, use: PromptUse.CheckIn),
        Of("appreciation.a", PromptFamily.Appreciation, use: PromptUse.CheckIn), Of("appreciation.b", PromptFamily.Appreciation, use: PromptUse.CheckIn), Of("appreciation.c", PromptFamily.Appreciation, use: PromptUse.CheckIn),
        Of("told.light", PromptFamily.Told), Of("told.deep", PromptFamily.Told, PromptDepth.Deep), Of("told.alone", PromptFamily.Told, use: PromptUse.Alone),
        Of("told.tagged", PromptFamily.Told) with { SafetyTags = [SafetyTag.Affected] },
        Of("grid.sex", PromptFamily.Grid) with { Cell = new(Topic.Sexual, FourQuestion.Okay) },
        Of("repair.early", PromptFamily.Repair, use: PromptUse.CheckIn), Of("repair.late", PromptFamily.Repair, use: PromptUse.CheckIn) with { NotDuring = [RepairStage.Settle, RepairStage.Account] },
    ]);

    private static Prompt Of(string key, PromptFamily family, PromptDepth depth = PromptDepth.Light, PromptUse use = PromptUse.Both) => new(new(key), family, depth, use, key, "And then?");

    private static CheckInMoment Moment(int daysHere = 365, int hour = 19, int? hoursSinceTelling = null, RepairStage? stage = null) =>
        new(Now, Now.AddDays(-daysHere), hour, hoursSinceTelling is { } hours ? Now.AddHours(-hours) : null, stage);

    private static IReadOnlyList<string> Chosen(CheckInMoment moment, params string[] earlier) =>
        [.. CheckInQuestions.Choose(Catalogue, moment, [.. earlier.Select(key => new PromptKey(key))], _ => 0).Select(key => key.Value)];

    [Theory]
    [InlineData(13, 19, null, false)]
    [InlineData(14, 19, null, true)]
    [InlineData(365, 22, null, false)]
    [InlineData(365, 5, null, false)]
    [InlineData(365, 6, null, true)]
    [InlineData(365, 19, 47, false)]
    [InlineData(365, 19, 48, true)]
    public void Nothing_deep_is_asked_in_the_first_fortnight_at_night_or_soon_after_something_hard_was_told(int daysHere, int hour, int? hoursSinceTelling, bool mayBeDeep)
    {
        var moment = Moment(daysHere, hour, hoursSinceTelling);
        Assert.Equal(mayBeDeep, moment.Allows(Catalogue.Find(new("told.deep"))!));
        Assert.Equal(mayBeDeep, CheckInQuestions.Cards(Catalogue, moment).Any(card => card.Depth == PromptDepth.Deep));
    }

    [Fact]
    public void Two_who_have_done_nothing_yet_are_asked_nothing_deep() => Assert.Equal(PromptDepth.Closer, (Moment() with { BeganAt = null }).Deepest);

    [Fact]
    public void A_check_in_has_four_to_six_questions_and_begins_with_how_at_ease_and_ends_with_what_can_wait()
    {
        Assert.Equal(["review.ease", "appreciation.a", "told.light", "review.one-thing", "review.next-time"], Chosen(Moment()));
        var inAPlan = Chosen(Moment(stage: RepairStage.Practise));
        Assert.Equal(CheckInQuestions.Most, inAPlan.Count);
        Assert.Contains(inAPlan, key => key.StartsWith("repair.", StringComparison.Ordinal));
    }

    [Fact]
    public void Questions_take_turns_and_the_one_that_rested_longest_comes_next()
    {
        Assert.Contains("appreciation.b", Chosen(Moment(), "appreciation.a", "appreciation.c"));
        Assert.Contains("appreciation.c", Chosen(Moment(), "appreciation.a", "appreciation.b", "appreciation.c"));
    }

    [Fact]
    public void Repair_is_asked_about_only_in_a_plan_and_only_in_the_stages_it_is_for()
    {
        Assert.DoesNotContain(Chosen(Moment()), key => key.StartsWith("repair.", StringComparison.Ordinal));
        Assert.DoesNotContain("repair.late", Chosen(Moment(stage: RepairStage.Settle), "repair.early"));
        Assert.Contains("repair.late", Chosen(Moment(stage: RepairStage.Ease), "repair.early"));
    }

    [Property]
    public void Whatever_was_asked_before_no_question_is_asked_that_may_not_be(int[] before, byte hour, byte days, int pick)
    {
        var earlier = (before ?? []).Select(at => Catalogue.All[Math.Abs(at % Catalogue.All.Count)].Key).ToList();
        var moment = Moment(days, hour % 24);
        var chosen = CheckInQuestions.Choose(Catalogue, moment, earlier, count => Math.Abs(pick % count));
        Assert.InRange(chosen.Count, CheckInQuestions.Fewest, CheckInQuestions.Most);
        Assert.Equal(chosen.Count, chosen.Distinct().Count());
        Assert.All(chosen, key => Assert.True(moment.Allows(Catalogue.Find(key)!)));
        Assert.DoesNotContain(chosen, key => key.Value is "told.alone" or "told.tagged" or "grid.sex");
    }
}
