namespace CoupleCheckin.App.Features.Journal;

/// <summary>One way to open one's journal, as the browser made it (security.md 2.3). The server cannot open it and has nothing to check it by.</summary>
/// <param name="Kind">What opens it: 2 the passphrase, 3 the recovery key.</param>
/// <param name="Generation">The generation of the vault root, from 1.</param>
/// <param name="Kdf">How its key is derived: 2 HKDF-SHA-256, 3 PBKDF2-SHA-512.</param>
/// <param name="Passes">How many iterations; 0 where there are none.</param>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Nonce">The 12 random bytes of the wrap.</param>
/// <param name="Wrapped">The wrapped root.</param>
/// <param name="Tag">The 16 bytes that tell whether the wrap is intact.</param>
public sealed record JournalSlot(int Kind, int Generation, int Kdf, int Passes, byte[] Salt, byte[] Nonce, byte[] Wrapped, byte[] Tag);

/// <summary>One's own journal from outside.</summary>
/// <param name="Owner">Whose it is; what its records are bound to.</param>
/// <param name="Slots">What opens it; none while there is no journal.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="Versions">The sum of their versions: when either number changed, another tab or device has written.</param>
public sealed record JournalKeys(Guid Owner, IReadOnlyList<JournalSlot> Slots, int Records, long Versions);

/// <summary>One sealed record of one's own journal.</summary>
/// <param name="Id">A random id.</param>
/// <param name="Version">Its version, which it is bound to.</param>
/// <param name="Blob">The sealed bytes.</param>
public sealed record JournalRecord(Guid Id, long Version, ReadOnlyMemory<byte> Blob);

/// <summary>A change to one record.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Expected">The version that the browser knows; 0 for a new record.</param>
/// <param name="Blob">The next version; null takes the record away.</param>
public sealed record JournalChange(Guid Id, long Expected, byte[]? Blob);

/// <summary>What became of changes to a journal. They are made all or not at all.</summary>
public enum JournalSaving
{
    /// <summary>They are on disk.</summary>
    Saved,

    /// <summary>Another tab or device was faster with one of the records; nothing was changed.</summary>
    Overtaken,

    /// <summary>The journal has no more room; nothing was changed.</summary>
    Full,

    /// <summary>A record is longer than any can be, or a slot is not of the written form; nothing was changed.</summary>
    Refused,

    /// <summary>The sign-in password does not fit, or it is too early for another try; nothing was changed.</summary>
    NotProved,
}
