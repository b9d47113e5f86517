using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.App.Keys;

/// <summary>Words of a clause as they are sealed and signed.</summary>
/// <param name="Terms">The words.</param>
/// <param name="Previous">The hash of the offer that stood before; 32 zeros before the first.</param>
/// <param name="Salt">32 random bytes.</param>
internal sealed record SignedWords(Terms Terms, byte[] Previous, byte[] Salt)
{
    /// <summary>Before the first.</summary>
    public static readonly byte[] NothingBefore = new byte[Assent.HashSize];

    /// <summary>Words that are written now.</summary>
    public static SignedWords Now(Terms terms, byte[]? previous) => new(terms, previous ?? NothingBefore, RandomNumberGenerator.GetBytes(Assent.HashSize));
}

/// <summary>
/// The words of a clause as JSON in UTF-8. Names and numbers of enums are for ever. The signature covers the bytes as they were
/// sealed, so that another version of the program may write other bytes for new words and still verify the old ones.
/// </summary>
internal static class TermsJson
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private sealed record Stored(
        [property: JsonPropertyName("form")] TermsForm Form,
        [property: JsonPropertyName("line")] string Line,
        [property: JsonPropertyName("fine")] string Fine,
        [property: JsonPropertyName("notFine")] string NotFine,
        [property: JsonPropertyName("examples")] string Examples,
        [property: JsonPropertyName("exceptions")] string Exceptions,
        [property: JsonPropertyName("ifItSlips")] string IfItSlips,
        [property: JsonPropertyName("openness")] Openness? Openness,
        [property: JsonPropertyName("for")] ForWhom For,
        [property: JsonPropertyName("from")] DateOnly? From,
        [property: JsonPropertyName("until")] DateOnly? Until,
        [property: JsonPropertyName("reviewOn")] DateOnly? ReviewOn,
        [property: JsonPropertyName("behaviour")] string? Behaviour,
        [property: JsonPropertyName("previous")] byte[]? Previous,
        [property: JsonPropertyName("salt")] byte[]? Salt);

    /// <summary>Writes words that are signed.</summary>
    public static byte[] Write(SignedWords words) => JsonSerializer.SerializeToUtf8Bytes(Of(words.Terms, words.Previous, words.Salt), Options);

    /// <summary>Writes words that nobody signed yet.</summary>
    public static byte[] Write(Terms terms) => JsonSerializer.SerializeToUtf8Bytes(Of(terms, null, null), Options);

    /// <summary>Reads signed words.</summary>
    /// <exception cref="SealBrokenException">They are none.</exception>
    public static SignedWords Read(ReadOnlySpan<byte> json) =>
        Parse(json) is { Previous: { Length: Assent.HashSize } previous, Salt: { Length: Assent.HashSize } salt } stored
            ? new(In(stored), previous, salt)
            : throw new SealBrokenException();

    /// <summary>Reads words that nobody signed yet.</summary>
    /// <exception cref="SealBrokenException">They are none.</exception>
    public static Terms ReadUnsigned(ReadOnlySpan<byte> json) => In(Parse(json));

    private static Stored Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(json, Options);
            var isWhole = stored is { Line: not null, Fine: not null, NotFine: not null, Examples: not null, Exceptions: not null, IfItSlips: not null }
                && Enum.IsDefined(stored.Form) && Enum.IsDefined(stored.For) && (stored.Openness is not { } level || Enum.IsDefined(level));
            return isWhole ? stored! : throw new SealBrokenException();
        }
        catch (JsonException)
        {
            // The partner has the same key, so what stands here need not have been written by this program.
            throw new SealBrokenException();
        }
    }

    private static Stored Of(Terms terms, byte[]? previous, byte[]? salt) => new(
        terms.Form, terms.Line, terms.Fine, terms.NotFine, terms.Examples, terms.Exceptions, terms.IfItSlips, terms.Openness, terms.For, terms.From, terms.Until,
        terms.ReviewOn, terms.Behaviour?.Value, previous, salt);

    private static Terms In(Stored stored)
    {
        try
        {
            return new()
            {
                Form = stored.Form, Line = stored.Line, Fine = stored.Fine, NotFine = stored.NotFine, Examples = stored.Examples, Exceptions = stored.Exceptions,
                IfItSlips = stored.IfItSlips, Openness = stored.Openness, For = stored.For, From = stored.From, Until = stored.Until, ReviewOn = stored.ReviewOn,
                Behaviour = stored.Behaviour is { } key ? new BehaviourKey(key) : null,
            };
        }
        catch (FormatException)
        {
            throw new SealBrokenException();
        }
    }
}
