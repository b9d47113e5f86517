using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Journal;

/// <summary>What came of setting the keys of a journal.</summary>
/// <param name="Saving">What became of it.</param>
/// <param name="Wait">How long to wait before the next try of the sign-in password; zero when it simply does not fit.</param>
public sealed record SetJournalKeysResult(JournalSaving Saving, TimeSpan Wait);

/// <summary>
/// Puts other slots in place of all that open one's journal, and with them whatever had to be sealed anew: both or neither. It asks
/// for the sign-in password, so that nobody locks somebody out of their journal who only finds their browser open.
/// </summary>
public sealed class SetJournalKeys
{
    private readonly Opener opener;
    private readonly AccountBook book;
    private readonly Engine engine;
    private readonly AppOptions options;

    internal SetJournalKeys(Opener opener, AccountBook book, Engine engine, AppOptions options) =>
        (this.opener, this.book, this.engine, this.options) = (opener, book, engine, options);

    /// <summary>Sets them.</summary>
    /// <param name="password">The sign-in password.</param>
    /// <param name="origin">Where the try comes from.</param>
    /// <param name="expected">The generation that the browser knows; 0 where there is no journal yet.</param>
    /// <param name="slots">All slots from now on; the passphrase's among them.</param>
    /// <param name="changes">What was sealed anew.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<SetJournalKeysResult> RunAsync(
        string password, Origin origin, int expected, IReadOnlyList<JournalSlot> slots, IReadOnlyList<JournalChange> changes, CancellationToken cancellationToken = default)
    {
        var me = await opener.JournalAsync();
        if (Read(me.Person, slots) is not { } fresh)
            return new(JournalSaving.Refused, TimeSpan.Zero);
        var (_, account) = await book.MineAsync();
        var (root, wait) = await book.TryOpenRootAsync(account.UserName!, account, password, origin, cancellationToken);
        using (root)
        {
            if (root is null)
                return new(JournalSaving.NotProved, wait);
        }

        try
        {
            return new(await engine.TogetherAsync(me, (couples, accounts) => ReplaceAsync(couples, accounts, me.Person, expected, fresh, changes, cancellationToken), cancellationToken), TimeSpan.Zero);
        }
        catch (Exception failure) when (failure.IsDatabaseFailure())
        {
            throw new NotSavedException(failure);
        }
    }

    /// <summary>The slots as they are stored; nothing where one is below the floor or not of the written form.</summary>
    private static List<KeySlot>? Read(PersonId me, IReadOnlyList<JournalSlot> slots)
    {
        var kinds = slots.Select(slot => (SlotKind)slot.Kind).ToList();
        if (kinds.Distinct().Count() != kinds.Count || !kinds.Contains(SlotKind.Passphrase) || kinds.Exists(kind => kind is not (SlotKind.Passphrase or SlotKind.Recovery))
            || slots.Any(slot => (SlotKind)slot.Kind == SlotKind.Passphrase && (KdfKind)slot.Kdf != KdfKind.Pbkdf2Sha512))
            return null;
        try
        {
            return [.. slots.Select(slot => KeySlot.Of(
                me, KeyRoot.Vault, (SlotKind)slot.Kind, slot.Generation, (KdfKind)slot.Kdf, 0, slot.Passes, 0, slot.Salt, slot.Nonce, slot.Wrapped, slot.Tag))];
        }
        catch (KeySlotRefusedException)
        {
            return null;
        }
    }

    private async Task<(bool Keep, JournalSaving Result)> ReplaceAsync(
        CoupleDb couples, AccountsDb accounts, PersonId me, int expected, List<KeySlot> fresh, IReadOnlyList<JournalChange> changes, CancellationToken cancellationToken)
    {
        var present = await accounts.KeySlots.Where(slot => slot.Owner == me && slot.Root == KeyRoot.Vault).ToListAsync(cancellationToken);
        if ((present.Find(slot => slot.Kind == SlotKind.Passphrase)?.Generation ?? 0) != expected || fresh.Exists(slot => slot.Generation < expected))
            return (false, JournalSaving.Overtaken);
        var staged = await SaveJournal.StageAsync(couples, changes, options.JournalBytes, cancellationToken);
        if (staged != JournalSaving.Saved)
            return (false, staged);
        accounts.KeySlots.RemoveRange(present.Where(slot => !fresh.Exists(other => other.Kind == slot.Kind)));
        foreach (var slot in fresh)
        {
            if (present.Find(other => other.Kind == slot.Kind) is { } old)
                old.ReplaceBy(slot);
            else
                accounts.KeySlots.Add(slot);
        }

        return await couples.TrySaveAsync(cancellationToken) == Saving.Saved && await accounts.TrySaveAsync(cancellationToken) == Saving.Saved
            ? (true, JournalSaving.Saved)
            : (false, JournalSaving.Overtaken);
    }
}
