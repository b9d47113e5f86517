using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Reflections;

namespace CoupleCheckin.Domain.Catalogue;

/// <summary>All lessons, in the order that tells the story, found from whatever they speak of.</summary>
/// <param name="all">All lessons in order; a key stands once.</param>
public sealed class LessonCatalogue(IReadOnlyList<Lesson> all)
{
    private readonly Dictionary<LessonKey, Lesson> byKey = all.ToDictionary(lesson => lesson.Key);

    /// <summary>All lessons, in order.</summary>
    public IReadOnlyList<Lesson> All { get; } = all;

    /// <summary>One lesson; null when the catalogue does not know it.</summary>
    public Lesson? Find(LessonKey key) => byKey.GetValueOrDefault(key);

    /// <summary>The lesson before this one; null for the first.</summary>
    public Lesson? Before(Lesson lesson) => At(lesson, -1);

    /// <summary>The lesson after this one; null for the last.</summary>
    public Lesson? After(Lesson lesson) => At(lesson, 1);

    /// <summary>The lessons that speak of a behaviour.</summary>
    public IEnumerable<Lesson> About(BehaviourKey behaviour) => All.Where(lesson => lesson.Behaviours.Contains(behaviour));

    /// <summary>The lessons that an exercise goes with.</summary>
    public IEnumerable<Lesson> About(ExerciseKey exercise) => All.Where(lesson => lesson.Exercises.Contains(exercise));

    /// <summary>The lessons that a script goes with.</summary>
    public IEnumerable<Lesson> About(ScriptKey script) => All.Where(lesson => lesson.Scripts.Contains(script));

    private Lesson? At(Lesson lesson, int steps) => All.Select((other, at) => (other, at)).FirstOrDefault(pair => pair.other.Key == lesson.Key) is ({ }, var at)
        ? All.ElementAtOrDefault(at + steps)
        : null;
}
