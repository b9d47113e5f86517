using CoupleCheckin.App.Catalogue;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Prompts;
using CoupleCheckin.Domain.Reflections;
using CoupleCheckin.Domain.Repair;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.App.Tests.Catalogue;

/// <summary>The prompts, commitments, rules, gates, help lines, scripts, exercises and lessons of this repository.</summary>
internal static class Kinds
{
    public static readonly PromptCatalogue Prompts = PromptFiles.Load(Seeds.Folder);
    public static readonly CommitmentCatalogue Commitments = CommitmentFiles.Load(Seeds.Folder);
    public static readonly LintRules LintRules = LinterFiles.Load(Seeds.Folder);
    public static readonly HelplineDirectory Helplines = HelplineFiles.Load(Seeds.Folder);
    public static readonly SafetyGates Gates = GateFiles.Load(Seeds.Folder);
    public static readonly ScriptCatalogue Scripts = ScriptFiles.Load(Seeds.Folder);
    public static readonly ExerciseCatalogue Exercises = ExerciseFiles.Load(Seeds.Folder, Seeds.Catalogue, Scripts);
    public static readonly LessonCatalogue Lessons = LessonFiles.Load(Seeds.Folder, Seeds.Catalogue, Exercises, Scripts);

    /// <summary>What a person reads of each entry.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Texts = Entries().ToDictionary(entry => entry.Id, entry => entry.Texts);

    /// <summary>The examples that are beside the entries.</summary>
    public static IEnumerable<string> Examples =>
        [.. LintRules.All.SelectMany(rule => rule.Hits.Concat(rule.Misses)), .. LintRules.Credits.SelectMany(credit => credit.Hits.Concat(credit.Misses)),
            .. Commitments.Declined.SelectMany(kind => kind.DeclinedExamples.Concat(kind.FineExamples))];

    /// <summary>What a person reads of an exercise.</summary>
    public static IReadOnlyList<string> TextsOf(Exercise exercise) =>
        [Exercises.TitleOf(exercise.Section), exercise.Name, exercise.About, .. exercise.Steps.SelectMany(TextsOf), exercise.Closing];

    /// <summary>What a person reads of a step.</summary>
    public static IEnumerable<string> TextsOf(Step step) => ((string?[])[step.Title, step.Hint, .. step switch
    {
        TextStep text => text.Boxes.SelectMany(box => (string?[])[box.Text, box.Hint]),
        ChoiceStep choice => choice.Options.SelectMany(option => (string?[])[option.Text, option.Then]).Append(choice.Other),
        ListStep list => [list.Row],
        EachStep each => [each.Box, each.Tick, .. TextsOf(each.Answers)],
        SlidersStep sliders => sliders.Sliders.SelectMany(slider => (string?[])[slider.Left, slider.Right]),
        BarsStep bars => TextsOf(bars.Bars).Concat(TextsOf(bars.Shares)),
        TwoListsStep lists => [lists.Left.Title, .. TextsOf(lists.Left.Parts), lists.Right.Title, .. TextsOf(lists.Right.Parts)],
        PathsStep paths => TextsOf(paths.Paths).Concat(TextsOf(paths.Asks)),
        LoopStep loop => TextsOf(loop.Stations),
        SortStep sort => TextsOf(sort.Cards).Concat(TextsOf(sort.Piles)),
        PickStep or ReadBackStep or GateStep => [],
        _ => throw new InvalidOperationException($"\"{step.Key}\" is of no known kind."),
    }]).OfType<string>();

    private static IEnumerable<string?> TextsOf(IEnumerable<Part> parts) => parts.SelectMany(part => (string?[])[part.Text, part.Hint]);

    private static IEnumerable<(string Id, IReadOnlyList<string> Texts)> Entries() =>
    [
        .. Prompts.All.Select(prompt => (prompt.Key.Value, (IReadOnlyList<string>)[prompt.Text, prompt.FollowUp])),
        .. Commitments.Types.Select(type => (type.Key.Value, (IReadOnlyList<string>)[type.Name, type.Offer, .. type.Examples, type.Cadence, type.Taper, type.Review, type.Guard])),
        .. Commitments.Declined.Select(kind => (kind.Key.Value, (IReadOnlyList<string>)[kind.Name, kind.Reason])),
        .. LintRules.All.Select(rule => (rule.Id, (IReadOnlyList<string>)[rule.Name, rule.Why, rule.Offer, .. rule.ClarityGuard is { } guard ? (string[])[guard] : []])),
        .. LintRules.Credits.Select(credit => (credit.Id, (IReadOnlyList<string>)[credit.Name])),
        .. Gates.All.Select(gate => (gate.Id.ToString(), (IReadOnlyList<string>)[gate.Title, .. gate.Says, .. gate.Questions.Select(question => question.Ask), gate.WhatFollows, .. gate.Steps])),
        .. Exercises.All.Select(exercise => (exercise.Key.Value, TextsOf(exercise))),
        .. Scripts.All.Select(script => (script.Key.Value, (IReadOnlyList<string>)[script.Name, script.Purpose, script.WhenToChoose, script.WhenNot, script.OpenerIs, script.OtherIs, .. TextsOf(script.Phases)])),
        ("frame of the scripts", [.. TextsOf(Scripts.Before), .. TextsOf(Scripts.After)]),
        .. Lessons.All.Select(lesson => (lesson.Key.Value, TextsOf(lesson))),
        .. Helplines.All.Where(line => line.Note is not null).Select(line => ($"{line.Country} {line.Name}", (IReadOnlyList<string>)[line.Note!])),
    ];

    /// <summary>What a person reads of a lesson.</summary>
    public static IReadOnlyList<string> TextsOf(Lesson lesson) =>
    [
        lesson.Title, lesson.Gist, .. lesson.Sections.SelectMany(section => (IEnumerable<string>)[section.Heading, .. section.Text, .. section.Points]),
        .. lesson.Research.SelectMany(finding => (IEnumerable<string>)[finding.Fact, finding.Source]), .. lesson.Questions,
    ];

    private static IEnumerable<string> TextsOf(IEnumerable<Phase> phases) => phases.SelectMany(phase =>
        (IEnumerable<string>)[phase.Name, phase.Purpose, phase.ToSpeaker, .. phase.ToListener is { } listener ? (string[])[listener] : [], .. phase.Starters, .. phase.Prompts, phase.IfHot]);
}
