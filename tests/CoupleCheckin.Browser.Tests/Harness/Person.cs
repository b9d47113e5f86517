using System.Text;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>What a person holds in the hands.</summary>
public enum Device
{
    Phone,
    Laptop,
}

/// <summary>
/// One person at one browser with cookies of its own. Whatever goes wrong in any of its tabs is written down;
/// <see cref="AssertClean"/> asks for it.
/// </summary>
public sealed class Person : IAsyncDisposable
{
    // Runs before any script of a page, also under a strict content security policy.
    private const string Listener = """
        (() => {
          document.addEventListener('securitypolicyviolation', e => window.__ccViolation?.(
            `${e.effectiveDirective} refused ${e.blockedURI} at ${e.sourceFile || location.href}:${e.lineNumber} ${e.sample}`));
          const shifts = { sum: 0, culprits: [] };
          const describe = n => !n ? '(gone)' : n.nodeType === 1 ? `${n.localName}${n.id ? '#' + n.id : ''}${n.classList.length ? '.' + [...n.classList].join('.') : ''}` : `text in ${n.parentElement?.localName}`;
          // On an emulated phone the browser takes its own sizing of the view for input, and would excuse each early shift.
          let input = -Infinity;
          for (const type of ['pointerdown', 'pointerup', 'keydown', 'click']) addEventListener(type, e => { input = e.timeStamp; }, { capture: true, passive: true });
          const count = entries => { for (const e of entries) if (!e.hadRecentInput || e.startTime - input > 500) {
            shifts.sum += e.value;
            shifts.culprits.push(`${e.value.toFixed(4)} ${(e.sources || []).map(s => describe(s.node)).join(', ')}`);
          } };
          const observer = new PerformanceObserver(list => count(list.getEntries()));
          observer.observe({ type: 'layout-shift', buffered: true });
          window.__ccShifts = () => { count(observer.takeRecords()); return shifts; };
        })();
        """;

    private readonly RunningApp _app;
    private readonly Lock _gate = new();
    private readonly List<string> _faults = [];
    private readonly List<string> _allowed = [];

    private Person(RunningApp app, string name, IBrowserContext context)
    {
        _app = app;
        Name = name;
        Context = context;
    }

    public string Name { get; }

    public IBrowserContext Context { get; }

    /// <summary>The first tab.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>What went wrong so far, except what was allowed.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults.Where(fault => !_allowed.Any(allowed => fault.Contains(allowed, StringComparison.Ordinal)))];
            }
        }
    }

    /// <summary>
    /// Somebody sits down at a fresh browser, with one empty tab. Motion is reduced unless asked for; <c>at</c> is the
    /// address to come through in place of the app's own, such as a relay's; <c>cookies</c> is what another browser had stored.
    /// </summary>
    public static async Task<Person> ComeAsync(
        RunningApp app, string name, Device device = Device.Phone, bool dark = false, bool motion = false, bool scripts = true, Uri? at = null,
        string? cookies = null)
    {
        var browser = await Chromium.SharedAsync();
        var home = at ?? app.BaseAddress;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = home.ToString(),
            ViewportSize = device is Device.Phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 800 },
            HasTouch = device is Device.Phone,
            IsMobile = device is Device.Phone,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = motion ? ReducedMotion.NoPreference : ReducedMotion.Reduce,
            JavaScriptEnabled = scripts,
            Locale = "en-GB",
            StorageState = cookies,
            ServiceWorkers = ServiceWorkerPolicy.Block,
        });
        context.SetDefaultTimeout(30_000);
        context.SetDefaultNavigationTimeout(30_000);
        var person = new Person(app, name, context);
        await person.ListenAsync(home);
        person.Page = await context.NewPageAsync();
        return person;
    }

    /// <summary>From here on, a fault that contains this text is expected and no fault.</summary>
    public void Allow(string part)
    {
        lock (_gate)
        {
            _allowed.Add(part);
        }
    }

    /// <summary>Fails when anything went wrong in any tab: script errors, refused content, foreign hosts, server faults.</summary>
    public void AssertClean()
    {
        var faults = Faults;
        Assert.True(faults.Count == 0, $"{Name}'s browser saw:\n{string.Join('\n', faults)}\nThe app said:\n{_app.Output}");
    }

    /// <summary>Fails when the accessibility rules of axe find anything on the page as it is now.</summary>
    public async Task AxeAsync(IPage? page = null)
    {
        page ??= Page;
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        if (result.Violations.Length == 0)
        {
            return;
        }
        var text = new StringBuilder($"axe finds on {page.Url}:\n");
        foreach (var violation in result.Violations)
        {
            text.Append("- ").Append(violation.Id).Append(" (").Append(violation.Impact).Append("): ").AppendLine(violation.Help);
            foreach (var node in violation.Nodes)
            {
                text.Append("    ").AppendLine(node.Target?.ToString());
                text.Append("      ").AppendLine(Short(node.Html));
                foreach (var check in (node.Any ?? []).Concat(node.All ?? []).Concat(node.None ?? []))
                {
                    text.Append("      ").AppendLine(Short(check.Message));
                }
            }
        }
        Assert.Fail(text.ToString());
    }

    /// <summary>Takes a picture of the whole page into artifacts/screens and answers its path.</summary>
    public async Task<string> ScreenshotAsync(string name, IPage? page = null)
    {
        var path = Path.Combine(Repository.Artifacts, "screens", $"{name}.png");
        await (page ?? Page).ScreenshotAsync(new PageScreenshotOptions
        {
            Path = path,
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
            Caret = ScreenshotCaret.Hide,
        });
        return path;
    }

    /// <summary>How far the page has moved by itself since it was loaded (the sum of its layout shifts), and what moved.</summary>
    public async Task<(double Sum, IReadOnlyList<string> Culprits)> LayoutShiftAsync(IPage? page = null)
    {
        // Shifts are known only once a frame is drawn: wait for two.
        var shifts = await (page ?? Page).EvaluateAsync<JsonElement>(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(window.__ccShifts()))))");
        return (shifts.GetProperty("sum").GetDouble(), [.. shifts.GetProperty("culprits").EnumerateArray().Select(culprit => culprit.GetString()!)]);
    }

    /// <summary>Counts the bytes and requests of the first tab from now on.</summary>
    public Task<Wire> CountWireAsync() => Wire.CountAsync(Page);

    public async ValueTask DisposeAsync() => await Context.CloseAsync();

    private static string Short(string? text) => text is { Length: > 240 } ? text[..240] + "…" : text ?? "";

    private async Task ListenAsync(Uri home)
    {
        await Context.ExposeBindingAsync("__ccViolation", (BindingSource _, string violation) => Note("content security policy", violation));
        await Context.AddInitScriptAsync(Listener);
        Context.Console += (_, message) =>
        {
            if (message.Type is "error" || message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                Note("console", $"{message.Text} ({message.Location})");
            }
        };
        Context.WebError += (_, error) => Note("script error", error.Error);
        Context.Request += (_, request) => NoteForeign(home, request.Url);
        Context.Response += (_, response) =>
        {
            if (response.Status >= 500)
            {
                Note("server fault", $"{response.Status} {response.Request.Method} {response.Url}");
            }
        };
        Context.Page += (_, page) =>
        {
            page.WebSocket += (_, socket) => NoteForeign(home, socket.Url);
            page.Crash += (_, _) => Note("crash", page.Url);
        };
    }

    private void NoteForeign(Uri home, string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https" or "ws" or "wss"
            && (address.Host, address.Port) != (home.Host, home.Port)
            && (address.Host, address.Port) != (_app.BaseAddress.Host, _app.BaseAddress.Port))
        {
            Note("another host", url);
        }
    }

    private void Note(string kind, string what)
    {
        lock (_gate)
        {
            _faults.Add($"{kind}: {what}");
        }
    }
}
