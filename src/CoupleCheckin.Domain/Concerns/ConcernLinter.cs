namespace CoupleCheckin.Domain.Concerns;

/// <summary>
/// Reads a person's own draft of a concern in memory (content.md 11e). It keeps nothing, blocks nothing and gives no score.
/// </summary>
/// <param name="rules">The rules.</param>
public sealed class ConcernLinter(LintRules rules)
{
    private readonly Linter linter = new(rules, LintSide.Opener);

    /// <summary>Reads one text.</summary>
    /// <param name="text">The text as it was typed.</param>
    /// <param name="field">The part of the composer that it stands in; null for free text.</param>
    /// <param name="settings">How this person wants it read; null for the default.</param>
    public LintReading Check(string text, DraftField? field = null, LintSettings? settings = null) =>
        linter.Read([new(field, text)], isComposer: false, settings ?? LintSettings.Default);

    /// <summary>Reads all parts of the composer together: a safety rule in one part switches the others off in all.</summary>
    /// <param name="parts">The parts; one that is missing is empty.</param>
    /// <param name="settings">How this person wants it read; null for the default.</param>
    public LintReading Check(IReadOnlyDictionary<DraftField, string> parts, LintSettings? settings = null) => linter.Read(
        [.. Enum.GetValues<DraftField>().Select(field => new LintPassage(field, parts.GetValueOrDefault(field, "")))],
        isComposer: true,
        settings ?? LintSettings.Default);
}
