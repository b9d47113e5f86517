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

    private static async Task<bool> MayWriteAsync(CoupleDb db, EntityEntry change, CancellationToken cancellationToken)
    {
        if (change.State != EntityState.Added && change.Entity is IPermanent)
            return false;

        // A row can be made up to say whose it is. What is stored cannot; where the owner is in the key, the key is enough.
        var stored = change.State == EntityState.Added || change.Entity is not (IAuthored or ISealed)
            ? change.Entity
            : (await change.GetDatabaseValuesAsync(cancellationToken))?.ToObject() ?? change.Entity;
        return await MayWriteAsync(db, change, change.Entity, cancellationToken) && await MayWriteAsync(db, change, stored, cancellationToken)
            || IsLeaving(db, change, stored)
            || IsUseOfInvitationInHand(db, change, stored);
    }

    private static async Task<bool> MayWriteAsync(CoupleDb db, EntityEntry change, object row, CancellationToken cancellationToken) => row switch
    {
        IPrivate mine => mine.Owner == db.Viewer.Person,
        ISealed mine => mine.Owner == db.Viewer.Person && await IsOursAndOpenAsync(db, mine.Couple, cancellationToken) && !await IsRevealedAsync(db, mine, cancellationToken),
        IAuthored authored and IShared shared => authored.Author == db.Viewer.Person && await MayWriteInAsync(db, change, shared, cancellationToken),

        // What is both of theirs, both change; that one alone makes it disappear is nobody's right.
        IShared shared => change.State != EntityState.Deleted && await MayWriteInAsync(db, change, shared, cancellationToken),
        _ => false,
    };

    /// <summary>In one's own open couple; in a new couple that is founded in the same step; on the seat that an invitation opens.</summary>
    private static async Task<bool> MayWriteInAsync(CoupleDb db, EntityEntry change, IShared row, CancellationToken cancellationToken) =>
        await IsOursAndOpenAsync(db, row.Couple, cancellationToken)
        || (change.State == EntityState.Added && (IsFoundedNow(db, row.Couple) || (row is Seat && await IsOpenedByInvitationAsync(db, row.Couple, cancellationToken))));

    private static async Task<bool> IsOursAndOpenAsync(CoupleDb db, CoupleId couple, CancellationToken cancellationToken) =>
        couple == db.Viewer.Us && await IsOpenAsync(db, couple, cancellationToken);

    private static Task<bool> IsOpenAsync(CoupleDb db, CoupleId couple, CancellationToken cancellationToken) =>
        db.Couples.AnyAsync(row => row.Id == couple && row.ClosedAt == null, cancellationToken);

    private static bool IsFoundedNow(CoupleDb db, CoupleId couple) =>
        db.ChangeTracker.Entries<Couple>().Any(entry => entry.State == EntityState.Added && entry.Entity.Id == couple);

    /// <summary>The couple is open, and the invitation to it is used up in the same step; no other change of it would pass.</summary>
    private static async Task<bool> IsOpenedByInvitationAsync(CoupleDb db, CoupleId couple, CancellationToken cancellationToken) =>
        couple == db.Viewer.Door
        && db.ChangeTracker.Entries<Invitation>().Any(use => use.State == EntityState.Modified && use.Entity.Couple == couple)
        && await IsOpenAsync(db, couple, cancellationToken);

    /// <summary>Standing up from one's own seat, which one may do wherever it stands, once.</summary>
    private static bool IsLeaving(CoupleDb db, EntityEntry change, object stored) =>
        change.State == EntityState.Modified && stored is Seat { LeftAt: null } seat && seat.Person == db.Viewer.Person
        && change.Entity is Seat { LeftAt: not null } && Changes(change).All(property => property == nameof(Seat.LeftAt));

    private static bool IsUseOfInvitationInHand(CoupleDb db, EntityEntry change, object stored) =>
        change.State == EntityState.Modified && stored is Invitation { Standing: true } invitation && IsInHand(db, invitation) && IsUse(change);

    private static bool IsInHand(CoupleDb db, Invitation invitation) =>
        db.Viewer.Invitation.Length > 0 && invitation.TokenHash.AsSpan().SequenceEqual(db.Viewer.Invitation);

    private static bool IsUse(EntityEntry change) =>
        change.Entity is Invitation { UsedAt: not null, Standing: false, Wrapped: [] }
        && Changes(change).All(property => property is nameof(Invitation.UsedAt) or nameof(Invitation.Standing) or nameof(Invitation.Wrapped) or nameof(Invitation.Version));

    private static IEnumerable<string> Changes(EntityEntry change) =>
        change.Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name);

    private static Task<bool> IsRevealedAsync(CoupleDb db, ISealed row, CancellationToken cancellationToken) => row is OpenedPulse
        ? db.PulseReadies.Where(press => press.Couple == row.Couple && press.Round == row.Round).Skip(1).AnyAsync(cancellationToken)
        : db.Readies.Where(press => press.Couple == row.Couple && press.Round == row.Round).Skip(1).AnyAsync(cancellationToken);
}

/// <summary>A write that the viewer may not do.</summary>
internal sealed class OwnershipException(string what) : Exception($"Refused: {what} is not this viewer's to write.");
