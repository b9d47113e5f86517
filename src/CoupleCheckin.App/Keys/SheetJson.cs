using System.Globalization;
using System.Text;
using System.Text.Json;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;

namespace CoupleCheckin.App.Keys;

/// <summary>
/// An answer sheet as bytes (the <c>m</c> of security.md 2.8): JSON in the canonical form of RFC 8785, in UTF-8. One object; its
/// names are the behaviours, its values objects with the fields <c>dependsOn</c> (numbers in order), <c>guess</c>,
/// <c>hardLimit</c>, <c>keptFromMe</c>, <c>matters</c>, <c>note</c>, <c>openly</c> and <c>sureness</c>, in this order. Enums are numbers. What is
/// blank is left out. The same answers are the same bytes for ever, which the commitment needs.
/// </summary>
internal static class SheetJson
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a sheet.</summary>
    /// <exception cref="ArgumentException">A note holds half a surrogate pair, which <see cref="Placement.Flaw"/> tells before, or an answer that does not exist.</exception>
    public static byte[] Write(AnswerSheet sheet)
    {
        var json = new StringBuilder("{");
        foreach (var (behaviour, placement) in sheet.Placements.OrderBy(pair => pair.Key.Value, StringComparer.Ordinal))
        {
            if (!placement.Equals(Placement.Blank))
                Append(json, behaviour, placement);
        }

        return Strict.GetBytes(json.Append('}').ToString());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is not a sheet in its canonical form.</exception>
    public static AnswerSheet Read(ReadOnlySpan<byte> json)
    {
        AnswerSheet sheet;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 3 });
            using var document = JsonDocument.ParseValue(ref reader);
            sheet = document.RootElement.EnumerateObject()
                .Aggregate(AnswerSheet.Empty, (read, row) => read.With(new BehaviourKey(row.Name), PlacementIn(row.Value)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw NotASheet();
        }

        return json.SequenceEqual(Write(sheet)) ? sheet : throw NotASheet();
    }

    private static FormatException NotASheet() => new("These bytes are not an answer sheet in its canonical form.");

    private static void Append(StringBuilder json, BehaviourKey behaviour, Placement placement)
    {
        Separate(json).Append(CultureInfo.InvariantCulture, $"\"{behaviour.Value}\":{{");
        if (!placement.DependsOn.IsEmpty)
            json.Append("\"dependsOn\":[").AppendJoin(',', placement.DependsOn.Select(Number).Order()).Append(']');
        AppendNumber(json, "guess", placement.Guess);
        if (placement.HardLimit)
            Separate(json).Append("\"hardLimit\":true");
        AppendNumber(json, "keptFromMe", placement.KeptFromMe);
        AppendNumber(json, "matters", placement.Matters);
        if (placement.Note.Length > 0)
            AppendText(Separate(json).Append("\"note\":"), placement.Note);
        AppendNumber(json, "openly", placement.Openly);
        AppendNumber(json, "sureness", placement.Sureness);
        json.Append('}');
    }

    private static StringBuilder Separate(StringBuilder json) => json[^1] == '{' ? json : json.Append(',');

    private static void AppendNumber<T>(StringBuilder json, string name, T? value)
        where T : struct, Enum
    {
        if (value is { } known)
            Separate(json).Append(CultureInfo.InvariantCulture, $"\"{name}\":{Number(known)}");
    }

    // What could never be read back must not be written: it would take the whole sheet with it.
    private static int Number<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : throw new ArgumentException($"There is no such {typeof(T).Name}.", nameof(value));

    // RFC 8785, 3.2.2.2. The framework's own escaping depends on its Unicode tables and so on its version.
    internal static void AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => json.Append('\\').Append(character),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => json.Append(character),
            };
        }

        json.Append('"');
    }

    private static Placement PlacementIn(JsonElement row) => new()
    {
        DependsOn = row.TryGetProperty("dependsOn", out var conditions)
            ? [.. conditions.EnumerateArray().Select(EnumIn<Condition>)]
            : [],
        Guess = Optional<Zone>(row, "guess"),
        HardLimit = row.TryGetProperty("hardLimit", out var limit) && limit.GetBoolean(),
        KeptFromMe = Optional<Zone>(row, "keptFromMe"),
        Matters = Optional<Weight>(row, "matters"),
        Note = row.TryGetProperty("note", out var note) ? note.GetString() ?? "" : "",
        Openly = Optional<Zone>(row, "openly"),
        Sureness = Optional<Sureness>(row, "sureness"),
    };

    private static T? Optional<T>(JsonElement row, string name)
        where T : struct, Enum =>
        row.TryGetProperty(name, out var value) ? EnumIn<T>(value) : null;

    private static T EnumIn<T>(JsonElement value)
        where T : struct, Enum
    {
        var known = (T)Enum.ToObject(typeof(T), value.GetInt32());
        return Enum.IsDefined(known) ? known : throw NotASheet();
    }
}
