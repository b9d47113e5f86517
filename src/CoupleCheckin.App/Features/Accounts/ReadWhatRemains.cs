using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>What would be left of one's own when the account is deleted.</summary>
/// <param name="Readers">The names of those who keep reading what was shared with them: the partner, and earlier ones who are still here.</param>
/// <param name="IsPaired">Whether a couple would be closed by it.</param>
public sealed record RemainsView(IReadOnlyList<string> Readers, bool IsPaired);

/// <summary>Reads who would keep what, so that it can be said before the account is deleted.</summary>
public sealed class ReadWhatRemains
{
    private readonly Opener opener;
    private readonly AccountBook book;

    internal ReadWhatRemains(Opener opener, AccountBook book) => (this.opener, this.book) = (opener, book);

    /// <summary>Reads it.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task<RemainsView> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var space = await opener.OpenAsync(cancellationToken);
        var seats = await space.Db.Seats.AsNoTracking().Where(seat => seat.Person != space.Me).ToListAsync(cancellationToken);
        var people = seats.Select(seat => seat.Person.Value).ToList();
        var living = (await book.Db.Users.Where(account => people.Contains(account.Id)).Select(account => account.Id).ToListAsync(cancellationToken)).ToHashSet();
        var names = new List<string>();
        foreach (var seat in seats.Where(seat => living.Contains(seat.Person.Value)))
        {
            using var key = await space.KeyOfAsync(seat.Couple, cancellationToken);
            names.Add(SeatNames.Open(key, seat).Value);
        }

        return new([.. names.Distinct(StringComparer.Ordinal)], space.PartnerSeat is { LeftAt: null } && await space.IsOpenAsync(cancellationToken));
    }
}
