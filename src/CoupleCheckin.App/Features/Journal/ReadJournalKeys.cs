using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Journal;

/// <summary>Reads what opens one's own journal, and whether it changed.</summary>
public sealed class ReadJournalKeys
{
    private readonly Opener opener;
    private readonly Engine engine;
    private readonly AccountsDb accounts;

    internal ReadJournalKeys(Opener opener, Engine engine, AccountsDb accounts) => (this.opener, this.engine, this.accounts) = (opener, engine, accounts);

    /// <summary>Reads it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    public async Task<JournalKeys> RunAsync(CancellationToken cancellationToken = default)
    {
        var me = await opener.JournalAsync();
        await using var db = engine.Couples(me);
        var slots = await accounts.KeySlots.AsNoTracking().Where(slot => slot.Owner == me.Person && slot.Root == KeyRoot.Vault).ToListAsync(cancellationToken);
        var state = await db.SealedRecords.GroupBy(_ => 1).Select(all => new { Records = all.Count(), Versions = all.Sum(record => record.Version) }).SingleOrDefaultAsync(cancellationToken);
        return new(
            me.Person.Value,
            [.. slots.OrderBy(slot => slot.Kind).Select(slot => new JournalSlot((int)slot.Kind, slot.Generation, (int)slot.Kdf, slot.Passes, slot.Salt, slot.Nonce, slot.Wrapped, slot.Tag))],
            state?.Records ?? 0,
            state?.Versions ?? 0);
    }
}
