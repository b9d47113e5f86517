using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features;

/// <summary>
/// One area of what somebody takes along. Every feature that stores something has one; it is found by its type. It reads through the
/// same space as the screens do, so that it finds nothing that its reader could not see there.
/// </summary>
internal interface IExportPart
{
    /// <summary>The name of its files.</summary>
    string Name { get; }

    /// <summary>What it is, in words.</summary>
    string Title { get; }

    /// <summary>The stored types that it opens.</summary>
    IReadOnlyList<Type> Holds { get; }

    /// <summary>Reads it, one thing after the other.</summary>
    IAsyncEnumerable<ExportItem> ReadAsync(ExportSpace space, CancellationToken cancellationToken);
}

/// <summary>One thing that is taken along.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Content">All of it.</param>
internal sealed record ExportItem(string Title, JsonObject Content)
{
    /// <summary>Nothing of the content.</summary>
    public override string ToString() => "[export item]";
}

/// <summary>What all parts need: whose space it is, the keys of all their couples, and the names of those in them.</summary>
internal sealed class ExportSpace : IDisposable
{
    private const int AtATime = 200;

    private readonly Dictionary<CoupleId, SecretKey> keys = [];
    private readonly Dictionary<PersonId, string> names = [];
    private readonly JsonSerializerOptions options;

    private ExportSpace(OpenSpace space)
    {
        Space = space;
        options = new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsComputed } },
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
                new As<PersonId>(person => names.GetValueOrDefault(person, "somebody")),
                new As<BehaviourKey>(key => key.Value),
                new As<TalkId>(id => id.Value.ToString()),
                new As<ClauseId>(id => id.Value.ToString()),
                new As<ConcernId>(id => id.Value.ToString()),
                new As<DateTimeOffset>(time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            },
        };
    }

    /// <summary>The space.</summary>
    public OpenSpace Space { get; }

    /// <summary>All couples in which this person has or had a seat, the present one first.</summary>
    public IReadOnlyList<Couple> Couples { get; private set; } = [];

    /// <summary>All seats in them.</summary>
    public IReadOnlyList<Seat> Seats { get; private set; } = [];

    /// <summary>Opens it.</summary>
    public static async Task<ExportSpace> OfAsync(OpenSpace space, CancellationToken cancellationToken)
    {
        var export = new ExportSpace(space);
        try
        {
            export.Couples = [.. (await space.Db.Couples.AsNoTracking().ToListAsync(cancellationToken)).OrderBy(couple => couple.Id != space.Us).ThenByDescending(couple => couple.ClosedAt)];
            export.Seats = await space.Db.Seats.AsNoTracking().ToListAsync(cancellationToken);
            foreach (var couple in export.Couples)
            {
                var key = export.keys[couple.Id] = await space.KeyOfAsync(couple.Id, cancellationToken);
                foreach (var seat in export.Seats.Where(seat => seat.Couple == couple.Id))
                    export.names.TryAdd(seat.Person, NameIn(key, seat));
            }

            return export;
        }
        catch
        {
            export.Dispose();
            throw;
        }
    }

    /// <summary>The key of one of the couples; the space keeps it.</summary>
    public SecretKey Key(CoupleId couple) => keys[couple];

    /// <summary>What somebody is called.</summary>
    public string NameOf(PersonId person) => names.GetValueOrDefault(person, "somebody");

    /// <summary>The other one in a couple; null where this person is alone in it.</summary>
    public Seat? PartnerIn(CoupleId couple) => Seats.FirstOrDefault(seat => seat.Couple == couple && seat.Person != Space.Me);

    /// <summary>A thing with all that is said of it. What is empty is left out.</summary>
    public ExportItem Item(string title, object content)
    {
        var node = JsonSerializer.SerializeToNode(content, content.GetType(), options)!.AsObject();
        Prune(node);
        return new(title, node);
    }

    /// <summary>A thing that does not open any more.</summary>
    public ExportItem Broken(string title) => Item(title, new { cannotBeOpened = true });

    /// <summary>A few ids at a time, so that never everything is in memory.</summary>
    public static IEnumerable<TId[]> FewAtATime<TId>(IEnumerable<TId> all) => all.Chunk(AtATime);

    /// <summary>A day as one says it.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        foreach (var key in keys.Values)
            key.Dispose();
    }

    private static string NameIn(SecretKey key, Seat seat)
    {
        try
        {
            return SeatNames.Open(key, seat).Value;
        }
        catch (SealBrokenException)
        {
            return "somebody";
        }
    }

    private static void LeaveOutWhatIsComputed(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly != typeof(Talk).Assembly)
            return;
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is System.Reflection.PropertyInfo { SetMethod: null })
                property.ShouldSerialize = static (_, _) => false;
        }
    }

    private static bool Prune(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject thing:
                foreach (var name in thing.Where(pair => !Prune(pair.Value)).Select(pair => pair.Key).ToList())
                    thing.Remove(name);
                return thing.Count > 0;
            case JsonArray list:
                foreach (var one in list)
                    Prune(one);
                return list.Count > 0;
            case JsonValue value:
                return value.GetValueKind() switch { JsonValueKind.String => value.GetValue<string>().Length > 0, JsonValueKind.False => false, _ => true };
            default:
                return false;
        }
    }

    private sealed class As<T>(Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(write(value));
    }
}
