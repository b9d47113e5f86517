using System.Text.Json;
using System.Text.Json.Serialization;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Prompts;

namespace CoupleCheckin.App.Tests.Features;

/// <summary>Everything of a view as text, so that two of them can be compared byte by byte.</summary>
internal static class Views
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new Keys<BehaviourKey>(key => key.Value), new Keys<PromptKey>(key => key.Value) } };

    public static string AsJson(params object?[] views) => string.Join('\n', views.Select(view => JsonSerializer.Serialize(view, Options)));

    private sealed class Keys<T>(Func<T, string> name) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(name(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(name(value));
    }
}
