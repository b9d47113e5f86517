using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Conversations;

namespace CoupleCheckin.Domain.Reflections;

/// <summary>
/// A guided reflection (content.md 9): a few steps for one person alone, which end as an entry in that person's journal. It
/// gives no score, no label and no verdict; each step can be passed over, and one can stop at each of them.
/// </summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Section">The section of the article to which it belongs.</param>
/// <param name="Name">Its name.</param>
/// <param name="Minutes">About how long it takes; a guide and no limit.</param>
/// <param name="About">What it is for.</param>
/// <param name="Steps">Its steps, in order; a key stands once.</param>
/// <param name="Closing">What it says at the end.</param>
public sealed record Exercise(ExerciseKey Key, ExerciseSection Section, string Name, int Minutes, string About, IReadOnlyList<Step> Steps, string Closing)
{
    /// <summary>There is a form of it for two; this one is for oneself, and one can bring it to a talk.</summary>
    public bool HasFormForTwo { get; init; }

    /// <summary>The behaviours one may want to read about.</summary>
    public IReadOnlyList<BehaviourKey> Behaviours { get; init; } = [];

    /// <summary>The scripts that go on from here.</summary>
    public IReadOnlyList<ScriptKey> Scripts { get; init; } = [];
}

/// <summary>The sections of the article, in its order. Each has exercises.</summary>
public enum ExerciseSection
{
    /// <summary>What the word means, and where it misleads.</summary>
    Meaning,

    /// <summary>From fine to not fine.</summary>
    Spectrum,

    /// <summary>Five examples.</summary>
    Examples,

    /// <summary>Why people do it.</summary>
    Why,

    /// <summary>“But we never touched.”</summary>
    Untouched,

    /// <summary>Closeness and distance.</summary>
    Attachment,

    /// <summary>A sign of something else, or the thing itself.</summary>
    Symptom,

    /// <summary>Raising it.</summary>
    Raising,

    /// <summary>Agreeing.</summary>
    Agreement,

    /// <summary>Staying, going, deciding.</summary>
    Workable,

    /// <summary>After the talk.</summary>
    After,
}
