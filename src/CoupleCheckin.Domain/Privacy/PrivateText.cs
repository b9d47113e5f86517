using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoupleCheckin.Domain.Privacy;

/// <summary>Text that only its writer may see. It shows nothing of itself in a log or a message, and JSON refuses it.</summary>
[JsonConverter(typeof(Refusing))]
public sealed class PrivateText(string value)
{
    /// <summary>The text, for the one place that shows or seals it.</summary>
    public string Reveal() => value;

    /// <summary>Never the text.</summary>
    public override string ToString() => "[private]";

    private sealed class Refusing : JsonConverter<PrivateText>
    {
        public override PrivateText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Private text is not JSON.");

        public override void Write(Utf8JsonWriter writer, PrivateText value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Private text is not JSON.");
    }
}
