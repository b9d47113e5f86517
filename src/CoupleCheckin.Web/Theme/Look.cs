using MudBlazor;

namespace CoupleCheckin.Web.Theme;

/// <summary>The theme of look.md 2: paper and ink, pine for moving on, and no colour that judges.</summary>
public static class Look
{
    private static readonly string[] Sans =
    [
        "-apple-system", "BlinkMacSystemFont", "Segoe UI Variable Text", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans",
        "Helvetica Neue", "Arial", "sans-serif",
    ];

    /// <summary>The theme, for both modes.</summary>
    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Background = "#F9F6F1", BackgroundGray = "#F1EDE6", Surface = "#FFFFFF",
            TextPrimary = "#21272F", TextSecondary = "#525961", TextDisabled = "#7A7E83",
            Primary = "#205241", PrimaryContrastText = "#FFFFFF", Secondary = "#525961", SecondaryContrastText = "#FFFFFF",
            Tertiary = "#282D3D", TertiaryContrastText = "#F4F5F9", Dark = "#21272F", DarkContrastText = "#FFFFFF",
            Info = "#4D6074", InfoContrastText = "#FFFFFF", Success = "#205241", SuccessContrastText = "#FFFFFF",
            Warning = "#855610", WarningContrastText = "#FFFFFF", Error = "#99351B", ErrorContrastText = "#FFFFFF",
            ActionDefault = "#525961", ActionDisabled = "#7A7E83", ActionDisabledBackground = "#E9E5DE",
            AppbarBackground = "#F9F6F1", AppbarText = "#21272F", DrawerBackground = "#FFFFFF", DrawerText = "#525961",
            DrawerIcon = "#525961", LinesDefault = "#E1DCD4", LinesInputs = "#857F77", Divider = "#E1DCD4", DividerLight = "#EDE9E2",
            TableLines = "#E1DCD4", TableStriped = "#F6F3ED", TableHover = "#F1EDE6", Skeleton = "#E1DCD4",
            OverlayDark = "rgba(33,39,47,0.45)", HoverOpacity = .05, RippleOpacity = 0, RippleOpacitySecondary = 0,
        },
        PaletteDark = new PaletteDark
        {
            Background = "#191715", BackgroundGray = "#201D1A", Surface = "#24211E",
            TextPrimary = "#EBE7E2", TextSecondary = "#B6B2AC", TextDisabled = "#8D8982",
            Primary = "#8FCBB2", PrimaryContrastText = "#06211A", Secondary = "#B6B2AC", SecondaryContrastText = "#191715",
            Tertiary = "#31374A", TertiaryContrastText = "#F4F5F9", Dark = "#EBE7E2", DarkContrastText = "#24211E",
            Info = "#A6C1DD", InfoContrastText = "#12202E", Success = "#8FCBB2", SuccessContrastText = "#06211A",
            Warning = "#EABB79", WarningContrastText = "#2A1B04", Error = "#F3947C", ErrorContrastText = "#33100A",
            ActionDefault = "#B6B2AC", ActionDisabled = "#8D8982", ActionDisabledBackground = "#33302C",
            AppbarBackground = "#191715", AppbarText = "#EBE7E2", DrawerBackground = "#24211E", DrawerText = "#B6B2AC",
            DrawerIcon = "#B6B2AC", LinesDefault = "#3E3A35", LinesInputs = "#8A857E", Divider = "#3E3A35", DividerLight = "#2E2A26",
            TableLines = "#3E3A35", TableStriped = "#211E1B", TableHover = "#2B2824", Skeleton = "#3E3A35",
            OverlayDark = "rgba(0,0,0,0.6)", HoverOpacity = .07, RippleOpacity = 0, RippleOpacitySecondary = 0,
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = "1rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "0" },
            H1 = new H1Typography { FontSize = "1.75rem", FontWeight = "600", LineHeight = "1.2", LetterSpacing = "-.012em" },
            H2 = new H2Typography { FontSize = "1.1875rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "0" },
            H3 = new H3Typography { FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            Body1 = new Body1Typography { FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontSize = ".875rem", LineHeight = "1.45", LetterSpacing = "0" },
            Button = new ButtonTypography { FontSize = "1rem", FontWeight = "600", LineHeight = "1.25", LetterSpacing = "0", TextTransform = "none" },
            Caption = new CaptionTypography { FontSize = ".8125rem", LineHeight = "1.4", LetterSpacing = "0" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px", AppbarHeight = "52px" },
    };
}
