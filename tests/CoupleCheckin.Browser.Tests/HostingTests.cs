using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using Npgsql;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>What whoever runs the server sees: the home network, several servers, and the program's own words when it cannot start.</summary>
public sealed class HostingTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_phone_at_home_takes_the_certificate_in_and_opens_the_app_with_it()
    {
        var port = RunningApp.FreePort();
        var app = await RunningApp.StartNewAsync(("CoupleCheckin__Home", "true"), ("CoupleCheckin__HomePort", port.ToString(CultureInfo.InvariantCulture)));
        try
        {
            // As a phone that took the authority in: nothing else is believed.
            using var plain = new HttpClient();
            using var authority = X509CertificateLoader.LoadCertificate(await plain.GetByteArrayAsync(new Uri(app.BaseAddress, "at-home/notes-at-home.crt")));
            using var trusting = new HttpClient(new SocketsHttpHandler
            {
                UseProxy = false,
                SslOptions = new SslClientAuthenticationOptions
                {
                    CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck },
                },
            });
            var home = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{port}");
            using (var answer = await trusting.GetAsync(new Uri($"{home}/health/live")))
            {
                Assert.True(answer.IsSuccessStatusCode);
                Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
            }

            // As one that goes on once.
            var browser = await Chromium.SharedAsync();
            await using var context = await browser.NewContextAsync(new() { IgnoreHTTPSErrors = true, BaseURL = home, ServiceWorkers = ServiceWorkerPolicy.Block });
            var page = await context.NewPageAsync();
            await page.GotoAsync("/at-home");
            var fingerprint = Convert.ToHexString(SHA256.HashData(authority.RawData));
            await Expect(page.Locator("[data-fingerprint]")).ToHaveTextAsync(string.Join(' ', fingerprint.Chunk(4).Select(four => new string(four))));
            await Expect(page.Locator("[data-address]")).ToContainTextAsync($":{port}/at-home");
            await page.GotoAsync("/account/sign-up");
            await Expect(page.Locator("form").First).ToBeVisibleAsync();
            Assert.True(await page.EvaluateAsync<bool>("isSecureContext"));
            Assert.Contains("/at-home", app.Output, StringComparison.Ordinal);
            Assert.Contains($"is open at {app.BaseAddress.ToString().TrimEnd('/')} and {home}\n", app.Output, StringComparison.Ordinal);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task When_one_of_two_servers_is_killed_the_other_asks_for_one_password_and_nothing_is_lost()
    {
        if (await PostgresServer.SharedAsync() is not { } server)
            return;
        var folder = Directory.CreateTempSubdirectory("couple-checkin-cookies-").FullName;
        var certificate = Path.Combine(folder, "cookies.pfx");
        using (var key = RSA.Create(2048))
        using (var made = new CertificateRequest("CN=cookies", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddYears(1)))
            await File.WriteAllBytesAsync(certificate, made.Export(X509ContentType.Pkcs12));
        (string, string)[] settings = [("ConnectionStrings__Postgres", await server.NewDatabaseAsync()), ("CoupleCheckin__CookieKeysCertificate", certificate)];
        var one = await RunningApp.StartNewAsync(settings);
        var other = await RunningApp.StartNewAsync(settings);
        try
        {
            var account = Account.New("ann");
            var note = Canaries.Make("annsnote");
            await using var ann = await Person.ComeAsync(one, "Ann", Device.Laptop);
            ann.ExpectBrokenLines();
            await ann.SignUpAsync(account);
            var round = await ann.StartRoundAsync();
            await ann.AnswerAsync(new(Place.Gray));
            await ann.NextAsync();
            await ann.AnswerAsync(new(Note: note));

            await one.StopAsync(abruptly: true);
            var watch = Stopwatch.StartNew();
            await ann.Page.GotoAsync(new Uri(other.BaseAddress, new Uri(one.BaseAddress, round).AbsolutePath).ToString());
            await Expect(ann.Page.Heading()).ToHaveTextAsync("Your space is locked");
            await ann.Page.GetByLabel("Your password").FillAsync(account.Password);
            await ann.Page.Button("Open").ClickAsync();
            await Expect(ann.Page.Note()).ToHaveValueAsync(note);
            Figures.Print(output, "a server killed: from there to the same card on the other", watch.Elapsed.TotalMilliseconds, "ms");
        }
        finally
        {
            await one.DisposeAsync();
            await other.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task While_the_database_is_away_an_open_page_keeps_its_words_and_afterwards_they_are_saved_without_a_restart()
    {
        if (await PostgresServer.SharedAsync() is not { } server)
            return;
        var database = await server.NewDatabaseAsync();
        var app = await RunningApp.StartNewAsync(("ConnectionStrings__Postgres", database));
        try
        {
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            await ann.SignUpAsync(Account.New("ann"));
            var round = await ann.StartRoundAsync();
            await ann.AnswerAsync(new(Note: Canaries.Make("before")));
            var process = app.ProcessId;

            await AllowAsync(database, false);
            var meanwhile = Canaries.Make("meanwhile");
            await ann.Page.Note().FillAsync(meanwhile);
            await Expect(ann.Page.Locator(".draft-line [role=alert]")).ToHaveTextAsync("Not saved. Your words are still here.");
            await Expect(ann.Page.Note()).ToHaveValueAsync(meanwhile);
            var other = await ann.Context.NewPageAsync();
            await other.GotoAsync("/today");
            await Expect(other.Heading()).ToHaveTextAsync("That did not work");

            await AllowAsync(database, true);
            await ann.Page.Button("Save again").ClickAsync();
            await Expect(ann.Page.Saved()).ToBeVisibleAsync();
            await other.GotoAsync(round);
            await Expect(other.Note()).ToHaveValueAsync(meanwhile);
            Assert.Equal(process, app.ProcessId);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>Takes a database away from everybody who is connected to it, or gives it back.</summary>
    private static async Task AllowAsync(string database, bool allowed)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using var administrator = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Database = "postgres", Pooling = false }.ConnectionString);
        await administrator.OpenAsync();
        foreach (var statement in new[] { $"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS {allowed}", $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'" })
        {
            await using var command = new NpgsqlCommand(statement, administrator);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task What_keeps_it_from_starting_is_said_in_one_sentence_with_its_exit_code()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            var taken = app.BaseAddress.ToString().TrimEnd('/');
            await SaysAsync(3, "Another program is using the data directory", ("CoupleCheckin__DataDirectory", app.DataDirectory));
            await SaysAsync(1, $"{taken} is in use by another program.", ("ASPNETCORE_URLS", taken), ("CoupleCheckin__DataDirectory", Path.Combine(app.Folder, "other")));
            await SaysAsync(2, "The setting CoupleCheckin__LongPolling is “perhaps”, and it has to be true or false.", ("CoupleCheckin__LongPolling", "perhaps"));
            await SaysAsync(2, "The setting ConnectionStrings__Postgres cannot be read", ("ConnectionStrings__Postgres", "Host=here;Pasword=there"));
            await SaysAsync(2, "It cannot listen: ", ("Kestrel__Endpoints__Home__Url", "nonsense"), ("CoupleCheckin__DataDirectory", Path.Combine(app.Folder, "fourth")));
            var home = Directory.CreateDirectory(Path.Combine(app.Folder, "fifth", "home"));
            await File.WriteAllTextAsync(Path.Combine(home.FullName, "authority.pem"), "no authority");
            await SaysAsync(2, "The home authority ", ("CoupleCheckin__Home", "true"), ("CoupleCheckin__DataDirectory", home.Parent!.FullName));
            await SaysAsync(1, "PostgreSQL could not be made ready", ("ConnectionStrings__Postgres", "Host=/nowhere;Username=a;Database=b;Timeout=2"), ("CoupleCheckin__DataDirectory", Path.Combine(app.Folder, "third")));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task On_a_home_screen_it_keeps_files_of_its_own_and_one_page_and_nothing_of_anybody()
    {
        var app = await RunningApp.StartNewAsync();
        try
        {
            var account = Account.New("ann");
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
            await ann.SignUpAsync(account);
            var browser = await Chromium.SharedAsync();
            await using var context = await browser.NewContextAsync(new() { BaseURL = app.BaseAddress.ToString(), StorageState = await ann.Context.StorageStateAsync() });
            var page = await context.NewPageAsync();
            await page.GotoAsync("/today");
            await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
            await page.ReloadAsync();
            await Expect(page.WhoIsHere(account.Called)).ToBeVisibleAsync();
            var kept = await page.EvaluateAsync<string[]>("async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname)))).flat()");
            Assert.Contains("/offline.html", kept);
            Assert.All(kept.Where(path => path != "/offline.html"), path => Assert.Matches(@"\.[0-9a-z]{10}\.(css|js|woff2|svg|png)$", path));
            var manifest = await page.EvaluateAsync<string>("async () => (await (await fetch('/notes.webmanifest')).json()).name");
            Assert.Equal("Notes", manifest);

            await app.StopAsync();
            await page.GotoAsync("/account");
            await Expect(page.Locator("h1")).ToHaveTextAsync("There is no connection");
            Assert.DoesNotContain("heck-in", await page.ContentAsync(), StringComparison.Ordinal);
            await app.StartAsync();
            await page.GotoAsync("/exit");
            await Expect(page.Locator("h1")).ToHaveTextAsync("Kitchen weights and measures");
            Assert.Equal(0, await page.EvaluateAsync<int>("async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length"));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Below_a_path_of_a_host_somebody_signs_up_opens_today_and_leaves()
    {
        var app = await RunningApp.StartNewAsync(("CoupleCheckin__PathBase", "/us"));
        try
        {
            var beginning = new Uri(app.BaseAddress, "us/");
            var account = Account.New("ann");
            await using var ann = await Person.ComeAsync(app, "Ann", Device.Phone, at: beginning);
            await ann.Page.GotoAsync("");
            await ann.Page.Link("Create an account").ClickAsync();
            await Steps.FillSignUpAsync(ann.Page, account);
            await Expect(ann.Page.Heading()).ToHaveTextAsync("Your recovery key");
            await ann.KeepRecoveryKeyAsync();
            await Expect(ann.Page).ToHaveURLAsync($"{beginning}today");
            await Expect(ann.Page.WhoIsHere(account.Called)).ToBeVisibleAsync();

            // The circuit is there, and what it leads to stays below the path.
            await ann.Page.Locator("nav.places").GetByText("Spectrum").ClickAsync();
            await Expect(ann.Page).ToHaveURLAsync($"{beginning}spectrum");
            await ann.Page.Locator("nav.places").GetByText("Journal").ClickAsync();
            await Expect(ann.Page).ToHaveURLAsync($"{beginning}journal");
            await Expect(ann.Page.Button("Set up my journal")).ToBeVisibleAsync();
            Assert.Equal("/us/today", await ann.Page.EvaluateAsync<string>("async () => { const link = document.querySelector('link[rel=manifest]').href; return new URL((await (await fetch(link)).json()).start_url, link).pathname; }"));
            Assert.All(await ann.Context.CookiesAsync(), cookie => Assert.Equal((cookie.Name, "/us"), (cookie.Name, cookie.Path)));
            ann.AssertClean();

            var browser = await Chromium.SharedAsync();
            await using (var context = await browser.NewContextAsync(new() { BaseURL = beginning.ToString(), StorageState = await ann.Context.StorageStateAsync() }))
            {
                var page = await context.NewPageAsync();
                await page.GotoAsync("today");
                Assert.Equal(beginning.ToString(), await page.EvaluateAsync<string>("async () => (await navigator.serviceWorker.ready).scope"));
            }

            await ann.Page.Locator("[data-exit]").First.ClickAsync();
            await Expect(ann.Page).ToHaveURLAsync($"{beginning}measures");
            Assert.Empty(await ann.Context.CookiesAsync());
            await ann.Page.GotoAsync("today");
            await Expect(ann.Page.Heading()).ToHaveTextAsync("Sign in");
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task SaysAsync(int code, string words, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [await RunningApp.PublishedAsync()]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = (await process.StandardError.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();

        Assert.Equal((code, ""), (process.ExitCode, (await said).Trim()));
        Assert.Contains(words, complained, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", complained, StringComparison.Ordinal);
        Assert.Single(complained.Split('\n'));
    }
}
