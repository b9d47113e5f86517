using System.Text.Json;
using Microsoft.Playwright;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>What can be seen wrong with a page by measuring it.</summary>
public static class Looks
{
    /// <summary>Set to anything, pictures of every page are kept in artifacts/screens.</summary>
    public const string ShotsVariable = "COUPLECHECKIN_SHOTS";

    public static bool AreKept { get; } = Environment.GetEnvironmentVariable(ShotsVariable) is { Length: > 0 };

    /// <summary>
    /// What does not fit at this size: a page that scrolls sideways, words that are cut or stand outside of the screen. Empty when
    /// all is well.
    /// </summary>
    public static async Task<IReadOnlyList<string>> MisfitsAsync(IPage page)
    {
        var found = await page.EvaluateAsync<JsonElement>(
            """
            () => {
              const wide = document.documentElement.clientWidth, found = [];
              const name = e => `${e.localName}${e.id ? '#' + e.id : ''}.${[...e.classList].join('.')} "${e.textContent.trim().slice(0, 50)}"`;
              const scroller = document.scrollingElement;
              const known = new Map();
              // Whether something is hidden from sight, and which boxes may cut it, the innermost first.
              const facts = e => {
                if (!known.has(e)) {
                  const style = getComputedStyle(e), above = e.parentElement ? facts(e.parentElement) : { hidden: false, frames: [] };
                  const cuts = e !== document.body && e !== document.documentElement && (style.overflowX !== 'visible' || style.overflowY !== 'visible');
                  const frame = cuts && { box: e.getBoundingClientRect(), scrolls: /auto|scroll/.test(style.overflowX + style.overflowY), e };
                  known.set(e, { hidden: above.hidden || style.clipPath === 'inset(50%)', frames: frame ? [frame, ...above.frames] : above.frames });
                }
                return known.get(e);
              };
              if (scroller.scrollWidth > wide + 1) found.push(`the page is ${scroller.scrollWidth} wide on a screen of ${wide}`);
              for (const e of document.body.querySelectorAll('*')) {
                if (!e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || e.closest('svg, .hide, .reads thead, .skip:not(:focus), [aria-hidden=true], .brief-row:not([open]) > article, details:not([open]) > :not(summary)')) continue;
                const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
                if (!own && !e.matches('input, textarea, img')) continue;
                const { hidden, frames } = facts(e);
                if (hidden) continue;
                const range = document.createRange();
                range.selectNodeContents(e);
                const box = own ? range.getBoundingClientRect() : e.getBoundingClientRect();
                if (!box.width || !box.height) continue;
                // What lies in a row that is swiped sideways is reached by swiping.
                if ((box.right > wide + 1 || box.left < -1) && !e.closest('.swipe')) found.push(`${name(e)} stands from ${Math.round(box.left)} to ${Math.round(box.right)} on a screen of ${wide}`);
                if (e.matches('.btn, button, a, label, th, td, p, h1, h2, h3') && e.textContent.trim().length > 8 && box.width < 120 && box.height > 4 * box.width) found.push(`${name(e)} is squeezed to ${Math.round(box.width)} by ${Math.round(box.height)}`);
                for (const { box: inside, scrolls, e: frame } of frames) {
                  if (!scrolls && !frame.matches('input, textarea') && (box.right > inside.right + 1.5 || box.bottom > inside.bottom + 1.5 || box.left < inside.left - 1.5)) found.push(`${name(e)} is cut by ${name(frame).slice(0, 40)}`);
                }
              }
              // Two controls must not lie on each other, and nothing that is always in sight may cover what has the focus ring.
              const controls = [...document.querySelectorAll('.steps .btn, .places a, .room a')].filter(e => e.checkVisibility());
              for (const a of controls) for (const b of controls) {
                if (a === b || a.contains(b)) continue;
                const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
                if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1) found.push(`${name(a)} lies on ${name(b)}`);
              }
              return [...new Set(found)];
            }
            """);
        return [.. found.EnumerateArray().Select(misfit => misfit.GetString()!)];
    }

    /// <summary>Fails when something on the page does not fit, and names it.</summary>
    public static async Task AssertFitsAsync(IPage page, string what)
    {
        var misfits = await MisfitsAsync(page);
        Assert.True(misfits.Count == 0, $"{what}:\n{string.Join('\n', misfits)}");
    }
}
