using System.Security.Cryptography;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Accounts;

/// <summary>As what something that was typed counted.</summary>
internal enum CodeUse
{
    /// <summary>As nothing: it does not fit, or was used already.</summary>
    Refused,

    /// <summary>As a code of the authenticator app.</summary>
    Code,

    /// <summary>As a spare code, which is used up.</summary>
    SpareCode,

    /// <summary>It has the form of no code, and costs no try.</summary>
    Unreadable,

    /// <summary>There is no second step.</summary>
    Off,
}

/// <summary>
/// The second step of an account; it is on when there is one. The key, the last code that was used and what is left of the spare codes are
/// sealed under the owner's root, which the password opens before any code is asked for. So the row says that the step is on, and nothing
/// else, and a copy of the database makes no codes.
/// </summary>
internal sealed class SecondStep : IPrivate
{
    private SecondStep()
    {
    }

    public PersonId Owner { get; private init; }

    public byte[] Blob { get; private set; } = [];

    public long Version { get; private set; }

    /// <summary>A step that begins with the code by which it was switched on; that one counts no more.</summary>
    public static SecondStep Of(PersonId owner, SecretKey root, byte[] key, long lastUsed)
    {
        var step = new SecondStep { Owner = owner };
        step.Put(root, new(key, lastUsed, []));
        return step;
    }

    /// <summary>Takes what was typed for a code, once.</summary>
    public CodeUse Use(SecretKey root, string? typed, DateTimeOffset now)
    {
        if (TryOpen(root) is not { } kept)
            return CodeUse.Refused;
        if (OneTimeCodes.TryRead(typed) is { } code && OneTimeCodes.Match(kept.Key, code, now, kept.LastUsed) is { } step)
        {
            Put(root, kept with { LastUsed = step });
            return CodeUse.Code;
        }

        if (SpareCode.TryRead(typed) is { } spare && kept.Find(spare) is { } hash)
        {
            Put(root, kept with { SpareCodes = [.. kept.SpareCodes.Where(other => other != hash)] });
            return CodeUse.SpareCode;
        }

        return CodeUse.Refused;
    }

    /// <summary>How many spare codes are left.</summary>
    public int SpareCodesLeft(SecretKey root) => TryOpen(root)?.SpareCodes.Count ?? 0;

    /// <summary>Other spare codes in place of those that were left.</summary>
    public void ReplaceSpareCodes(SecretKey root, IReadOnlyList<string> codes)
    {
        var kept = Open(root);
        Put(root, kept with { SpareCodes = [.. codes.Select(code => SpareCode.Hash(kept.Key, SpareCode.TryRead(code)!))] });
    }

    private RecordBinding Binding => new(StoreKind.SecondStep, Owner, Owner.Value, default, 1, (ulong)Version);

    /// <summary>A row that somebody changed in the files fits no code. Whoever runs the server can take it away.</summary>
    private Kept? TryOpen(SecretKey root)
    {
        try
        {
            return Open(root);
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }

    private Kept Open(SecretKey root) => SealedJson.Open<Kept>(root, Binding, Blob);

    private void Put(SecretKey root, Kept kept)
    {
        Version++;
        Blob = SealedJson.Seal(root, Binding, kept);
    }

    private sealed record Kept(byte[] Key, long LastUsed, IReadOnlyList<byte[]> SpareCodes)
    {
        public byte[]? Find(string spare)
        {
            var hash = SpareCode.Hash(Key, spare);
            return SpareCodes.FirstOrDefault(kept => CryptographicOperations.FixedTimeEquals(kept, hash));
        }
    }
}
