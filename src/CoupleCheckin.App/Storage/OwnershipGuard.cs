using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// Looks at every change before it is written and refuses what the viewer may not write. It never repairs: a refusal is a
/// defect of the program, not of the person.
/// </summary>
internal static class OwnershipGuard
{
    public static async Task CheckAsync(CoupleDb db, CancellationToken cancellationToken)
    {
        db.ChangeTracker.DetectChanges();
        var changes = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        foreach (var change in changes)
        {
            if (!await MayWriteAsync(db, change, cancellationToken))
                throw new OwnershipException($"{change.State} {change.Metadata.ClrType.Name}");
        }
    }

    private static async Task<bool> MayWriteAsync(CoupleDb db, EntityEntry change, CancellationToken cancellationToken) =>
        (change.State == EntityState.Added || change.Entity is not IPermanent)
        && change.Entity switch
        {
            IPrivate row => row.Owner == db.Viewer.Person,
            ISealed row => row.Owner == db.Viewer.Person && await IsOursAndOpenAsync(db, row.Couple, cancellationToken) && !await IsRevealedAsync(db, row, cancellationToken),
            IShared row => (IsAuthored(row, db.Viewer.Person) && await WasAuthoredAsync(change, db.Viewer.Person, cancellationToken) && await MayWriteInAsync(db, change, row, cancellationToken))
                || IsUseOfInvitationInHand(db, change, row),
            _ => false,
        };

    /// <summary>
    /// In one's own open couple; in a new couple that is founded in the same step; on the seat behind the door that an
    /// invitation opens; and one's own seat, which one may leave wherever it stands.
    /// </summary>
    private static async Task<bool> MayWriteInAsync(CoupleDb db, EntityEntry change, IShared row, CancellationToken cancellationToken) =>
        await IsOursAndOpenAsync(db, row.Couple, cancellationToken)
        || (change.State == EntityState.Added && IsFoundedNow(db, row.Couple))
        || (row is Seat && (change.State == EntityState.Modified || (change.State == EntityState.Added && row.Couple == db.Viewer.Door)));

    private static Task<bool> IsOursAndOpenAsync(CoupleDb db, CoupleId couple, CancellationToken cancellationToken) =>
        couple == db.Viewer.Us
            ? db.Couples.AnyAsync(row => row.Id == couple && row.ClosedAt == null, cancellationToken)
            : Task.FromResult(false);

    private static bool IsFoundedNow(CoupleDb db, CoupleId couple) =>
        db.ChangeTracker.Entries<Couple>().Any(entry => entry.State == EntityState.Added && entry.Entity.Id == couple);

    private static bool IsUseOfInvitationInHand(CoupleDb db, EntityEntry change, IShared row) =>
        change.State == EntityState.Modified && row is Invitation invitation && db.Viewer.Invitation is { Length: > 0 } inHand
        && invitation.TokenHash.AsSpan().SequenceEqual(inHand);

    private static Task<bool> IsRevealedAsync(CoupleDb db, ISealed row, CancellationToken cancellationToken) =>
        db.Readies.Where(press => press.Couple == row.Couple && press.Round == row.Round).Skip(1).AnyAsync(cancellationToken);

    private static bool IsAuthored(IShared row, PersonId me) => row is not IAuthored authored || authored.Author == me;

    private static async Task<bool> WasAuthoredAsync(EntityEntry change, PersonId me, CancellationToken cancellationToken) =>
        change.State == EntityState.Added || change.Entity is not IAuthored
        || (await change.GetDatabaseValuesAsync(cancellationToken))?.ToObject() is IAuthored { Author: var author } && author == me;
}

/// <summary>A write that the viewer may not do.</summary>
internal sealed class OwnershipException(string what) : Exception($"Refused: {what} is not this viewer's to write.");
