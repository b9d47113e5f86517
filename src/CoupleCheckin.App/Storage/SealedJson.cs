using System.Text.Json;
using System.Text.Json.Serialization;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Storage;

/// <summary>A value of the domain as JSON in a sealed record. What is computed is not kept.</summary>
internal static class SealedJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new People(), new TalkIds() },
    };

    /// <summary>Seals it.</summary>
    public static byte[] Seal<T>(SecretKey key, in RecordBinding binding, T value) =>
        SealedBlob.Seal(key, binding, JsonSerializer.SerializeToUtf8Bytes(value, Options));

    /// <summary>Opens it.</summary>
    /// <exception cref="SealBrokenException">It is not what was sealed.</exception>
    public static T Open<T>(SecretKey key, in RecordBinding binding, byte[] blob)
    {
        var text = SealedBlob.Open(key, binding, blob);
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new SealBrokenException();
        }
        catch (JsonException)
        {
            // The partner has the couple's key too, so what stands here need not have been written by this program.
            throw new SealBrokenException();
        }
    }

    /// <summary>The value as text, for tests that compare it before and after.</summary>
    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    internal static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    private sealed class People : JsonConverter<PersonId>
    {
        public override PersonId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    private sealed class TalkIds : JsonConverter<TalkId>
    {
        public override TalkId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, TalkId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
