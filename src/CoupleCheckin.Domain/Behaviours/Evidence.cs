namespace CoupleCheckin.Domain.Behaviours;

/// <summary>A piece of research behind a behaviour.</summary>
/// <param name="Reference">Its number in the list of references (content.md 13).</param>
/// <param name="Mark">Whether the source itself was read.</param>
/// <param name="Fact">What it found, in plain words, where people are to read it.</param>
public sealed record Evidence(int Reference, SourceMark Mark, string? Fact);

/// <summary>How well a source is known.</summary>
public enum SourceMark
{
    /// <summary>The source itself was read.</summary>
    Read,

    /// <summary>Somebody else's report of it was read.</summary>
    Reported,
}
