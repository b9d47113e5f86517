using System.Text.RegularExpressions;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Theme;

/// <summary>The style sheet of tokens, read: each colour in its light and its dark form.</summary>
internal static partial class Tokens
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(Repository.WwwRoot, "tokens.css"));

    /// <summary>All colours by their names, without the dashes.</summary>
    public static IReadOnlyDictionary<string, (string Light, string Dark)> Colours { get; } = ReadColours(Text);

    /// <summary>The part that says what the theme says.</summary>
    public static string OfTheTheme { get; } = Text[Text.IndexOf("/* 1.", StringComparison.Ordinal)..Text.IndexOf("/* 2.", StringComparison.Ordinal)];

    public static Dictionary<string, (string Light, string Dark)> ReadColours(string text) =>
        TwoColours().Matches(text).Concat(OneColour().Matches(text))
            .ToDictionary(match => match.Groups["name"].Value, match => (match.Groups["light"].Value, match.Groups["dark"].Success ? match.Groups["dark"].Value : match.Groups["light"].Value));

    [GeneratedRegex(@"--(?<name>[\w-]+):\s*light-dark\((?<light>#\w{6}), (?<dark>#\w{6})\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TwoColours();

    [GeneratedRegex(@"--(?<name>[\w-]+):\s*(?<light>#\w{6});", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneColour();
}
