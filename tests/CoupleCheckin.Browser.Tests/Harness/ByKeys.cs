using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>Going about without a mouse.</summary>
public static class ByKeys
{
    /// <summary>Tabs to it and presses Enter.</summary>
    public static async Task GoByKeysAsync(this IPage page, ILocator target)
    {
        await Expect(target).ToBeEnabledAsync();
        await page.TabToAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Presses Tab until it is there. Each stop shows where one is.</summary>
    public static async Task TabToAsync(this IPage page, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var stops = 0; stops < 60; stops++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
            await page.Keyboard.PressAsync("Tab");
            var shown = await page.EvaluateAsync<string>(
                """
                async () => {
                  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                  const at = document.activeElement;
                  // A heading that the page itself moved to meanwhile is no stop of Tab.
                  if (!at || at === document.body || at.tabIndex < 0) return '';
                  const ring = element => { const s = getComputedStyle(element); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'; };
                  const box = (at.type === 'radio' ? at.closest('label') : at).getBoundingClientRect();
                  if (!ring(at) && !ring(at.closest('label') ?? at)) return `no ring: ${getComputedStyle(at).outline} visible ${at.matches(':focus-visible')}`;
                  return box.width && box.height ? '' : 'no box';
                }
                """);
            Assert.True(shown.Length == 0, $"Tab leads to something that shows no focus ({shown}) on {page.Url}: {await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 200)")}");
        }
        Assert.Fail($"Tab never reaches {target} on {page.Url}.");
    }
}
