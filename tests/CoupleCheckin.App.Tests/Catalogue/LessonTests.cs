using System.Diagnostics;
using System.Text.RegularExpressions;
using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Reflections;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>The lessons of this repository.</summary>
public sealed partial class LessonTests
{
    /// <summary>For ever: links and notes refer to them.</summary>
    private static readonly string[] Keys =
    [
        "what-it-means", "the-spectrum", "five-situations", "five-motives", "we-never-touched", "two-dials", "symptom-or-issue", "care-or-control",
        "raising-it", "the-agreement-talk", "workable-or-not", "after-the-conversation",
    ];

    public static TheoryData<string> Lessons => [.. Keys];

    [Fact]
    public void The_lessons_stand_in_the_order_that_tells_the_story() => Assert.Equal(Keys, Kinds.Lessons.All.Select(lesson => lesson.Key.Value));

    [Fact]
    public void Every_section_of_the_article_has_one_lesson_and_one_lesson_stands_beside_them()
    {
        Assert.Equal(Enum.GetValues<ExerciseSection>(), Kinds.Lessons.All.Select(lesson => lesson.Covers).OfType<ExerciseSection>());
        Assert.Equal(["care-or-control"], Kinds.Lessons.All.Where(lesson => lesson.Covers is null).Select(lesson => lesson.Key.Value));
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Every_lesson_takes_one_to_two_minutes_to_read(string key) =>
        Assert.InRange(Kinds.TextsOf(Lesson(key)).Sum(text => WordingTests.WordsOf(text).Count), 200, 400);

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Every_lesson_leads_on(string key)
    {
        var lesson = Lesson(key);

        Assert.NotEmpty(lesson.Behaviours);
        Assert.NotEmpty(lesson.Exercises);
        Assert.NotEmpty(lesson.Scripts);
        Assert.NotEmpty(lesson.Research);
        Assert.InRange(lesson.Questions.Count, 2, 4);
        Assert.All(lesson.Questions, question => Assert.EndsWith("?", question, StringComparison.Ordinal));
        Assert.All(lesson.Sections, section => Assert.NotEmpty(section.Text));
    }

    [Fact]
    public void Every_exercise_and_every_script_is_in_a_lesson()
    {
        Assert.All(Kinds.Exercises.All, exercise => Assert.NotEmpty(Kinds.Lessons.About(exercise.Key)));
        Assert.All(Kinds.Scripts.All, script => Assert.NotEmpty(Kinds.Lessons.About(script.Key)));
        Assert.Contains(Lesson("the-spectrum"), Kinds.Lessons.About(new BehaviourKey("ex.meet-alone")));
    }

    [Fact]
    public void No_lesson_names_a_behaviour_that_is_shown_only_to_whoever_chose_it() => Assert.DoesNotContain(
        Kinds.Lessons.All.SelectMany(lesson => lesson.Behaviours), key => Seeds.Catalogue.Find(key)!.IsOptIn);

    [Fact]
    public async Task The_coverage_table_finds_nothing_uncovered()
    {
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Seeds.Folder, "coverage.sh")]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var table = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();

        Assert.Equal(0, script.ExitCode);
        Assert.Contains($"11 sections, 27 examples: {Seeds.Catalogue.All.Count} behaviours, {Kinds.Lessons.All.Count} lessons, {Kinds.Exercises.All.Count} exercises, "
            + $"{Kinds.Scripts.All.Count} talks, {Kinds.Prompts.All.Count} prompts", table, StringComparison.Ordinal);
    }

    [Fact]
    public void What_touches_fear_leads_to_help() => Assert.All(
        (string[])["we-never-touched", "five-situations", "care-or-control", "raising-it", "workable-or-not", "after-the-conversation"],
        key => Assert.Contains(SafetyTag.Affected, Lesson(key).SafetyTags));

    [Fact]
    public void Who_controls_is_led_to_help_too() => Assert.Contains(SafetyTag.OwnBehaviour, Lesson("care-or-control").SafetyTags);

    /// <summary>content.md 12.8: used once, explained as contested; then we speak of lines and of what the two agree.</summary>
    [Fact]
    public void The_popular_word_stands_once_and_is_called_contested()
    {
        var text = Assert.Single(Kinds.Lessons.All.SelectMany(Kinds.TextsOf), text => text.Contains("micro", StringComparison.OrdinalIgnoreCase));

        Assert.Single(Popular().Matches(text));
        Assert.Contains("contested", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Kinds.Scripts.All.SelectMany(script => Kinds.Texts[script.Key.Value]), other => Popular().IsMatch(other));
    }

    /// <summary>content.md 12.2: both dials for both, and no people in drawers.</summary>
    [Fact]
    public void Nobody_is_called_an_anxious_or_an_avoidant_person() => Assert.DoesNotContain(
        Kinds.Lessons.All.SelectMany(Kinds.TextsOf), text => Drawer().IsMatch(text));

    [Fact]
    public void The_first_has_none_before_it_and_the_last_none_after_it()
    {
        Assert.Null(Kinds.Lessons.Before(Lesson(Keys[0])));
        Assert.Equal(Lesson(Keys[1]), Kinds.Lessons.After(Lesson(Keys[0])));
        Assert.Equal(Lesson(Keys[^2]), Kinds.Lessons.Before(Lesson(Keys[^1])));
        Assert.Null(Kinds.Lessons.After(Lesson(Keys[^1])));
        Assert.Null(Kinds.Lessons.Find(new("gone")));
    }

    [Theory]
    [InlineData("key: the-spectrum", "key: spectrum", "en/lessons/the-spectrum.yaml, line 2: the key has to be \"the-spectrum\", as the file is called.")]
    [InlineData("covers: spectrum", "covers: pets", "en/lessons/the-spectrum.yaml, line 6: \"pets\" is not a section of the article.")]
    [InlineData("mark: S\n", "mark: K\n", "en/lessons/the-spectrum.yaml, line 39: \"K\" is not a mark.")]
    [InlineData("ex.meet-alone", "ex.gone", "en/lessons/the-spectrum.yaml, line 54: \"ex.gone\" is not there.")]
    [InlineData("spec.depends", "spec.gone", "en/lessons/the-spectrum.yaml, line 58: \"spec.gone\" is not there.")]
    [InlineData("s.agree-2", "s.gone", "en/lessons/the-spectrum.yaml, line 59: \"s.gone\" is not there.")]
    [InlineData("s.agree-2", "agree-2", "en/lessons/the-spectrum.yaml, line 59: \"agree-2\" is not a script key.")]
    [InlineData("order: 2", "order: 1", "en/lessons/what-it-means.yaml, line 3: this place in the order is taken twice.")]
    public void A_fault_is_told_with_file_line_and_reason(string right, string wrong, string message)
    {
        using var seeds = new ScratchSeeds();
        foreach (var name in (string[])["the-spectrum", "what-it-means"])
        {
            var text = File.ReadAllText(Path.Combine(Seeds.Folder, "en", "lessons", $"{name}.yaml"));
            seeds.Write($"en/lessons/{name}.yaml", name == "the-spectrum" ? text.Replace(right, wrong, StringComparison.Ordinal) : text);
        }

        Assert.Equal(message, Assert.Throws<CatalogueException>(() => LessonFiles.Load(seeds.Folder, Seeds.Catalogue, Kinds.Exercises, Kinds.Scripts)).Message);
    }

    private static Lesson Lesson(string key) => Kinds.Lessons.Find(new(key))!;

    [GeneratedRegex(@"\bmicro-?\w*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Popular();

    [GeneratedRegex(@"\b(anxious|avoidant) (person|people|partner|type|style)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Drawer();
}
