using System.Globalization;
using System.Text.RegularExpressions;
using CoupleCheckin.Web.Theme;
using MudBlazor;
using MudBlazor.Utilities;

namespace CoupleCheckin.Web.Tests.Theme;

public sealed partial class ThemeTests
{
    private static readonly Dictionary<string, Func<Palette, MudColor>> InTheTheme = new(StringComparer.Ordinal)
    {
        ["background"] = palette => palette.Background,
        ["background-gray"] = palette => palette.BackgroundGray,
        ["surface"] = palette => palette.Surface,
        ["text-primary"] = palette => palette.TextPrimary,
        ["text-secondary"] = palette => palette.TextSecondary,
        ["text-disabled"] = palette => palette.TextDisabled,
        ["lines-default"] = palette => palette.LinesDefault,
        ["lines-inputs"] = palette => palette.LinesInputs,
        ["primary"] = palette => palette.Primary,
        ["primary-text"] = palette => palette.PrimaryContrastText,
        ["warning"] = palette => palette.Warning,
        ["error"] = palette => palette.Error,
    };

    /// <summary>Foreground, background, and the least contrast (WCAG 2.2: 4.5 for text, 3 for outlines of controls).</summary>
    public static TheoryData<string, string, double> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, double>
            {
                { "mud-palette-primary-text", "mud-palette-primary", 4.5 },
                { "room-me-text", "room-me", 4.5 },
                { "mud-palette-warning", "mud-palette-surface", 4.5 },
                { "mud-palette-warning", "me-surface", 4.5 },
                { "mud-palette-error", "mud-palette-surface", 4.5 },
                { "mud-palette-error", "mud-palette-background", 4.5 },
            };
            foreach (var text in (string[])["mud-palette-text-primary", "mud-palette-text-secondary"])
            {
                foreach (var ground in (string[])["mud-palette-background", "mud-palette-surface", "mud-palette-background-gray", "me-background", "me-surface"])
                    pairs.Add(text, ground, 4.5);
            }

            foreach (var ground in (string[])["mud-palette-background", "mud-palette-surface", "me-background"])
                pairs.Add("mud-palette-primary", ground, 4.5);
            foreach (var ground in (string[])["mud-palette-surface", "mud-palette-background", "me-surface", "me-background"])
                pairs.Add("mud-palette-lines-inputs", ground, 3);
            foreach (var zone in (string[])["within", "gray", "objection"])
            {
                pairs.Add(zone, zone + "-tint", 4.5);
                pairs.Add(zone, "mud-palette-surface", 4.5);
                pairs.Add(zone, "mud-palette-background", 4.5);
                pairs.Add("mud-palette-text-primary", zone + "-tint", 4.5);
            }

            return pairs;
        }
    }

    [Fact]
    public void Static_pages_have_the_colours_of_the_theme_in_both_modes()
    {
        var tokens = Tokens.ReadColours(Tokens.OfTheTheme);
        Assert.Equal(InTheTheme.Keys.Order(StringComparer.Ordinal), tokens.Keys.Select(name => name["mud-palette-".Length..]).Order(StringComparer.Ordinal));
        Assert.All(InTheTheme, entry => Assert.Equal(
            (Hex(entry.Value(Look.Theme.PaletteLight)), Hex(entry.Value(Look.Theme.PaletteDark))),
            (tokens["mud-palette-" + entry.Key].Light.ToUpperInvariant(), tokens["mud-palette-" + entry.Key].Dark.ToUpperInvariant())));
    }

    [Fact]
    public void Static_pages_have_the_corners_and_the_letters_of_the_theme()
    {
        Assert.Contains($"--mud-default-borderradius: {Look.Theme.LayoutProperties.DefaultBorderRadius};", Tokens.OfTheTheme, StringComparison.Ordinal);
        var family = Family().Match(Tokens.OfTheTheme).Groups["family"].Value.Split(',').Select(name => name.Trim().Trim('"'));
        Assert.Equal(Look.Theme.Typography.Default.FontFamily!, family);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_text_and_every_outline_stands_out_enough_in_both_modes(string foreground, string background, double least)
    {
        var (front, back) = (Tokens.Colours[foreground], Tokens.Colours[background]);
        Assert.True(Contrast(front.Light, back.Light) >= least, $"{foreground} on {background}, light: {Contrast(front.Light, back.Light):0.00}");
        Assert.True(Contrast(front.Dark, back.Dark) >= least, $"{foreground} on {background}, dark: {Contrast(front.Dark, back.Dark):0.00}");
    }

    [Theory]
    [InlineData("#000000", "#FFFFFF", 21.0)]
    [InlineData("#777777", "#FFFFFF", 4.48)]
    [InlineData("#FFFFFF", "#FFFFFF", 1.0)]
    public void Contrast_is_measured_as_wcag_does(string front, string back, double ratio) => Assert.Equal(ratio, Contrast(front, back), 2);

    [Fact]
    public void Zones_are_told_apart_by_lightness_alone_in_the_same_order_in_both_modes()
    {
        foreach (var isDark in (bool[])[false, true])
        {
            var tints = ((string[])["within-tint", "gray-tint", "objection-tint"]).Select(name => Luminance(isDark ? Tokens.Colours[name].Dark : Tokens.Colours[name].Light)).ToList();
            Assert.Equal(tints.OrderDescending(), tints);
        }
    }

    [Fact]
    public void Nothing_moves_for_its_own_sake()
    {
        Assert.Equal((0, 0), (Look.Theme.PaletteLight.RippleOpacity, Look.Theme.PaletteDark.RippleOpacity));
        Assert.Contains("prefers-reduced-motion: reduce", Tokens.Text, StringComparison.Ordinal);
    }

    private static string Hex(MudColor colour) => colour.ToString(MudColorOutputFormats.Hex).ToUpperInvariant();

    private static double Contrast(string a, string b)
    {
        var (light, dark) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (light + .05) / (dark + .05);
    }

    private static double Luminance(string hex)
    {
        var parts = ((int[])[1, 3, 5])
            .Select(at => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= .04045 ? part / 12.92 : Math.Pow((part + .055) / 1.055, 2.4)).ToList();
        return (.2126 * parts[0]) + (.7152 * parts[1]) + (.0722 * parts[2]);
    }

    [GeneratedRegex("--mud-typography-default-family: (?<family>[^;]+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Family();
}
