using CoupleCheckin.App.Keys;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Storage;

/// <summary>
/// A couple's space as one signed-in person has it open right now: a context bound to them, and the keys that are theirs.
/// Only the <see cref="Opener"/> makes one.
/// </summary>
internal sealed class OpenSpace(CoupleDb db, Guid session, SecretKey root, SecretKey key, IReadOnlyList<Seat> seats) : IAsyncDisposable
{
    /// <summary>What this person may read and write.</summary>
    public CoupleDb Db => db;

    /// <summary>Who has it open.</summary>
    public PersonId Me => db.Viewer.Person;

    /// <summary>The couple in which they are now.</summary>
    public CoupleId Us => db.Viewer.Us!.Value;

    /// <summary>In which session.</summary>
    public Guid Session => session;

    /// <summary>This person's shared root.</summary>
    public SecretKey Root => root;

    /// <summary>The key of <see cref="Us"/>.</summary>
    public SecretKey Key => key;

    /// <summary>Both seats of <see cref="Us"/> that are taken.</summary>
    public IReadOnlyList<Seat> Seats => seats;

    /// <summary>My seat.</summary>
    public Seat MySeat => seats.Single(seat => seat.Person == Me);

    /// <summary>The partner's seat; null while this person is here alone.</summary>
    public Seat? PartnerSeat => seats.SingleOrDefault(seat => seat.Person != Me);

    /// <summary>Whether nobody has left <see cref="Us"/>; asked now, because the partner may leave at any moment.</summary>
    public Task<bool> IsOpenAsync(CancellationToken cancellationToken) =>
        db.Couples.AnyAsync(couple => couple.Id == Us && couple.ClosedAt == null, cancellationToken);

    /// <summary>
    /// The couple as it is now. Whoever begins something that there may be once only reads it before all else and makes it step: of two
    /// at once, the slower is then taken anew on what the faster wrote.
    /// </summary>
    public Task<Couple> CoupleAsync(CancellationToken cancellationToken) => db.Couples.SingleAsync(couple => couple.Id == Us, cancellationToken);

    /// <summary>Opens a name that stands in a seat of <see cref="Us"/>.</summary>
    public PartnerName NameIn(Seat seat) => SeatNames.Open(key, seat);

    /// <summary>
    /// Takes a step as <see cref="SavingExtensions.StepAsync"/> does. Between looking and writing the partner may leave, or the
    /// reveal may happen; what the guard then refuses is nobody's mistake, and the step is taken anew on what is there now. Refused
    /// again, it is a defect.
    /// </summary>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task StepAsync(Func<Task<bool>> step, CancellationToken cancellationToken)
    {
        try
        {
            await db.StepAsync(step, cancellationToken);
        }
        catch (OwnershipException)
        {
            db.ChangeTracker.Clear();
            await db.StepAsync(step, cancellationToken);
        }
    }

    /// <summary>Takes a step as long as the couple is open.</summary>
    /// <returns>False when the couple is closed; nothing was written then.</returns>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<bool> StepWhileOpenAsync(Func<Task<bool>> step, CancellationToken cancellationToken)
    {
        var isOpen = false;
        await StepAsync(
            async () =>
            {
                isOpen = await IsOpenAsync(cancellationToken);
                return isOpen && await step();
            },
            cancellationToken);
        return isOpen;
    }

    /// <summary>The key of a couple in which this person has or had a seat.</summary>
    public async Task<SecretKey> KeyOfAsync(CoupleId couple, CancellationToken cancellationToken)
    {
        if (couple == Us)
            return key.Copy();
        var mine = await db.CoupleKeys.SingleAsync(copy => copy.Couple == couple, cancellationToken);
        return CoupleKeyWrap.Unwrap(root, couple, Me, mine.Wrapped);
    }

    public async ValueTask DisposeAsync()
    {
        root.Dispose();
        key.Dispose();
        await db.DisposeAsync();
    }
}
