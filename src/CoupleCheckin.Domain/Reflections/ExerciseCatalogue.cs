namespace CoupleCheckin.Domain.Reflections;

/// <summary>All exercises, section by section, each in the order of its seed file.</summary>
/// <param name="all">All exercises in order; a key stands once.</param>
/// <param name="titles">What each section is called.</param>
public sealed class ExerciseCatalogue(IReadOnlyList<Exercise> all, IReadOnlyDictionary<ExerciseSection, string> titles)
{
    private readonly Dictionary<ExerciseKey, Exercise> byKey = all.ToDictionary(exercise => exercise.Key);

    /// <summary>All exercises, in order.</summary>
    public IReadOnlyList<Exercise> All { get; } = all;

    /// <summary>One exercise; null when the catalogue does not know it.</summary>
    public Exercise? Find(ExerciseKey key) => byKey.GetValueOrDefault(key);

    /// <summary>What a section is called.</summary>
    public string TitleOf(ExerciseSection section) => titles[section];
}
