using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;

namespace CoupleCheckin.App.Keys;

/// <summary>Which of a person's two roots (security.md 2.3).</summary>
internal enum KeyRoot
{
    /// <summary>What is shared and what is sealed until the reveal; opened on the server by the login password.</summary>
    Shared = 1,

    /// <summary>The journal; opened in the browser only.</summary>
    Vault = 2,
}

/// <summary>What opens a slot (security.md 2.3).</summary>
internal enum SlotKind
{
    /// <summary>The login password.</summary>
    Password = 1,

    /// <summary>The journal passphrase.</summary>
    Passphrase = 2,

    /// <summary>A recovery key on paper.</summary>
    Recovery = 3,

    /// <summary>The PRF output of a passkey.</summary>
    Prf = 4,
}

/// <summary>How the key of a slot is derived (security.md, Decided 5 and 2.2).</summary>
internal enum KdfKind
{
    /// <summary>Argon2id, on the server.</summary>
    Argon2id = 1,

    /// <summary>HKDF-SHA-256, for secrets that are random already.</summary>
    HkdfSha256 = 2,

    /// <summary>PBKDF2-HMAC-SHA-512, in the browser.</summary>
    Pbkdf2Sha512 = 3,
}

/// <summary>A slot lies below the floor or is not of the written form; nothing is derived from it.</summary>
internal sealed class KeySlotRefusedException() : Exception("The parameters of this key slot are refused.");

/// <summary>
/// One way to open one root of one person: the root, wrapped by AES-256-GCM under a key derived from a secret that only the
/// person has (security.md 2.3). The wrap is bound to
/// <c>"cc/slot/v1" | person 16 | root u8 | kind u8 | generation u32 | kdf u8 | memory u32 | passes u32 | parallelism u32</c>,
/// big-endian, so that a row cannot be moved and its cost cannot be lowered. There is one per person, root and kind.
/// </summary>
internal sealed class KeySlot : IPrivate
{
    /// <summary>The least memory of Argon2id, in KiB (security.md 2.2); also what new slots use.</summary>
    public const int Argon2MemoryKiB = 65_536;

    /// <summary>The least passes of Argon2id (security.md 2.2); also what new slots use.</summary>
    public const int Argon2Passes = 5;

    /// <summary>The least iterations of PBKDF2-SHA-512 (security.md, Decided 5).</summary>
    public const int Pbkdf2Iterations = 1_000_000;

    /// <summary>The length of the salt, in bytes.</summary>
    public const int SaltSize = 16;

    // An edited row must not be able to take all memory or a day's time either.
    private const int MostMemoryKiB = 1_048_576;
    private const int MostPasses = 100;
    private const int MostIterations = 100_000_000;

    private KeySlot()
    {
    }

    /// <inheritdoc/>
    public PersonId Owner { get; private set; }

    /// <summary>Which root it opens.</summary>
    public KeyRoot Root { get; private set; }

    /// <summary>What opens it.</summary>
    public SlotKind Kind { get; private set; }

    /// <summary>The generation of the root, from 1.</summary>
    public int Generation { get; private set; }

    /// <summary>How its key is derived.</summary>
    public KdfKind Kdf { get; private set; }

    /// <summary>Memory for the derivation, in KiB; 0 where it takes none.</summary>
    public int MemoryKiB { get; private set; }

    /// <summary>Passes or iterations; 0 where there are none.</summary>
    public int Passes { get; private set; }

    /// <summary>Lanes; 0 where there are none.</summary>
    public int Parallelism { get; private set; }

    /// <summary>16 random bytes, never used twice.</summary>
    public byte[] Salt { get; private set; } = [];

    /// <summary>The 12 random bytes of the wrap.</summary>
    public byte[] Nonce { get; private set; } = [];

    /// <summary>The wrapped root, 32 bytes.</summary>
    public byte[] Wrapped { get; private set; } = [];

    /// <summary>The 16 bytes that tell whether the wrap is intact.</summary>
    public byte[] Tag { get; private set; } = [];

    /// <summary>Raised on every save; the concurrency token.</summary>
    public long Version { get; private set; }

    /// <summary>Puts a fresh wrap of the same root in place of this one: another password, another recovery key.</summary>
    /// <param name="fresh">A slot of the same person, root and kind.</param>
    public void ReplaceBy(KeySlot fresh) =>
        (Generation, Kdf, MemoryKiB, Passes, Parallelism, Salt, Nonce, Wrapped, Tag, Version) =
        (fresh.Generation, fresh.Kdf, fresh.MemoryKiB, fresh.Passes, fresh.Parallelism, fresh.Salt, fresh.Nonce, fresh.Wrapped, fresh.Tag, Version + 1);

    /// <summary>A slot with these values, wherever it was wrapped; the browser wraps the slots of the vault itself.</summary>
    /// <exception cref="KeySlotRefusedException">Below the floor, or not of the written form.</exception>
    public static KeySlot Of(
        PersonId owner,
        KeyRoot root,
        SlotKind kind,
        int generation,
        KdfKind kdf,
        int memoryKiB,
        int passes,
        int parallelism,
        byte[] salt,
        byte[] nonce,
        byte[] wrapped,
        byte[] tag)
    {
        var slot = new KeySlot
        {
            Owner = owner,
            Root = root,
            Kind = kind,
            Generation = generation,
            Kdf = kdf,
            MemoryKiB = memoryKiB,
            Passes = passes,
            Parallelism = parallelism,
            Salt = salt,
            Nonce = nonce,
            Wrapped = wrapped,
            Tag = tag,
        };
        slot.RefuseIfWeak();
        return slot;
    }

    /// <summary>Refuses a slot below the floor, above what a server can be asked for, or not of the written form.</summary>
    /// <exception cref="KeySlotRefusedException">It is refused.</exception>
    public void RefuseIfWeak()
    {
        var strong = Kdf switch
        {
            KdfKind.Argon2id => MemoryKiB is >= Argon2MemoryKiB and <= MostMemoryKiB && Passes is >= Argon2Passes and <= MostPasses && Parallelism == 1,
            KdfKind.Pbkdf2Sha512 => Passes is >= Pbkdf2Iterations and <= MostIterations,

            // Without a cost it is only for secrets that nobody can guess.
            KdfKind.HkdfSha256 => Kind is SlotKind.Recovery or SlotKind.Prf,
            _ => false,
        };
        if (!strong || Generation < 1 || !Enum.IsDefined(Root) || !Enum.IsDefined(Kind)
            || Salt is not { Length: SaltSize } || Nonce is not { Length: Gcm.NonceSize }
            || Wrapped is not { Length: SecretKey.Size } || Tag is not { Length: Gcm.TagSize })
        {
            throw new KeySlotRefusedException();
        }
    }

    /// <summary>What the wrap is bound to.</summary>
    public static byte[] Associated(
        PersonId owner, KeyRoot root, SlotKind kind, int generation, KdfKind kdf, int memoryKiB, int passes, int parallelism) =>
        new Fields("cc/slot/v1").Id(owner.Value).U8((byte)root).U8((byte)kind).U32((uint)generation)
            .U8((byte)kdf).U32((uint)memoryKiB).U32((uint)passes).U32((uint)parallelism).Bytes.ToArray();

    /// <summary>Never anything of the keys.</summary>
    public override string ToString() => "[key slot]";
}
