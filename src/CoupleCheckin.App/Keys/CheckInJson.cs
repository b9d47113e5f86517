using System.Globalization;
using System.Text;
using System.Text.Json;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Prompts;

namespace CoupleCheckin.App.Keys;

/// <summary>
/// The answers of a check-in as bytes: JSON in the canonical form of RFC 8785, in UTF-8. One object with the fields <c>answers</c>, whose
/// names are the questions in order and whose values are texts, and <c>ease</c>, a number, which is left out where it is blank. The same
/// answers are the same bytes for ever, which the commitment needs.
/// </summary>
internal static class CheckInJson
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes them.</summary>
    /// <exception cref="ArgumentException">An answer holds half a surrogate pair, which <see cref="CheckInSheet.Flaw"/> tells before, or an ease that does not exist.</exception>
    public static byte[] Write(CheckInSheet sheet)
    {
        var json = new StringBuilder("{\"answers\":{");
        foreach (var (prompt, answer) in sheet.Answers.OrderBy(pair => pair.Key.Value, StringComparer.Ordinal))
        {
            json.Append(json[^1] == '{' ? "" : ",").Append(CultureInfo.InvariantCulture, $"\"{prompt.Value}\":");
            SheetJson.AppendText(json, answer);
        }

        json.Append('}');
        if (sheet.Ease is { } ease)
            json.Append(CultureInfo.InvariantCulture, $",\"ease\":{(Enum.IsDefined(ease) ? (int)ease : throw new ArgumentException("There is no such ease.", nameof(sheet)))}");
        return Strict.GetBytes(json.Append('}').ToString());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is not in the canonical form.</exception>
    public static CheckInSheet Read(ReadOnlySpan<byte> json)
    {
        CheckInSheet sheet;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 2 });
            using var document = JsonDocument.ParseValue(ref reader);
            sheet = document.RootElement.GetProperty("answers").EnumerateObject()
                .Aggregate(CheckInSheet.Empty, (read, row) => read.With(new PromptKey(row.Name), row.Value.GetString() ?? ""));
            if (document.RootElement.TryGetProperty("ease", out var ease))
                sheet = sheet with { Ease = (Ease)ease.GetInt32() };
            return json.SequenceEqual(Write(sheet)) ? sheet : throw NotASheet();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw NotASheet();
        }
    }

    private static FormatException NotASheet() => new("These bytes are not the answers of a check-in in their canonical form.");
}
