using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Couples;

/// <summary>
/// Leaves the couple: one person's decision, behind their password, at once. It closes the couple. Both keep reading what was
/// shared until then; what was not opened stays with whoever wrote it (security.md 3.2).
/// </summary>
public sealed class LeaveCouple
{
    private readonly AccountBook book;
    private readonly Opener opener;
    private readonly Switchboard switchboard;
    private readonly TimeProvider time;

    internal LeaveCouple(AccountBook book, Opener opener, Switchboard switchboard, TimeProvider time) =>
        (this.book, this.opener, this.switchboard, this.time) = (book, opener, switchboard, time);

    /// <summary>Leaves.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<PasswordPromptResult> RunAsync(string password, Origin origin, CancellationToken cancellationToken = default)
    {
        var (_, account) = await book.MineAsync();
        var (root, wait) = await book.TryOpenRootAsync(account.UserName!, account, password, origin, cancellationToken);
        if (root is null)
            return new(false, wait);
        root.Dispose();
        await using var space = await opener.OpenAsync(cancellationToken);
        await space.StepAsync(
            async () =>
            {
                var now = time.GetUtcNow();
                var seat = await space.Db.Seats.SingleAsync(seat => seat.Couple == space.Us && seat.Person == space.Me, cancellationToken);
                var couple = await space.CoupleAsync(cancellationToken);
                seat.Leave(now);
                if (couple.ClosedAt is null)
                    couple.Close(now);
                foreach (var invitation in await space.Db.Invitations.Where(invitation => invitation.Couple == space.Us && invitation.Author == space.Me && invitation.Standing).ToListAsync(cancellationToken))
                    invitation.Revoke(now);
                return true;
            },
            cancellationToken);
        await book.Log.NoteAsync(space.Me, AccountEventKind.LeftCouple);
        switchboard.ToCouple(space.Us, new(SignalKind.Couple, space.Us.Value));
        return new(true, TimeSpan.Zero);
    }
}
