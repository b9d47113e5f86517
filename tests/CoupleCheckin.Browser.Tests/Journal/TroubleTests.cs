using System.Buffers.Binary;
using CoupleCheckin.Browser.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>Records that were altered, swapped, removed or put back, and entries and figures of any size: noticed, said in plain words, and the rest stays readable.</summary>
[Collection(SecondAppCollection.Name)]
public sealed class TroubleTests(RunningApp app)
{
    [Fact]
    public async Task What_was_changed_outside_of_the_journal_is_noticed_and_the_rest_stays_readable()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        var page = ann.Page;
        var account = await ann.ComeToJournalAsync();
        var (phrase, _) = await ann.SetUpJournalAsync(account);
        var before = new List<Row>();
        await page.WriteAsync("The first entry.");
        await page.WriteAsync("The second entry.");
        await page.RouteAsync("**/journal/records", async route => before = Read(await (await route.FetchAsync()).BodyAsync()));
        _ = page.EvaluateAsync("async () => { const { owner } = await (await fetch('/journal/slots')).json(); await fetch('/journal/records', { headers: { 'X-Journal-Of': owner } }); }");
        while (before.Count == 0)
        {
            await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }
        await page.UnrouteAllAsync();
        await page.WriteAsync("The third entry.");

        var same = "Something is not as you left it";
        await OpenWithAsync(rows => rows, 3, null);
        await OpenWithAsync(rows => [.. rows.Select((row, at) => at == 1 ? row with { Blob = Turned(row.Blob, row.Blob.Length / 2) } : row)], null, "One record cannot be opened");
        await OpenWithAsync(rows => [.. rows.Select((row, at) => at == 1 ? row with { Blob = [.. row.Blob[..100]] } : row)], null, "One record cannot be opened");
        await OpenWithAsync(rows => [.. rows.Select((row, at) => at switch { 0 => row with { Blob = rows[1].Blob }, 1 => row with { Blob = rows[0].Blob }, _ => row })], null, "2 records cannot be opened");
        await OpenWithAsync(rows => [.. rows.Select((row, at) => at == 1 ? row with { Version = row.Version + 1 } : row)], null, "One record cannot be opened");
        await OpenWithAsync(rows => [.. rows.Where(row => before.Exists(old => old.Id == row.Id))], 2, "One record is missing");
        // An old state of some of the records, together with the old head or with the new one.
        await OpenWithAsync(rows => [.. rows.Select(row => before.Find(old => old.Id == row.Id) ?? row)], 3, "put back to an earlier state");
        await OpenWithAsync(rows => rows, 3, null);

        // The owner decides to go on with what is here; from then on that is what is right.
        await OpenWithAsync(rows => [.. rows.Where(row => before.Exists(old => old.Id == row.Id))], 2, "One record is missing");
        ann.AssertClean();

        async Task OpenWithAsync(Func<List<Row>, List<Row>> change, int? entries, string? sentence)
        {
            await page.RouteAsync("**/journal/records", async route =>
            {
                if (route.Request.Method == "GET")
                {
                    var answer = await route.FetchAsync();
                    await route.FulfillAsync(new() { Response = answer, BodyBytes = Write(change([.. Read(await answer.BodyAsync()).OrderBy(row => row.Id)])) });
                }
                else
                {
                    await route.ContinueAsync();
                }
            });
            await page.GotoAsync("/journal");
            await page.OpenJournalAsync(phrase);
            await Expect(page.GetByLabel("Search everything you wrote")).ToBeVisibleAsync();
            if (entries is { } count)
            {
                await Expect(page.Locator(".entries .entry")).ToHaveCountAsync(count);
            }
            if (sentence is null)
            {
                await Expect(page.GetByText(same)).ToHaveCountAsync(0);
            }
            else
            {
                await Expect(page.GetByText(same)).ToBeVisibleAsync();
                await Expect(page.GetByText(sentence)).ToBeVisibleAsync();
                await Expect(page.GetByText("Everything else is whole")).ToBeVisibleAsync();
            }
            await page.UnrouteAllAsync();
        }
    }

    [Fact]
    public async Task Any_text_of_any_length_comes_back_as_it_was_and_a_full_journal_says_so()
    {
        var small = await RunningApp.StartNewAsync(("CoupleCheckin__JournalMegabytes", "1"));
        try
        {
            await using var ann = await Person.ComeAsync(small, "Ann", Device.Phone);
            ann.Allow("status of 507");
            ann.Allow("server fault: 507");
            var page = ann.Page;
            var account = await ann.ComeToJournalAsync();
            var (phrase, _) = await ann.SetUpJournalAsync(account);
            var long200 = string.Concat(Enumerable.Repeat("Größe 你好 \u202E<b>x</b>&amp; 👩‍👧 ", 200_000 / 30));
            await page.WriteAsync(long200);
            await page.Button("Read").ClickAsync();
            Assert.Equal(0, await page.Locator("[data-text] b, [data-text] script").CountAsync());
            await Expect(page.Locator("[data-text]")).ToContainTextAsync("<b>x</b>");
            await page.Button("All entries").First.ClickAsync();

            // Half of a character is the one thing that cannot be kept.
            await page.Button("Write").ClickAsync();
            await page.Words().EvaluateAsync("box => { box.value = 'half \\ud83d of one'; box.dispatchEvent(new InputEvent('input', { bubbles: true })); }");
            await Expect(page.SavedEntry()).ToBeVisibleAsync();
            await page.Words().EvaluateAsync("box => { box.value = 'x'.repeat(400001); box.dispatchEvent(new InputEvent('input', { bubbles: true })); }");
            await Expect(page.GetByText("characters too many for one entry")).ToBeVisibleAsync();
            await page.Words().EvaluateAsync("box => { box.value = '字'.repeat(390000); box.dispatchEvent(new InputEvent('input', { bubbles: true })); }");
            await Expect(page.GetByText("Your journal has no more room on this server")).ToBeVisibleAsync();
            await Expect(page.SavedEntry()).ToHaveCountAsync(0);
            Assert.Equal(390_000, (await page.Words().InputValueAsync()).Length);
            await page.Words().FillAsync("Short enough.");
            await Expect(page.SavedEntry()).ToBeVisibleAsync();

            await page.ReloadAsync();
            await page.OpenJournalAsync(phrase);
            await page.Entry("Größe").ClickAsync();
            await page.Button("Write on").ClickAsync();
            Assert.Equal(long200, await page.Words().InputValueAsync());
            ann.AssertClean();
        }
        finally
        {
            await small.DisposeAsync();
        }
    }

    private sealed record Row(Guid Id, long Version, byte[] Blob);

    private static byte[] Turned(byte[] bytes, int at) => [.. bytes.Select((value, place) => place == at ? (byte)(value ^ 1) : value)];

    private static List<Row> Read(byte[] bytes)
    {
        var rows = new List<Row>();
        for (var at = 4; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 24));
            rows.Add(new(new Guid(bytes.AsSpan(at, 16), bigEndian: true), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at + 16)), bytes[(at + 28)..(at + 28 + length)]));
            at += 28 + length;
        }
        return rows;
    }

    private static byte[] Write(List<Row> rows)
    {
        using var stream = new MemoryStream();
        var frame = new byte[28];
        BinaryPrimitives.WriteInt32BigEndian(frame, rows.Count);
        stream.Write(frame.AsSpan(0, 4));
        foreach (var row in rows)
        {
            row.Id.TryWriteBytes(frame, bigEndian: true, out _);
            BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(16), row.Version);
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(24), row.Blob.Length);
            stream.Write(frame);
            stream.Write(row.Blob);
        }
        return stream.ToArray();
    }
}
