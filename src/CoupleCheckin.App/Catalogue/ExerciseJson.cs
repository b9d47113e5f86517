using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Reflections;
using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.App.Catalogue;

/// <summary>
/// The exercises as the journal's own script reads them, with the gates that they name and the signs by which a text opens a
/// gate. It is made once; nothing in it is about any person.
/// </summary>
internal sealed class ExerciseJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };
    private static readonly Dictionary<ExerciseSection, string> Sections = Words<ExerciseSection>();
    private static readonly Dictionary<GateDestination, string> Destinations = Words<GateDestination>();

    private readonly BehaviourCatalogue behaviours;
    private readonly LessonCatalogue lessons;
    private readonly ScriptCatalogue scripts;

    public ExerciseJson(
        CatalogueVersion version, ExerciseCatalogue exercises, BehaviourCatalogue behaviours, LessonCatalogue lessons, ScriptCatalogue scripts, SafetyGates gates, LintRules rules)
    {
        (this.behaviours, this.lessons, this.scripts) = (behaviours, lessons, scripts);
        var signs = rules.All.Where(rule => rule.Gate is not null).ToLookup(rule => rule.Gate!.Value, rule => rule.Patterns);
        var named = exercises.All.SelectMany(exercise => exercise.Steps).SelectMany(GatesOf).Concat(signs.Select(gate => gate.Key)).Distinct().Order();
        Bytes = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Version = version.Number,
                Sections = exercises.All.Select(exercise => exercise.Section).Distinct().Select(section => new { Key = Sections[section], Title = exercises.TitleOf(section) }),
                Exercises = exercises.All.Select(ExerciseOf),
                Gates = named.ToDictionary(id => id.ToString(), id => GateOf(gates[id], signs[id].SelectMany(patterns => patterns))),
            },
            Options);
        Tag = Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 12));
    }

    /// <summary>The JSON, as UTF-8.</summary>
    public byte[] Bytes { get; }

    /// <summary>Another one for every other content.</summary>
    public string Tag { get; }

    private static IEnumerable<GateId> GatesOf(Step step) => step switch
    {
        GateStep gate => [gate.Gate],
        EachStep { Gate: { } gate } => [gate],
        ChoiceStep choice => choice.Options.Select(option => option.Gate).OfType<GateId>(),
        _ => [],
    };

    private static object GateOf(SafetyGate gate, IEnumerable<TextPattern> signs) => new
    {
        gate.Title,
        gate.Says,
        Questions = gate.Questions.Select(question => new { question.Ask, LeadsOn = question.LeadsOn == GateAnswer.Yes ? "yes" : "no" }),
        gate.WhatFollows,
        gate.Steps,
        LeadsTo = gate.LeadsTo.Select(place => Destinations[place]),
        Signs = signs.Select(sign => new { sign.Hit, sign.Unless }),
    };

    private object ExerciseOf(Exercise exercise) => new
    {
        Key = exercise.Key.Value,
        Section = Sections[exercise.Section],
        exercise.Name,
        exercise.Minutes,
        exercise.About,
        ForTwo = exercise.HasFormForTwo,
        Steps = exercise.Steps.Select(StepOf),
        exercise.Closing,
        Behaviours = CardsOf(exercise.Behaviours),
        Lessons = lessons.About(exercise.Key).Select(lesson => new Part(lesson.Key.Value, lesson.Title)),
        Scripts = exercise.Scripts.Select(key => new Part(key.Value, scripts.Find(key)!.Name)),
    };

    private object StepOf(Step step) => step switch
    {
        TextStep text => new { text.Key, Kind = "text", text.Title, text.Hint, text.Boxes },
        ChoiceStep choice => new
        {
            choice.Key, Kind = "choice", choice.Title, choice.Hint, choice.Many, choice.Other, choice.OverTime,
            Options = choice.Options.Select(option => new { option.Key, option.Text, option.Then, Gate = option.Gate?.ToString() }),
        },
        ListStep list => new { list.Key, Kind = "list", list.Title, list.Hint, list.Row, list.Rows },
        EachStep each => new { each.Key, Kind = "each", each.Title, each.Hint, each.Of, each.Box, each.Tick, Gate = each.Gate?.ToString(), each.Answers },
        SlidersStep sliders => new { sliders.Key, Kind = "sliders", sliders.Title, sliders.Hint, sliders.Sliders, sliders.OverTime },
        BarsStep bars => new { bars.Key, Kind = "bars", bars.Title, bars.Hint, bars.Bars, bars.Shares },
        TwoListsStep lists => new { lists.Key, Kind = "two-lists", lists.Title, lists.Hint, Lists = (TickList[])[lists.Left, lists.Right] },
        PathsStep paths => new { paths.Key, Kind = "paths", paths.Title, paths.Hint, paths.Paths, paths.Asks },
        LoopStep loop => new { loop.Key, Kind = "loop", loop.Title, loop.Hint, loop.Stations, loop.Facing },
        SortStep sort => new { sort.Key, Kind = "sort", sort.Title, sort.Hint, Cards = sort.Cards.Concat(CardsOf(sort.Behaviours)), sort.Piles },
        PickStep pick => new { pick.Key, Kind = "pick", pick.Title, pick.Hint, Cards = CardsOf(pick.Behaviours) },
        ReadBackStep read => new { read.Key, Kind = "read-back", read.Title, read.Hint, read.Of },
        GateStep gate => new { gate.Key, Kind = "gate", gate.Title, gate.Hint, Gate = gate.Gate.ToString() },
        _ => throw new InvalidOperationException($"\"{step.Key}\" is of no known kind."),
    };

    private IEnumerable<Part> CardsOf(IEnumerable<BehaviourKey> keys) => keys.Select(key => new Part(key.Value, behaviours.Find(key)!.Name));

    private static Dictionary<T, string> Words<T>()
        where T : struct, Enum => Catalogue.Words<T>.OfNames().All.ToDictionary(word => word.Value, word => word.Word);
}
