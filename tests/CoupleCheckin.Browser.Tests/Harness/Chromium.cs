using Microsoft.Playwright;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>
/// The one browser of a test run: Debian's Chromium where it is installed, without a window of its own where that is to be had, which
/// draws nothing but pages; else Playwright's own.
/// </summary>
public static class Chromium
{
    private static readonly string? Debian = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists);

    private static readonly Lazy<Task<IBrowser>> Shared = new(LaunchAsync);

    /// <summary>The browser, started at the first call. It ends with this process, which holds its other end.</summary>
    public static Task<IBrowser> SharedAsync() => Shared.Value;

    private static async Task<IBrowser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        // How long something may take on a busy machine; nothing waits longer than it must.
        Assertions.SetDefaultExpectTimeout(20_000);
        try
        {
            return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Debian,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync",
                ],
            });
        }
        catch (PlaywrightException reason) when (Debian is null)
        {
            throw new InvalidOperationException(
                "No browser: neither Debian's nor Playwright's own. tests/run.sh installs what is missing.", reason);
        }
    }
}
