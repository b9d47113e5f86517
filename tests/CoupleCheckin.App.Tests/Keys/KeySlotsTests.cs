using System.Reflection;
using System.Text;
using System.Threading.Channels;
using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Tests.Keys;

public sealed class KeySlotsTests : IDisposable
{
    private static readonly byte[] KnownSalt = "0123456789abcdef"u8.ToArray();
    private readonly KeySlots _slots = new();

    public void Dispose() => _slots.Dispose();

    [Fact]
    public async Task A_slot_written_by_another_program_from_the_document_opens_with_its_password()
    {
        var slot = KnownPasswordSlot();

        using var root = await _slots.OpenWithPasswordAsync(slot, Known.Password);

        Assert.Equal(Known.Counting(64, 32), root!.Bytes.ToArray());
    }

    [Fact]
    public async Task A_password_typed_with_separate_accents_is_the_same_password()
    {
        using var root = await _slots.OpenWithPasswordAsync(KnownPasswordSlot(), Known.Password.Normalize(NormalizationForm.FormD));

        Assert.NotNull(root);
    }

    [Theory]
    [InlineData("Zürich im Mai, 7 Taube")]
    [InlineData("zürich im Mai, 7 Tauben")]
    [InlineData("Zürich im Mai, 7 Tauben ")]
    [InlineData("")]
    public async Task A_wrong_password_opens_nothing(string password) =>
        Assert.Null(await _slots.OpenWithPasswordAsync(KnownPasswordSlot(), password));

    [Fact]
    public async Task A_slot_opens_with_what_it_was_closed_with()
    {
        using var key = SecretKey.Random();

        var slot = await _slots.SealWithPasswordAsync(Known.Person, KeyRoot.Shared, SlotKind.Password, key, "🐦 seven doves in May");
        using var opened = await _slots.OpenWithPasswordAsync(slot, "🐦 seven doves in May");

        Assert.Equal(key.Bytes.ToArray(), opened!.Bytes.ToArray());
        Assert.Equal((KdfKind.Argon2id, 65_536, 5, 1), (slot.Kdf, slot.MemoryKiB, slot.Passes, slot.Parallelism));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_password_crashes_nothing()
    {
        using var key = SecretKey.Random();

        var slot = await _slots.SealWithPasswordAsync(Known.Person, KeyRoot.Shared, SlotKind.Password, key, "half \ud83d and more");

        Assert.Null(await _slots.OpenWithPasswordAsync(slot, "\udc26"));
        using var opened = await _slots.OpenWithPasswordAsync(slot, "half \ud83d and more");
        Assert.NotNull(opened);
    }

    [Theory]
    [InlineData(nameof(KeySlot.MemoryKiB), 65_535)]
    [InlineData(nameof(KeySlot.MemoryKiB), 0)]
    [InlineData(nameof(KeySlot.MemoryKiB), int.MaxValue)]
    [InlineData(nameof(KeySlot.Passes), 4)]
    [InlineData(nameof(KeySlot.Passes), -1)]
    [InlineData(nameof(KeySlot.Passes), int.MaxValue)]
    [InlineData(nameof(KeySlot.Parallelism), 0)]
    [InlineData(nameof(KeySlot.Parallelism), 4)]
    [InlineData(nameof(KeySlot.Generation), 0)]
    [InlineData(nameof(KeySlot.Kdf), (KdfKind)0)]
    [InlineData(nameof(KeySlot.Kdf), KdfKind.HkdfSha256)]
    [InlineData(nameof(KeySlot.Kdf), KdfKind.Pbkdf2Sha512)]
    [InlineData(nameof(KeySlot.Kind), SlotKind.Recovery)]
    [InlineData(nameof(KeySlot.Kind), (SlotKind)9)]
    [InlineData(nameof(KeySlot.Root), (KeyRoot)0)]
    [InlineData(nameof(KeySlot.Salt), null)]
    [InlineData(nameof(KeySlot.Salt), 15)]
    [InlineData(nameof(KeySlot.Nonce), 0)]
    [InlineData(nameof(KeySlot.Wrapped), 31)]
    [InlineData(nameof(KeySlot.Tag), 12)]
    public async Task A_row_edited_below_the_floor_or_out_of_form_is_refused(string column, object? value)
    {
        if (value is int length && typeof(KeySlot).GetProperty(column)!.PropertyType == typeof(byte[]))
            value = new byte[length];
        using var slots = WithoutCost(out var derivations);

        await Assert.ThrowsAsync<KeySlotRefusedException>(() => slots.OpenWithPasswordAsync(Edited(KnownPasswordSlot(), column, value), Known.Password));

        Assert.Empty(derivations);
    }

    [Fact]
    public async Task A_row_edited_within_the_limits_no_longer_opens_even_under_the_right_key()
    {
        using var slots = WithoutCost(out _);
        using var key = SecretKey.Random();
        var slot = await slots.SealWithPasswordAsync(Known.Person, KeyRoot.Shared, SlotKind.Password, key, "x");
        using var opened = await slots.OpenWithPasswordAsync(slot, "x");
        Assert.NotNull(opened);

        (string, object)[] edits =
        [
            (nameof(KeySlot.Owner), PersonId.New()),
            (nameof(KeySlot.Root), KeyRoot.Vault),
            (nameof(KeySlot.Kind), SlotKind.Passphrase),
            (nameof(KeySlot.Generation), 2),
            (nameof(KeySlot.MemoryKiB), 65_537),
            (nameof(KeySlot.Passes), 6),
            .. Known.EverySmallChange(slot.Nonce).Select(changed => (nameof(KeySlot.Nonce), (object)changed)),
            .. Known.EverySmallChange(slot.Wrapped).Select(changed => (nameof(KeySlot.Wrapped), (object)changed)),
            .. Known.EverySmallChange(slot.Tag).Select(changed => (nameof(KeySlot.Tag), (object)changed)),
        ];
        foreach (var (column, value) in edits)
        {
            var original = slot.GetType().GetProperty(column)!.GetValue(slot);
            Assert.Null(await slots.OpenWithPasswordAsync(Edited(slot, column, value), "x"));
            Edited(slot, column, original);
        }
    }

    [Fact]
    public async Task A_changed_salt_opens_nothing() =>
        Assert.Null(await _slots.OpenWithPasswordAsync(Edited(KnownPasswordSlot(), nameof(KeySlot.Salt), Known.Turned(KnownSalt, 15, 1)), Known.Password));

    [Fact]
    public async Task Every_slot_has_a_salt_and_a_nonce_of_its_own()
    {
        using var slots = WithoutCost(out _);
        using var key = SecretKey.Random();
        var recovery = RecoveryKey.New();
        var made = new List<KeySlot>();
        for (var i = 0; i < 500; i++)
        {
            made.Add(await slots.SealWithPasswordAsync(Known.Person, KeyRoot.Shared, SlotKind.Password, key, "the same"));
            made.Add(slots.SealWithRecoveryKey(Known.Person, KeyRoot.Shared, key, recovery));
        }

        Assert.Equal(1_000, made.Select(slot => Convert.ToHexString(slot.Salt)).Distinct().Count());
        Assert.Equal(1_000, made.Select(slot => Convert.ToHexString(slot.Nonce)).Distinct().Count());
        Assert.All(made, slot => Assert.Equal(16, slot.Salt.Length));
    }

    [Fact]
    public async Task A_password_closes_only_slots_of_passwords()
    {
        using var key = SecretKey.Random();

        foreach (var kind in new[] { SlotKind.Recovery, SlotKind.Prf, default })
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _slots.SealWithPasswordAsync(Known.Person, KeyRoot.Shared, kind, key, "x"));
    }

    [Fact]
    public void A_recovery_slot_written_by_another_program_from_the_document_opens()
    {
        var wrap = Convert.FromHexString(
            "4cf0a356566a915b18aef687d65105e5285de228f50a9cbe827482a82bc98d35" + "62b8b612562abfc13877b6eeef27f320");
        var slot = KeySlot.Of(
            Known.Person, KeyRoot.Shared, SlotKind.Recovery, 1, KdfKind.HkdfSha256, 0, 0, 0, KnownSalt, Known.Counting(100, 12), wrap[..32], wrap[32..]);

        using var root = _slots.OpenWithRecoveryKey(slot, RecoveryKey.TryRead("6789-ABCD-EFGH-JKMN-PQRS-TVWX-YZGH")!);

        Assert.Equal(Known.Counting(64, 32), root!.Bytes.ToArray());
    }

    [Fact]
    public void A_recovery_slot_opens_with_its_own_recovery_key_for_its_own_root_only()
    {
        using var key = SecretKey.Random();
        var recovery = RecoveryKey.New();
        var slot = _slots.SealWithRecoveryKey(Known.Person, KeyRoot.Shared, key, recovery);

        using var opened = _slots.OpenWithRecoveryKey(slot, RecoveryKey.TryRead(recovery.Format())!);

        Assert.Equal(key.Bytes.ToArray(), opened!.Bytes.ToArray());
        Assert.Null(_slots.OpenWithRecoveryKey(slot, RecoveryKey.New()));
        Assert.Null(_slots.OpenWithRecoveryKey(Edited(slot, nameof(KeySlot.Root), KeyRoot.Vault), recovery));
    }

    [Fact]
    public void A_recovery_key_does_not_open_the_slot_of_a_password() =>
        Assert.Throws<KeySlotRefusedException>(() => _slots.OpenWithRecoveryKey(KnownPasswordSlot(), RecoveryKey.New()));

    [Fact]
    public void A_slot_wrapped_in_the_browser_needs_a_million_iterations()
    {
        Assert.Equal(1_000_000, FromBrowser(1_000_000).Passes);
        Assert.Throws<KeySlotRefusedException>(() => FromBrowser(999_999));

        static KeySlot FromBrowser(int iterations) => KeySlot.Of(
            Known.Person, KeyRoot.Vault, SlotKind.Passphrase, 1, KdfKind.Pbkdf2Sha512, 0, iterations, 0, KnownSalt, new byte[12], new byte[32], new byte[16]);
    }

    [Fact]
    public async Task Two_passwords_are_derived_at_a_time_and_the_others_wait()
    {
        var started = Channel.CreateUnbounded<TaskCompletionSource<SecretKey>>();
        using var slots = new KeySlots((_, _, _, _) =>
        {
            var derivation = new TaskCompletionSource<SecretKey>(TaskCreationOptions.RunContinuationsAsynchronously);
            started.Writer.TryWrite(derivation);
            return derivation.Task;
        });

        var all = Enumerable.Range(0, 5).Select(_ => slots.SpendAsync()).ToList();

        Assert.Equal(2, started.Reader.Count);
        for (var done = 0; done < 5; done++)
        {
            var derivation = await started.Reader.ReadAsync();
            Assert.InRange(started.Reader.Count, 0, 1);
            derivation.SetResult(SecretKey.Random());
        }

        await Task.WhenAll(all);
    }

    [Fact]
    public async Task Whoever_stops_waiting_and_whoever_fails_gives_the_seat_back()
    {
        var fails = true;
        using var slots = new KeySlots((_, _, _, _) => fails ? throw new InvalidOperationException() : Task.FromResult(SecretKey.Random()));
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => slots.SpendAsync());
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slots.SpendAsync(stopped.Token));
        }

        fails = false;
        await slots.SpendAsync();
    }

    [Fact]
    public async Task An_unknown_account_costs_one_derivation_at_the_full_cost()
    {
        using var slots = WithoutCost(out var derivations);

        await slots.SpendAsync();

        Assert.Equal([(65_536, 5)], derivations);
    }

    [Fact]
    public async Task The_bytes_of_a_password_are_zeroed_after_use()
    {
        byte[] seen = [];
        using var slots = new KeySlots((password, _, _, _) =>
        {
            seen = password;
            Assert.Contains(seen, value => value != 0);
            return Task.FromResult(SecretKey.Random());
        });
        using var key = SecretKey.Random();

        await slots.SealWithPasswordAsync(Known.Person, KeyRoot.Shared, SlotKind.Password, key, Known.Password);

        Assert.Equal(new byte[24], seen);
    }

    private static KeySlot KnownPasswordSlot()
    {
        var wrap = Convert.FromHexString(
            "535b67d353f8a4fda954417d580964e41d151ab012b4ddf5fb34cd9a68efc19d" + "639445a2d034c289a4e845dff45683f8");
        return KeySlot.Of(
            Known.Person, KeyRoot.Shared, SlotKind.Password, 1, KdfKind.Argon2id, 65_536, 5, 1, [.. KnownSalt], Known.Counting(100, 12), wrap[..32], wrap[32..]);
    }

    /// <summary>Slots whose derivation always gives the same key, so that only the binding can refuse.</summary>
    private static KeySlots WithoutCost(out List<(int MemoryKiB, int Passes)> derivations)
    {
        var seen = new List<(int MemoryKiB, int Passes)>();
        derivations = seen;
        return new((_, _, memory, passes) =>
        {
            seen.Add((memory, passes));
            return Task.FromResult(Known.CoupleKey());
        });
    }

    /// <summary>What somebody with the database in hand does to a row.</summary>
    private static KeySlot Edited(KeySlot slot, string column, object? value)
    {
        typeof(KeySlot).GetProperty(column, BindingFlags.Public | BindingFlags.Instance)!.SetValue(slot, value);
        return slot;
    }
}
