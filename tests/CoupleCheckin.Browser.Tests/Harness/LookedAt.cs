using Microsoft.Playwright;
using Xunit.Abstractions;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>
/// Looks at pages in light and dark, on a phone and a laptop, narrow and with large letters, and remembers what axe found and
/// what did not fit.
/// </summary>
public sealed class LookedAt(ITestOutputHelper output)
{
    /// <summary>Every colour and every size once; with pictures, every colour in every size.</summary>
    private static readonly (int Width, int Height, ColorScheme Scheme, bool IsAlways)[] Ways =
    [
        (390, 844, ColorScheme.Light, true), (1280, 800, ColorScheme.Dark, true),
        (390, 844, ColorScheme.Dark, false), (1280, 800, ColorScheme.Light, false),
    ];

    private readonly List<string> _misfits = [];
    private readonly List<string> _seen = [];

    /// <summary>Looks at a page as it is now. A name stands once.</summary>
    public async Task LookAsync(Person person, string name)
    {
        _seen.Add(name);
        var page = person.Page;
        foreach (var (width, height, scheme, _) in Ways.Where(way => way.IsAlways || Looks.AreKept))
        {
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await SettleAsync(page, scheme);
            if (Looks.AreKept)
            {
                await person.ScreenshotAsync($"{name}-{width}-{scheme}".ToLowerInvariant());
            }
            try
            {
                await person.AxeAsync();
            }
            catch (Xunit.Sdk.XunitException found)
            {
                _misfits.Add($"{name}, {width} px, {scheme}: {found.Message}");
            }
            await CheckFitAsync(page, $"{name}, {width} px");
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(320, 640);
        await CheckFitAsync(page, $"{name}, 320 px");
        if (Looks.AreKept)
        {
            await person.ScreenshotAsync($"{name}-320");
        }
        await page.SetViewportSizeAsync(1280, 800);
        await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
        await CheckFitAsync(page, $"{name}, letters of twice the size");
        await page.SetViewportSizeAsync(390, 844);
        await CheckFitAsync(page, $"{name}, letters of twice the size on a phone");
        if (Looks.AreKept)
        {
            await person.ScreenshotAsync($"{name}-390-large");
        }
        await page.EvaluateAsync("() => { document.documentElement.style.fontSize = ''; }");
        await page.SetViewportSizeAsync(1280, 800);
        await DrawnAsync(page);
    }

    /// <summary>Fails when anything was found, and says on which page.</summary>
    public void AssertFine()
    {
        Figures.Print(output, "states of pages looked at, each in both sizes and both colours", _seen.Count, "states");
        Assert.Equal(_seen.Count, _seen.Distinct(StringComparer.Ordinal).Count());
        Assert.True(_misfits.Count == 0, string.Join("\n\n", _misfits));
    }

    private async Task CheckFitAsync(IPage page, string what)
    {
        var misfits = await Looks.MisfitsAsync(page);
        if (misfits.Count > 0)
        {
            _misfits.Add($"{what}:\n  {string.Join("\n  ", misfits)}");
        }
    }

    /// <summary>Colours follow the system: on static pages at once, elsewhere through the circuit. A frame later they have all arrived.</summary>
    private static async Task SettleAsync(IPage page, ColorScheme scheme)
    {
        await page.WaitForFunctionAsync(
            """
            dark => {
              const [r, g, b] = getComputedStyle(document.querySelector('.shell') ?? document.body).backgroundColor.match(/[\d.]+/g).map(Number);
              const isDark = r + g + b < 200;
              return isDark === dark || !document.querySelector('.shell') || document.querySelector('#no-connection.components-reconnect-show');
            }
            """,
            scheme == ColorScheme.Dark);
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => {})))");
        await DrawnAsync(page);
    }

    /// <summary>What was set is drawn, so that a press meets what it was meant for.</summary>
    private static Task DrawnAsync(IPage page) => page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
}
