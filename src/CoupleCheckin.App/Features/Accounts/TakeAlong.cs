using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>One more file beside the parts, such as a page to print.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Write">Writes it.</param>
public sealed record TakenFile(string Name, Func<Stream, CancellationToken, Task> Write);

/// <summary>How far it is.</summary>
/// <param name="Part">What is being written.</param>
/// <param name="Done">How many steps are done.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Records">How many things were written so far.</param>
public sealed record TakenSoFar(string Part, int Done, int Of, int Records);

/// <summary>
/// Takes along everything of one's own and everything that the two share: an archive with each area as JSON and as Markdown, written
/// straight to where it goes. Nothing of it is stored, and never more than a few things are in memory. The journal is not in it: only
/// its owner's browser can open that.
/// </summary>
public sealed class TakeAlong
{
    private const int FlushAfter = 16 * 1024;
    private const string Format = "couple-check-in export 1";

    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Opener opener;
    private readonly IReadOnlyList<IExportPart> parts;
    private readonly AccountBook book;
    private readonly TimeProvider time;

    internal TakeAlong(Opener opener, IEnumerable<IExportPart> parts, AccountBook book, TimeProvider time) =>
        (this.opener, this.parts, this.book, this.time) = (opener, [.. parts.OrderBy(part => part.Name, StringComparer.Ordinal)], book, time);

    /// <summary>Writes the archive.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="more">More files beside the parts.</param>
    /// <param name="tell">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task RunAsync(Stream to, IReadOnlyList<TakenFile> more, Action<TakenSoFar> tell, CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        using var export = await ExportSpace.OfAsync(space, cancellationToken);
        await book.Log.NoteAsync(space.Me, AccountEventKind.TookAlong);
        var (done, records, steps) = (0, 0, (2 * parts.Count) + more.Count);
        await using var outlet = new Outlet(to);
        await using (var archive = await ZipArchive.CreateAsync(outlet, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken))
        {
            await WriteAsync(archive, "read me.md", stream => AboutAsync(stream, more, cancellationToken), cancellationToken);
            foreach (var part in parts)
            {
                await WriteAsync(archive, $"{part.Name}.json", stream => JsonAsync(stream, part, export, Count, cancellationToken), cancellationToken);
                done++;
                await WriteAsync(archive, $"{part.Name}.md", stream => MarkdownAsync(stream, part, export, cancellationToken), cancellationToken);
                done++;

                void Count() => tell(new(part.Title, done, steps, ++records));
            }

            foreach (var file in more)
            {
                tell(new(file.Name, done++, steps, records));
                await WriteAsync(archive, file.Name, stream => file.Write(stream, cancellationToken), cancellationToken);
            }
        }

        await outlet.DrainAsync(cancellationToken);
        tell(new("", steps, steps, records));
    }

    private static async Task WriteAsync(ZipArchive archive, string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        await using var stream = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await write(stream);
    }

    private static StreamWriter Text(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);

    private async Task AboutAsync(Stream stream, IReadOnlyList<TakenFile> more, CancellationToken cancellationToken)
    {
        await using var text = Text(stream);
        await text.WriteAsync($"# What is in here\n\nMade on {ExportSpace.Day(time.GetUtcNow())}. Each part is there twice: as Markdown to read, as JSON for other programs.\n\n");
        foreach (var part in parts)
            await text.WriteAsync($"- {part.Name}: {part.Title}\n");
        foreach (var file in more)
            await text.WriteAsync($"- {file.Name}: to print\n");
        await text.WriteAsync("\nYour journal is not in here: only your browser can open it. The journal's own page makes a file of it.\n\nThese files are not encrypted. Keep them where only you look.\n".AsMemory(), cancellationToken);
    }

    private static async Task JsonAsync(Stream stream, IExportPart part, ExportSpace export, Action count, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(stream, Json);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("part", part.Name);
        json.WriteString("what", part.Title);
        json.WriteStartArray("items");
        await foreach (var item in part.ReadAsync(export, cancellationToken))
        {
            json.WriteStartObject();
            json.WriteString("title", item.Title);
            foreach (var (name, value) in item.Content)
            {
                json.WritePropertyName(name);
                value!.WriteTo(json);
            }

            json.WriteEndObject();
            if (json.BytesPending > FlushAfter)
                await json.FlushAsync(cancellationToken);
            count();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static async Task MarkdownAsync(Stream stream, IExportPart part, ExportSpace export, CancellationToken cancellationToken)
    {
        await using var text = Text(stream);
        await text.WriteAsync($"# {part.Title}\n\n");
        var any = false;
        await foreach (var item in part.ReadAsync(export, cancellationToken))
        {
            var section = new StringBuilder("## ").Append(Quiet(item.Title)).Append("\n\n");
            List(section, item.Content, "");
            await text.WriteAsync(section.Append('\n'), cancellationToken);
            any = true;
        }

        if (!any)
            await text.WriteAsync("There is nothing.\n".AsMemory(), cancellationToken);
    }

    private static void List(StringBuilder text, JsonObject thing, string indent)
    {
        foreach (var (name, value) in thing)
        {
            text.Append(indent).Append("- ").Append(Label(name)).Append(": ");
            Value(text, value, indent);
        }
    }

    private static void Value(StringBuilder text, JsonNode? value, string indent)
    {
        switch (value)
        {
            case JsonObject inner:
                text.Append('\n');
                List(text, inner, indent + "  ");
                break;
            case JsonArray list when list.All(one => one is JsonValue):
                text.AppendJoin(", ", list.Select(Scalar)).Append('\n');
                break;
            case JsonArray list:
                text.Append('\n');
                for (var at = 0; at < list.Count; at++)
                {
                    text.Append(indent).Append("  - ").Append(at + 1).Append(": ");
                    Value(text, list[at], indent + "  ");
                }

                break;
            default:
                var lines = Scalar(value).Split('\n');
                text.AppendJoin($"  \n{indent}  ", lines).Append('\n');
                break;
        }
    }

    private static string Scalar(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => Quiet(value.GetValue<string>()),
        null => "",
        _ => value!.ToString(),
    };

    /// <summary>"keptFromMe" as "Kept from me".</summary>
    private static string Label(string name)
    {
        var label = new StringBuilder();
        foreach (var letter in name)
            label.Append(label.Length == 0 ? char.ToUpperInvariant(letter).ToString() : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString());
        return label.ToString();
    }

    /// <summary>With nothing in it that Markdown would read as a mark.</summary>
    private static string Quiet(string words)
    {
        var quiet = new StringBuilder();
        foreach (var sign in words.ReplaceLineEndings("\n"))
            quiet.Append(sign switch { '\t' => " ", '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' => $"\\{sign}", _ => sign.ToString() });
        return quiet.ToString();
    }

    /// <summary>
    /// What is written without waiting, as the archive does with the last bytes of each file, is held until the next bytes that wait:
    /// a web server takes none in between.
    /// </summary>
    private sealed class Outlet(Stream to) : WriteOnlyStream
    {
        private readonly MemoryStream held = new();

        public async Task DrainAsync(CancellationToken cancellationToken)
        {
            if (held.Length == 0)
                return;
            await to.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellationToken);
            held.SetLength(0);
        }

        public override void Write(ReadOnlySpan<byte> buffer) => held.Write(buffer);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await DrainAsync(cancellationToken);
            await to.WriteAsync(buffer, cancellationToken);
        }

        public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => await WriteAsync(buffer.AsMemory(offset, count), cancellationToken);

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            await DrainAsync(cancellationToken);
            await to.FlushAsync(cancellationToken);
        }
    }
}
