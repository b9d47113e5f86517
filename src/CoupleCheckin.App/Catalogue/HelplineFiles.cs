using System.Globalization;
using CoupleCheckin.Domain.Safety;
using YamlDotNet.RepresentationModel;

namespace CoupleCheckin.App.Catalogue;

/// <summary>Reads the help lines. Whoever runs the server may edit their file.</summary>
internal static class HelplineFiles
{
    internal static readonly (int Min, int Max) TextLength = (2, 200);

    private static readonly string[] Required = ["country", "audience", "topic", "name", "hiddenOnBill", "mark"];

    private static readonly string[] Optional =
        ["phone", "text", "tty", "chatUrl", "hours", "languages", "free", "verifiedOn", "source", "sourceUrl", "note"];

    private static readonly Words<HelpAudience> Audiences = Words<HelpAudience>.OfNames();
    private static readonly Words<HelpTopic> HelpTopics = Words<HelpTopic>.OfNames();
    private static readonly Words<HiddenOnBill> OnBill = Words<HiddenOnBill>.OfNames();

    private static readonly Words<HelpMark> Marks = new()
    {
        ["S"] = HelpMark.Read, ["S2"] = HelpMark.Reported, ["mixed"] = HelpMark.Mixed, ["K"] = HelpMark.Recalled,
    };

    /// <summary>Reads all help lines.</summary>
    /// <param name="seedsFolder">The folder of all seed files.</param>
    /// <exception cref="CatalogueException">The file is missing or not right; the message says on which line, and why.</exception>
    public static HelplineDirectory Load(string seedsFolder)
    {
        var file = SeedFile.Read(seedsFolder, "en/safety/helplines.yaml");
        return new([.. file.Entries.Select(entry => Read(file, entry))]);
    }

    private static Helpline Read(SeedFile file, YamlNode entry)
    {
        var fields = file.Fields(entry, "a help line", Required, Optional);
        string? Text(string field) => file.TextOrNone(fields, field, TextLength);

        var line = new Helpline(
            file.Word(fields["country"], "a country") is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] country
                ? country
                : throw file.Fault(fields["country"], "a country is written with two capital letters."),
            file.OneOf(fields["audience"], "an audience", Audiences),
            file.OneOf(fields["topic"], "a topic of help", HelpTopics),
            file.Text(fields["name"], "\"name\"", TextLength),
            file.OneOf(fields["mark"], "a mark of a help line", Marks),
            file.OneOf(fields["hiddenOnBill"], "yes, no or unknown", OnBill))
        {
            Phone = Text("phone"),
            Text = Text("text"),
            Tty = Text("tty"),
            ChatUrl = Text("chatUrl"),
            Hours = Text("hours"),
            Languages = file.Texts(fields, "languages", TextLength),
            Free = fields.TryGetValue("free", out var free) ? file.Flag(free, "\"free\"") : null,
            VerifiedOn = fields.TryGetValue("verifiedOn", out var date) ? DateOf(file, date) : null,
            Source = Text("source"),
            SourceUrl = Text("sourceUrl"),
            Note = Text("note"),
        };
        return (line.Phone ?? line.Text ?? line.ChatUrl ?? line.SourceUrl) is not null ? line : throw file.Fault(entry, "a help line needs a number or an address.");
    }

    private static SourceDate DateOf(SeedFile file, YamlNode node)
    {
        var text = file.Word(node, "a date");
        string[] forms = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];
        return DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new(date.Year, text.Length > 4 ? date.Month : null, text.Length > 7 ? date.Day : null)
            : throw file.Fault(node, $"\"{text}\" is not a date; write 2026, 2026-03 or 2026-03-14.");
    }
}
