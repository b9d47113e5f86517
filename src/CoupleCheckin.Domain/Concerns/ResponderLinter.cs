namespace CoupleCheckin.Domain.Concerns;

/// <summary>
/// Reads a person's own draft of an answer in memory (content.md 11e). It keeps nothing, blocks nothing and gives no score.
/// </summary>
/// <param name="rules">The rules.</param>
public sealed class ResponderLinter(LintRules rules)
{
    private readonly Linter linter = new(rules, LintSide.Answer);

    /// <summary>Reads one text.</summary>
    /// <param name="text">The text as it was typed.</param>
    /// <param name="settings">How this person wants it read; null for the default.</param>
    public LintReading Check(string text, LintSettings? settings = null) =>
        linter.Read([new(null, text)], isComposer: false, settings ?? LintSettings.Default);
}
