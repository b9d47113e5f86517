using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Reflections;

namespace CoupleCheckin.Domain.Catalogue;

/// <summary>A page to read, one to two minutes long, with the ways on from it.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Gist">What it says, in one sentence.</param>
/// <param name="Sections">Its parts, in order.</param>
/// <param name="Questions">To think about, in the first person.</param>
public sealed record Lesson(LessonKey Key, string Title, string Gist, IReadOnlyList<LessonSection> Sections, IReadOnlyList<string> Questions)
{
    /// <summary>The section of the article that it covers; null for the one that is beside them.</summary>
    public ExerciseSection? Covers { get; init; }

    /// <summary>What research says.</summary>
    public IReadOnlyList<Finding> Research { get; init; } = [];

    /// <summary>The behaviours it speaks of.</summary>
    public IReadOnlyList<BehaviourKey> Behaviours { get; init; } = [];

    /// <summary>The exercises that go with it.</summary>
    public IReadOnlyList<ExerciseKey> Exercises { get; init; } = [];

    /// <summary>The scripts that go with it.</summary>
    public IReadOnlyList<ScriptKey> Scripts { get; init; } = [];

    /// <summary>Whom it leads to help.</summary>
    public IReadOnlyList<SafetyTag> SafetyTags { get; init; } = [];
}

/// <summary>One part of a lesson.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="Text">Its paragraphs.</param>
/// <param name="Points">A short list after them; often none.</param>
public sealed record LessonSection(string Heading, IReadOnlyList<string> Text, IReadOnlyList<string> Points);

/// <summary>Something that research found.</summary>
/// <param name="Fact">What, in plain words, and with no number that the source does not give.</param>
/// <param name="Source">Who found it, in plain words.</param>
/// <param name="Reference">Its number in the list of references (content.md 13).</param>
/// <param name="Mark">Whether the source itself was read.</param>
public sealed record Finding(string Fact, string Source, int Reference, SourceMark Mark);
