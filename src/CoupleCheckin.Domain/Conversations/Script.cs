using CoupleCheckin.Domain.Safety;

namespace CoupleCheckin.Domain.Conversations;

/// <summary>A guided conversation with its ordered phases (content.md 10.1).</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Family">Where it stands in the library.</param>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="WhenToChoose">When to choose it.</param>
/// <param name="WhenNot">When another one, or none, is better.</param>
/// <param name="OpenerIs">Who brings this talk, in a few words: "The one who asks".</param>
/// <param name="OtherIs">Who the other one is, in a few words.</param>
/// <param name="Lane">What it is about; null where it serves either.</param>
/// <param name="Phases">Its own phases, in order, without the frame around them.</param>
public sealed record Script(
    ScriptKey Key,
    ScriptFamily Family,
    string Name,
    string Purpose,
    string WhenToChoose,
    string WhenNot,
    string OpenerIs,
    string OtherIs,
    Lane? Lane,
    IReadOnlyList<Phase> Phases)
{
    /// <summary>Minutes for the frame around it: 5, or none where there is no frame.</summary>
    public int MarginMinutes { get; init; }

    /// <summary>Whether it is of use only with two; the others also help one person to prepare.</summary>
    public bool NeedsTwo { get; init; }

    /// <summary>The safety gates that whoever brings it passes first.</summary>
    public IReadOnlyList<GateId> Gates { get; init; } = [];

    /// <summary>What often comes after it, on another day.</summary>
    public IReadOnlyList<ScriptKey> FollowedBy { get; init; } = [];

    /// <summary>How long all of it takes, the frame included.</summary>
    public Minutes Total => Minutes.Sum(Phases.Select(phase => phase.Minutes)) + Minutes.Of(MarginMinutes);

    /// <summary>How long it takes without the phases that may be left out.</summary>
    public Minutes Shortest => Minutes.Sum(Phases.Where(phase => !phase.IsOptional).Select(phase => phase.Minutes)) + Minutes.Of(MarginMinutes);
}

/// <summary>Where a script stands in the library.</summary>
public enum ScriptFamily
{
    /// <summary>Asking, answering and telling.</summary>
    Raising,

    /// <summary>Finding out what both want to hold to.</summary>
    Agreeing,

    /// <summary>Keeping a talk calm.</summary>
    Steadying,

    /// <summary>After a hurt.</summary>
    Repairing,

    /// <summary>Looking in on each other regularly.</summary>
    Keeping,

    /// <summary>Staying, going, and parting kindly.</summary>
    Deciding,
}
