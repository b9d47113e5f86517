using System.Text.Json;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Features.Agreements;

/// <summary>Why somebody declines words, in a few kind ways.</summary>
public enum DeclineKind
{
    /// <summary>It is too early for me.</summary>
    NotYet = 1,

    /// <summary>I would like to talk about it first.</summary>
    TalkFirst = 2,

    /// <summary>It asks more of me than I can keep.</summary>
    TooMuch = 3,

    /// <summary>It does not fit how I see it.</summary>
    NotMine = 4,
}

/// <summary>Why words were declined.</summary>
/// <param name="Kind">One of a few ways to say it.</param>
/// <param name="Words">In one's own words; may be empty.</param>
public sealed record DeclineReason(DeclineKind Kind, string Words)
{
    /// <summary>The longest words, in UTF-16 code units.</summary>
    public const int MaxLength = 1_000;

    /// <summary>Whether it can be kept.</summary>
    public bool IsKeepable => Enum.IsDefined(Kind) && Words.Length <= MaxLength && PlainText.IsKeepable(Words);

    /// <summary>Nothing of the words.</summary>
    public override string ToString() => "[reason]";

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(new Stored(Kind, Words));

    internal static DeclineReason Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<Stored>(json) is { Words: { } words } stored ? new(stored.Kind, words) : throw new SealBrokenException();
        }
        catch (JsonException)
        {
            throw new SealBrokenException();
        }
    }

    private sealed record Stored(DeclineKind Kind, string Words);
}
