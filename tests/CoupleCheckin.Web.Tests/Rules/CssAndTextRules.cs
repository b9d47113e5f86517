using System.Text.RegularExpressions;
using CoupleCheckin.Web.Tests.Harness;

namespace CoupleCheckin.Web.Tests.Rules;

/// <summary>What nobody writes into a page or a style sheet (look.md 1, 5 and 7).</summary>
public sealed partial class CssAndTextRules
{
    private static readonly string[] NeverSaid =
    [
        "oops", "todo", "fixme", "lorem ipsum", "is waiting for you", "partner is waiting", "are you sure", "hurry up", "something went wrong", "timed out",
        "hasn't answered", "hasn’t answered", "has not answered", "compatib", "congratulat", "well done", "great job", "good job", "streak", "accusatory",
        "conflict detected", "you missed", "time's up", "time’s up", "don't forget", "don’t forget", "submit</", "click here",
    ];

    private static IEnumerable<string> Spoken => ((string[])[".razor", ".razor.cs", ".js", ".html", "Words.cs", "Sentences.cs"]).SelectMany(Repository.WebFiles).Distinct();

    private static IEnumerable<string> Code => ((string[])[".razor", ".cs"]).SelectMany(Repository.WebFiles);

    [Fact]
    public void The_rules_find_the_files_they_are_about()
    {
        Assert.True(Spoken.Count() > 30);
        Assert.Contains(Spoken, file => file.EndsWith("TodayPage.razor", StringComparison.Ordinal));
        Assert.NotEmpty(StyleSheets);
    }

    [Fact]
    public void No_page_hurries_praises_counts_or_blames() =>
        Finds(Spoken, line => NeverSaid.FirstOrDefault(words => line.Contains(words, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Every_box_with_a_limit_has_a_line_that_says_when_it_is_passed()
    {
        var pages = Repository.WebFiles(".razor").Select(file => (File: Path.GetFileName(file), Text: File.ReadAllText(file))).ToList();
        Assert.True(pages.Count(page => page.Text.Contains("data-longest", StringComparison.Ordinal)) > 5);
        Assert.All(pages, page => Assert.Equal((page.File, Regex.Count(page.Text, "data-longest")), (page.File, Regex.Count(page.Text, "data-note-wrong"))));
    }

    /// <summary>What was pressed before a line broke is said once more when it is back (circuit.js): said twice, it must be the same as said once.</summary>
    [Fact]
    public void A_box_to_tick_is_set_to_what_it_shows_and_never_turned_over()
    {
        var pages = Repository.WebFiles(".razor").ToList();
        Assert.True(pages.Sum(page => File.ReadLines(page).Count(line => line.Contains("type=\"checkbox\"", StringComparison.Ordinal) && line.Contains(".Value is true", StringComparison.Ordinal))) > 5);
        Finds(pages, line => TurnedOver().Match(line) is { Success: true } match ? match.Value : null);
    }

    [Theory]
    [InlineData("<input type=\"checkbox\" checked=\"@is\" @onchange=\"Toggle\">")]
    [InlineData("<input type=\"checkbox\" checked=\"@is\" @onchange=\"() => is = !is\">")]
    [InlineData("<input checked=\"@is\" type=\"checkbox\" @onclick=\"() => is = !is\">")]
    public void A_box_turned_over_is_noticed(string line) => Assert.Matches(TurnedOver(), line);

    [Fact]
    public void No_page_raises_its_voice() => Finds(Spoken, line => Exclamation().Match(line) is { Success: true } match ? match.Value : null);

    [Fact]
    public void No_page_has_an_emoji() =>
        Finds(Spoken, line => line.EnumerateRunes().FirstOrDefault(rune => rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF) or 0x2B50 or 0xFE0F) is { Value: not 0 } rune ? rune.ToString() : null);

    [Theory]
    [InlineData("<p>Well, hello!</p>")]
    [InlineData("\"They are waiting!\"")]
    [InlineData("Hurry! There is more.")]
    public void A_raised_voice_is_noticed(string line) => Assert.Matches(Exclamation(), line);

    [Theory]
    [InlineData("if (!x || y != null!)")]
    [InlineData("Round!.Cards")]
    [InlineData("font: inherit !important;")]
    [InlineData("<!doctype html>")]
    public void Code_is_not_taken_for_a_raised_voice(string line) => Assert.DoesNotMatch(Exclamation(), line);

    [Fact]
    public void Colour_comes_from_the_tokens_only() =>
        Finds(StyleSheets.Where(file => Path.GetFileName(file) != "tokens.css"), line => Colour().Match(line) is { Success: true } match ? match.Value : null);

    [Fact]
    public void No_page_has_a_colour_of_its_own() =>
        Finds(Repository.WebFiles(".razor"), line => StyleColour().Match(line) is { Success: true } match ? match.Value : null);

    [Theory]
    [InlineData("color: #fff;")]
    [InlineData("--ring: #FFFFFF80;")]
    [InlineData("background: rgb(1 2 3);")]
    [InlineData("border: 1px solid white;")]
    public void A_colour_is_noticed(string line) => Assert.Matches(Colour(), line);

    [Theory]
    [InlineData("#mud-snackbar-container { bottom: 96px; }")]
    [InlineData("color: var(--mud-palette-primary);")]
    [InlineData("white-space: pre-wrap;")]
    [InlineData(".zg.g { color: var(--gray); }")]
    [InlineData("background: color-mix(in srgb, var(--mud-palette-text-primary) 5%, transparent);")]
    public void What_is_no_colour_is_left_alone(string line) => Assert.DoesNotMatch(Colour(), line);

    [Fact]
    public void Icons_are_outlined_ones_only() =>
        Finds(Code, line => Icon().Matches(line).Select(match => match.Value).FirstOrDefault(icon => !icon.StartsWith("Icons.Material.Outlined.", StringComparison.Ordinal)));

    [Fact]
    public void No_heart_flame_shield_gavel_or_warning_sign() =>
        Finds(Code, line => Icon().Matches(line).Select(match => match.Value.Split('.')[^1])
            .FirstOrDefault(name => ((string[])["Favorite", "Heart", "Fire", "Whatshot", "Shield", "Gavel", "Warning", "Security"]).Any(word => name.Contains(word, StringComparison.Ordinal))));

    [Fact]
    public void No_text_becomes_markup_unless_its_line_says_why_that_is_safe() =>
        Finds(Code, line => RawMarkup().Match(line) is { Success: true } match && !line.Contains("safe:", StringComparison.Ordinal) ? match.Value : null);

    /// <summary>From where the app begins, which may be below a path of its host.</summary>
    [Fact]
    public void No_address_of_ours_begins_at_the_root_of_the_host() =>
        Finds(((string[])[".razor", ".cs", ".js", ".webmanifest"]).SelectMany(Repository.WebFiles), line => RootAddress().Match(line) is { Success: true } match ? match.Value : null);

    [Theory]
    [InlineData("<a href=\"/today\">")]
    [InlineData("<a href=\"@($\"/rounds/{id}\")\">")]
    [InlineData("<form method=\"post\" action=\"/exit\">")]
    [InlineData("Navigation.NavigateTo($\"/rounds/{id}\");")]
    [InlineData("Response.Redirect(\"/today\");")]
    [InlineData("fetch(`/journal/${what}`)")]
    [InlineData("{ href: '/help' }")]
    [InlineData("\"start_url\": \"/today\"")]
    public void An_address_from_the_root_is_noticed(string line) => Assert.Matches(RootAddress(), line);

    private static IEnumerable<string> StyleSheets => Repository.WebFiles(".css");

    private static void Finds(IEnumerable<string> files, Func<string, string?> find)
    {
        var found = files.SelectMany(file => File.ReadAllLines(file).Select((line, at) => (line, at))
            .Select(entry => (find(entry.line), entry.at)).Where(entry => entry.Item1 is not null)
            .Select(entry => $"{Path.GetRelativePath(Repository.Web, file)}, line {entry.at + 1}: {entry.Item1}"));
        Assert.Empty(found);
    }

    [GeneratedRegex("""type="checkbox"[^>]*@on(?!change="\w+ => [^"]*\.Value is true)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TurnedOver();

    [GeneratedRegex("""\p{L}[”’)]?!(?=[\s<"”’]|$)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Exclamation();

    [GeneratedRegex(@"(?<=[:,(\s])#([0-9a-fA-F]{3,4}){1,2}\b(?![\w-])|\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(|:[^;{]*(?<![-\w])(white|black|red|green|blue|gr[ae]y|orange|yellow|purple|pink|brown)\b(?!-)(?=[^;{]*;)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colour();

    [GeneratedRegex("""style="[^"]*(#[0-9a-fA-F]{3}|rgb|hsl|color:)|Color="Color\.(?!Inherit|Default)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StyleColour();

    [GeneratedRegex("""(href|action|src|start_url|scope)("?[=:]\s*)["'`](@\(\$")?/|(NavigateTo|Redirect|fetch|register|replace|assign|pushState\(1, '', |replaceState\(null, '', )\(?\$?["'`]/""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RootAddress();

    [GeneratedRegex(@"\bIcons(\.\w+){2,3}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Icon();

    [GeneratedRegex("MarkupString|AddMarkupContent|HtmlString|innerHTML|insertAdjacentHTML", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RawMarkup();
}
