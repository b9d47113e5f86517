using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CoupleCheckin.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoupleCheckin.Browser.Tests.Journal;

/// <summary>The journal taken along as files, and files brought in.</summary>
[Collection(AppCollection.Name)]
public sealed class FilesTests(RunningApp app)
{
    private const string DayOne = """
        {"metadata":{"version":"1.0"},"entries":[
          {"uuid":"A","creationDate":"2024-02-29T22:30:00Z","timeZone":"Europe\/Berlin","text":"# Leap day\n\nFrom Day One\\. With a mark\\!","tags":["travel"],"starred":true},
          {"uuid":"B","creationDate":"not a date","text":"No date"}]}
        """;

    [Fact]
    public async Task Everything_can_be_taken_along_and_brought_in_again_and_so_can_the_files_of_others()
    {
        await using var ann = await Person.ComeAsync(app, "Ann", Device.Laptop);
        var page = ann.Page;
        var account = await ann.ComeToJournalAsync();
        var (phrase, _) = await ann.SetUpJournalAsync(account);
        await page.WriteAsync("# One\n\nWith **marks** and Ünïcode 你好.");
        await page.Button("a tag").ClickAsync();
        await page.GetByLabel("Add a tag").FillAsync("kept, \"quoted\"");
        await page.Keyboard.PressAsync("Enter");
        await page.WriteAsync("Two.");

        await page.Button("Settings").ClickAsync();
        var files = page.GetByLabel("Files", new() { Exact = true });
        await files.SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "Journal.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(DayOne) },
            new() { Name = "2023-07-01 a walk.md", MimeType = "text/markdown", Buffer = "---\ntags: [walk, sea]\nmood: calm\n---\n\nFrom a folder."u8.ToArray() },
            new() { Name = "broken.json", MimeType = "application/json", Buffer = "{"u8.ToArray() },
            new() { Name = "not a.zip", MimeType = "application/zip", Buffer = [1, 2, 3] },
        });
        await Expect(page.GetByText("2 entries were taken in")).ToBeVisibleAsync();
        await Expect(page.GetByText("Not taken in:")).ToContainTextAsync("broken.json");
        await Expect(page.GetByText("Not taken in:")).ToContainTextAsync("not a.zip");

        await page.Passphrase().FillAsync("not the words at all");
        await page.Button("Save the archive").ClickAsync();
        await Expect(page.GetByText("Your passphrase does not fit")).ToBeVisibleAsync();
        await page.Passphrase().FillAsync(phrase);
        var waiting = page.WaitForDownloadAsync();
        await page.Button("Save the archive").ClickAsync();
        var download = await waiting;
        Assert.Matches(@"^notes-\d{4}-\d{2}-\d{2}\.zip$", download.SuggestedFilename);
        await using var stream = await download.CreateReadStreamAsync();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Read, leaveOpen: true))
        {
            Assert.Equal(5, archive.Entries.Count);
            using var json = await JsonDocument.ParseAsync(archive.GetEntry("journal.json")!.Open());
            var entries = json.RootElement.GetProperty("entries").EnumerateArray().ToList();
            Assert.Equal(["2023-07-01T12:00", "2024-02-29T23:30"], entries.Take(2).Select(entry => entry.GetProperty("at").GetString()!));
            Assert.Equal("# Leap day\n\nFrom Day One. With a mark!", entries[1].GetProperty("text").GetString());
            Assert.Contains(entries, entry => entry.GetProperty("tags").EnumerateArray().Any(tag => tag.GetString() == "kept, \"quoted\""));
            using var leap = new StreamReader(archive.GetEntry("entries/2024/2024-02-29 23-30.md")!.Open());
            Assert.Contains("tags: [\"travel\", \"starred\"]", await leap.ReadToEndAsync(), StringComparison.Ordinal);
        }

        // What is here already is not taken in twice; what is not, is.
        await files.SetInputFilesAsync(new FilePayload { Name = "notes.zip", MimeType = "application/zip", Buffer = copy.ToArray() });
        await Expect(page.GetByText("4 were here already")).ToBeVisibleAsync();
        await page.Button("Entries").ClickAsync();
        await page.Entry("Two.").ClickAsync();
        await page.Button("Delete").ClickAsync();
        await Expect(page.Entry("Two.")).ToHaveCountAsync(0);
        await page.Button("Settings").ClickAsync();
        await page.GetByLabel("Files", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "notes.zip", MimeType = "application/zip", Buffer = copy.ToArray() });
        await Expect(page.GetByText("One entry was taken in")).ToBeVisibleAsync();
        await page.Button("Entries").ClickAsync();
        await Expect(page.Entry("Two.")).ToBeVisibleAsync();
        await Expect(page.Locator(".entries .entry")).ToHaveCountAsync(4);
        ann.AssertClean();
    }
}
