using CoupleCheckin.App.Features.Checklist;

namespace CoupleCheckin.Web.Shared;

/// <summary>The words of the app for a round and for a whole answer.</summary>
public static class RoundWords
{
    /// <summary>What a round is called.</summary>
    public static string Name(this RoundAbout about) => about switch
    {
        { IsStarter: true } => "The starter set",
        { Topics: [] } => "Earlier list",
        { Topics: [var only] } => only.Name(),
        { Topics: [var one, var other] } => $"{one.Name()}, and {other.Name().ToLowerInvariant()}",
        { Topics.Count: > 8 } => "All topics together",
        { Topics: [var one, var other, ..] } => $"{one.Name()}, {other.Name().ToLowerInvariant()} and more",
    };

    /// <summary>An answer in words ("openly gray zone, kept from me clearly objectionable").</summary>
    public static string InWords(this Placement answer)
    {
        string[] parts =
        [
            .. answer.Openly is { } openly ? [$"openly {openly.Name()}"] : Array.Empty<string>(),
            .. answer.KeptFromMe is { } kept ? [$"kept from me {kept.Name()}"] : Array.Empty<string>(),
            .. answer.HardLimit ? ["hard limit"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "left blank" : string.Join(" · ", parts);
    }
}
