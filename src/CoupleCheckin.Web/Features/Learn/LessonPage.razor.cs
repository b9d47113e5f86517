using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Reflections;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Learn;

/// <summary>One lesson, with the ways on from it. A static page: it holds nothing of anybody.</summary>
public sealed partial class LessonPage
{
    private Lesson? lesson;
    private int at;

    /// <summary>Which lesson.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    [Inject]
    private LessonCatalogue Lessons { get; set; } = null!;

    [Inject]
    private BehaviourCatalogue Behaviours { get; set; } = null!;

    [Inject]
    private ExerciseCatalogue Exercises { get; set; } = null!;

    [Inject]
    private ScriptCatalogue Scripts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<Finding> Research => lesson!.Research;

    private IEnumerable<Behaviour> BehavioursHere => lesson!.Behaviours.Select(key => Behaviours.Find(key)!).Where(behaviour => !behaviour.Retired);

    private IEnumerable<Exercise> ExercisesHere => lesson!.Exercises.Select(key => Exercises.Find(key)!);

    private IEnumerable<Script> ScriptsHere => lesson!.Scripts.Select(key => Scripts.Find(key)!);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        lesson = Lessons.All.FirstOrDefault(other => other.Key.Value == Key);
        at = Lessons.All.TakeWhile(other => other.Key.Value != Key).Count();
        if (lesson is null)
            Navigation.NotFound();
    }

    private static string Offer(SafetyTag tag) => tag switch
    {
        SafetyTag.Affected => "If you are afraid of your partner, start on the help page. It works without signing in.",
        SafetyTag.OwnBehaviour => "If you notice that you check, forbid or frighten, there are lines for you as well.",
    };
}
