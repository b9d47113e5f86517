using System.Text.Json;
using System.Text.Json.Serialization;
using CoupleCheckin.Domain.Behaviours;

namespace CoupleCheckin.App.Tests.Features;

/// <summary>Everything of a view as text, so that two of them can be compared byte by byte.</summary>
internal static class Views
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new Keys() } };

    public static string AsJson(params object?[] views) => string.Join('\n', views.Select(view => JsonSerializer.Serialize(view, Options)));

    private sealed class Keys : JsonConverter<BehaviourKey>
    {
        public override BehaviourKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, BehaviourKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, BehaviourKey value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);
    }
}
