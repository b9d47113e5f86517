using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.Domain.Couples;
using NSec.Cryptography;

namespace CoupleCheckin.App.Keys;

/// <summary>How a password becomes a key; a seam, so that the derivation can be held still and looked at.</summary>
internal delegate Task<SecretKey> DeriveFromPassword(byte[] password, byte[] salt, int memoryKiB, int passes);

/// <summary>
/// Closes and opens the slots that hold a root (security.md 2.2 and 2.3). Passwords are NFC-normalised UTF-8 through
/// Argon2id; recovery keys go through HKDF-SHA-256 with the slot's salt and a label of their own per root
/// ("cc/slot/shared/recovery", "cc/slot/vault/recovery"). No verifier is stored: a password is right if the slot opens.
/// At most two derivations run at a time, because each takes 64 MiB.
/// </summary>
internal sealed class KeySlots : IDisposable
{
    /// <summary>How many derivations run at a time on this server (security.md 2.2).</summary>
    public const int AtATime = 2;

    private const int FirstGeneration = 1;

    private readonly SemaphoreSlim _seats = new(AtATime, AtATime);
    private readonly DeriveFromPassword _derive;

    /// <summary>With Argon2id.</summary>
    public KeySlots()
        : this(Argon2idAsync)
    {
    }

    /// <summary>With another derivation.</summary>
    internal KeySlots(DeriveFromPassword derive) => _derive = derive;

    /// <summary>Wraps a root under a password, with fresh salt and at the settled cost.</summary>
    public async Task<KeySlot> SealWithPasswordAsync(
        PersonId owner, KeyRoot root, SlotKind kind, SecretKey key, string password, CancellationToken cancellationToken = default)
    {
        if (kind is not (SlotKind.Password or SlotKind.Passphrase))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "A password opens a password's slot.");
        var salt = RandomNumberGenerator.GetBytes(KeySlot.SaltSize);
        using var kek = await DeriveAsync(password, salt, KeySlot.Argon2MemoryKiB, KeySlot.Argon2Passes, cancellationToken);
        return Wrap(kek, key, owner, root, kind, KdfKind.Argon2id, KeySlot.Argon2MemoryKiB, KeySlot.Argon2Passes, 1, salt);
    }

    /// <summary>Opens a root; nothing where the password is wrong or the row was changed.</summary>
    /// <exception cref="KeySlotRefusedException">The slot lies below the floor or is not a password's.</exception>
    public async Task<SecretKey?> OpenWithPasswordAsync(KeySlot slot, string password, CancellationToken cancellationToken = default)
    {
        slot.RefuseIfWeak();
        if (slot is not { Kdf: KdfKind.Argon2id, Kind: SlotKind.Password or SlotKind.Passphrase })
            throw new KeySlotRefusedException();
        using var kek = await DeriveAsync(password, slot.Salt, slot.MemoryKiB, slot.Passes, cancellationToken);
        return Unwrap(kek, slot);
    }

#pragma warning disable CA1822 // To its callers every way of opening a root is the same object's.
    /// <summary>Wraps a root under a recovery key.</summary>
    public KeySlot SealWithRecoveryKey(PersonId owner, KeyRoot root, SecretKey key, RecoveryKey recovery)
    {
        var salt = RandomNumberGenerator.GetBytes(KeySlot.SaltSize);
        using var kek = FromRecovery(recovery, root, salt);
        return Wrap(kek, key, owner, root, SlotKind.Recovery, KdfKind.HkdfSha256, 0, 0, 0, salt);
    }

    /// <summary>Opens a root; nothing where it is another recovery key or the row was changed.</summary>
    /// <exception cref="KeySlotRefusedException">The slot is not a recovery key's.</exception>
    public SecretKey? OpenWithRecoveryKey(KeySlot slot, RecoveryKey recovery)
    {
        slot.RefuseIfWeak();
        if (slot is not { Kdf: KdfKind.HkdfSha256, Kind: SlotKind.Recovery })
            throw new KeySlotRefusedException();
        using var kek = FromRecovery(recovery, slot.Root, slot.Salt);
        return Unwrap(kek, slot);
    }
#pragma warning restore CA1822

    /// <summary>Takes the time of one opening, so that an unknown account takes as long as a known one (security.md, check 27).</summary>
    public async Task SpendAsync(CancellationToken cancellationToken = default)
    {
        var salt = RandomNumberGenerator.GetBytes(KeySlot.SaltSize);
        using var _ = await DeriveAsync("nobody's password", salt, KeySlot.Argon2MemoryKiB, KeySlot.Argon2Passes, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _seats.Dispose();

    private async Task<SecretKey> DeriveAsync(string password, byte[] salt, int memoryKiB, int passes, CancellationToken cancellationToken)
    {
        var bytes = BytesOf(password);
        try
        {
            await _seats.WaitAsync(cancellationToken);
            try
            {
                return await _derive(bytes, salt, memoryKiB, passes);
            }
            finally
            {
                _seats.Release();
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    // Off the caller's thread: a derivation takes about 150 ms and must not hold up a page.
    internal static Task<SecretKey> Argon2idAsync(byte[] password, byte[] salt, int memoryKiB, int passes) => Task.Run(() =>
    {
        var argon2id = PasswordBasedKeyDerivationAlgorithm.Argon2id(
            new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = memoryKiB, NumberOfPasses = passes });
        Span<byte> derived = stackalloc byte[SecretKey.Size];
        argon2id.DeriveBytes(password, salt, derived);
        var key = SecretKey.From(derived);
        CryptographicOperations.ZeroMemory(derived);
        return key;
    });

    // Half a surrogate pair cannot be normalised. Callers refuse it; here it becomes U+FFFD and does no harm.
    private static byte[] BytesOf(string password)
    {
        try
        {
            return Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC));
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8.GetBytes(password);
        }
    }

    private static SecretKey FromRecovery(RecoveryKey recovery, KeyRoot root, byte[] salt)
    {
        var label = root switch
        {
            KeyRoot.Shared => "cc/slot/shared/recovery"u8,
            KeyRoot.Vault => "cc/slot/vault/recovery"u8,
            _ => throw new ArgumentOutOfRangeException(nameof(root), root, "There are two roots."),
        };
        Span<byte> derived = stackalloc byte[SecretKey.Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, recovery.Bytes, derived, salt, label);
        var key = SecretKey.From(derived);
        CryptographicOperations.ZeroMemory(derived);
        return key;
    }

    private static KeySlot Wrap(
        SecretKey kek, SecretKey key, PersonId owner, KeyRoot root, SlotKind kind, KdfKind kdf, int memoryKiB, int passes, int parallelism, byte[] salt)
    {
        Span<byte> wrap = stackalloc byte[SecretKey.Size + Gcm.Overhead];
        var associated = KeySlot.Associated(owner, root, kind, FirstGeneration, kdf, memoryKiB, passes, parallelism);
        Gcm.Seal(kek.Bytes, key.Bytes, associated, wrap);
        return KeySlot.Of(
            owner, root, kind, FirstGeneration, kdf, memoryKiB, passes, parallelism, salt,
            wrap[..Gcm.NonceSize].ToArray(), wrap[Gcm.NonceSize..^Gcm.TagSize].ToArray(), wrap[^Gcm.TagSize..].ToArray());
    }

    private static SecretKey? Unwrap(SecretKey kek, KeySlot slot)
    {
        var associated = KeySlot.Associated(
            slot.Owner, slot.Root, slot.Kind, slot.Generation, slot.Kdf, slot.MemoryKiB, slot.Passes, slot.Parallelism);
        Span<byte> key = stackalloc byte[SecretKey.Size];
        try
        {
            return Gcm.TryOpen(kek.Bytes, [.. slot.Nonce, .. slot.Wrapped, .. slot.Tag], associated, key) ? SecretKey.From(key) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
