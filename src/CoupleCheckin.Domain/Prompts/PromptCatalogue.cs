namespace CoupleCheckin.Domain.Prompts;

/// <summary>All prompts, the grid first and then the families, each in the order of its seed file.</summary>
/// <param name="all">All prompts in order; a key stands once.</param>
public sealed class PromptCatalogue(IReadOnlyList<Prompt> all)
{
    private readonly Dictionary<PromptKey, Prompt> byKey = all.ToDictionary(prompt => prompt.Key);
    private readonly Dictionary<GridCell, Prompt> byCell = all.Where(prompt => prompt.Cell is not null).ToDictionary(prompt => prompt.Cell!);

    /// <summary>All prompts, in order.</summary>
    public IReadOnlyList<Prompt> All { get; } = all;

    /// <summary>One prompt; null when the catalogue does not know it.</summary>
    public Prompt? Find(PromptKey key) => byKey.GetValueOrDefault(key);

    /// <summary>The prompt in one place of the grid; null when there is none.</summary>
    public Prompt? At(GridCell cell) => byCell.GetValueOrDefault(cell);

    /// <summary>The prompts of one family, in order.</summary>
    public IEnumerable<Prompt> Of(PromptFamily family) => All.Where(prompt => prompt.Family == family);
}
