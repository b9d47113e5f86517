using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Keys;

/// <summary>
/// The public commitment to one sealed sheet (security.md 2.8): SHA-256 over
/// <c>"cc/commit/v1" | lp(couple) | lp(round) | lp(person) | attempt u32 | lp(questionSetHash) | opening 32 | lp(answers)</c>, where
/// <c>lp</c> puts a length of four bytes in front and everything is big-endian. The question set's hash is SHA-256 over
/// <c>"cc/questions/v1"</c> and <c>lp(key)</c> of every behaviour, or every question of a check-in, in the order of the round. The random opening keeps answers of
/// few possibilities from being guessed.
/// </summary>
internal static class Commitment
{
    /// <summary>The length of an opening, in bytes.</summary>
    public const int OpeningSize = 32;

    /// <summary>A new random opening.</summary>
    public static byte[] NewOpening() => RandomNumberGenerator.GetBytes(OpeningSize);

    /// <summary>The commitment to answers about behaviours, 32 bytes.</summary>
    /// <exception cref="ArgumentException">The opening is not 32 bytes.</exception>
    public static byte[] Compute(
        CoupleId couple, RoundId round, PersonId person, int attempt, IReadOnlyList<BehaviourKey> behaviours, ReadOnlySpan<byte> opening, ReadOnlySpan<byte> canonicalAnswers) =>
        Compute(couple, round, person, attempt, behaviours.Select(behaviour => behaviour.Value), opening, canonicalAnswers);

    /// <summary>The commitment, 32 bytes.</summary>
    /// <exception cref="ArgumentException">The opening is not 32 bytes.</exception>
    public static byte[] Compute(
        CoupleId couple,
        RoundId round,
        PersonId person,
        int attempt,
        IEnumerable<string> questions,
        ReadOnlySpan<byte> opening,
        ReadOnlySpan<byte> canonicalAnswers)
    {
        if (opening.Length != OpeningSize)
            throw new ArgumentException($"An opening is {OpeningSize} bytes.", nameof(opening));
        var asked = new Fields("cc/questions/v1");
        foreach (var question in questions)
            asked.Prefixed(Encoding.ASCII.GetBytes(question));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(new Fields("cc/commit/v1").PrefixedId(couple.Value).PrefixedId(round.Value).PrefixedId(person.Value)
            .U32((uint)attempt).Prefixed(SHA256.HashData(asked.Bytes)).Bytes);
        hash.AppendData(opening);
        hash.AppendData(new Fields("").U32((uint)canonicalAnswers.Length).Bytes);
        hash.AppendData(canonicalAnswers);
        return hash.GetHashAndReset();
    }
}
