namespace CoupleCheckin.Domain.Conversations;

/// <summary>All scripts, in the order of the library, and the frame that stands around most of them.</summary>
/// <param name="all">All scripts in order; a key stands once.</param>
/// <param name="before">The phases that come before a script's own.</param>
/// <param name="after">The phases that come after a script's own.</param>
public sealed class ScriptCatalogue(IReadOnlyList<Script> all, IReadOnlyList<Phase> before, IReadOnlyList<Phase> after)
{
    private readonly Dictionary<ScriptKey, Script> byKey = all.ToDictionary(script => script.Key);

    /// <summary>All scripts, in order.</summary>
    public IReadOnlyList<Script> All { get; } = all;

    /// <summary>The phases that come before a script's own.</summary>
    public IReadOnlyList<Phase> Before { get; } = before;

    /// <summary>The phases that come after a script's own.</summary>
    public IReadOnlyList<Phase> After { get; } = after;

    /// <summary>One script; null when the catalogue does not know it.</summary>
    public Script? Find(ScriptKey key) => byKey.GetValueOrDefault(key);

    /// <summary>The scripts of one family, in order.</summary>
    public IEnumerable<Script> Of(ScriptFamily family) => All.Where(script => script.Family == family);

    /// <summary>All phases that two people go through, the frame included where the script has room for it.</summary>
    public IReadOnlyList<Phase> StagesOf(Script script) => script.MarginMinutes > 0 ? [.. Before, .. script.Phases, .. After] : script.Phases;
}
