using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>
/// Deletes one's own account, behind the password: the keys, then everything that is one's own alone, and every couple in which nobody
/// stays. What the two shared until then remains with the partner; what was not opened is gone. All sessions end at once.
/// </summary>
public sealed class DeleteAccount
{
    private readonly AccountBook book;
    private readonly Erasure erasure;
    private readonly KeyRing keys;
    private readonly PendingRecoveryKeys recoveryKeys;
    private readonly PendingSecondSteps secondSteps;
    private readonly PendingSignIns signIns;
    private readonly Switchboard switchboard;
    private readonly Database database;

    internal DeleteAccount(
        AccountBook book,
        Erasure erasure,
        KeyRing keys,
        PendingRecoveryKeys recoveryKeys,
        PendingSecondSteps secondSteps,
        PendingSignIns signIns,
        Switchboard switchboard,
        Database database)
    {
        (this.book, this.erasure, this.keys, this.switchboard, this.database) = (book, erasure, keys, switchboard, database);
        (this.recoveryKeys, this.secondSteps, this.signIns) = (recoveryKeys, secondSteps, signIns);
    }

    /// <summary>Deletes it. It cannot be undone.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in.</exception>
    /// <exception cref="NotSavedException">The database is not able to. Nothing was deleted.</exception>
    public async Task<PasswordPromptResult> RunAsync(string password, Origin origin, CancellationToken cancellationToken = default)
    {
        var (who, account) = await book.MineAsync();
        var (root, wait) = await book.TryOpenRootAsync(account.UserName!, account, password, origin, cancellationToken);
        if (root is null)
            return new(false, wait);
        root.Dispose();

        // Nothing of the log may come after the account.
        await book.Log.WrittenAsync();

        // Once begun it is gone through with: a browser that hangs up does not stop it half way.
        var erased = await erasure.RunAsync(who.Person, Forget, CancellationToken.None);
        foreach (var session in erased.Sessions.Append(who.Session))
            switchboard.SessionEnded(session);

        // What another tab wrote in the same moment goes too.
        await erasure.RunAsync(who.Person, Forget, CancellationToken.None);
        foreach (var couple in erased.Left)
            switchboard.ToCouple(couple, new(SignalKind.Couple, couple.Value));
        database.Tidy();
        return new(true, TimeSpan.Zero);

        void Forget(IReadOnlyList<Guid> sessions)
        {
            foreach (var session in sessions.Append(who.Session))
            {
                keys.Forget(session);
                recoveryKeys.Forget(session);
                secondSteps.Forget(session);
            }

            signIns.EndAll(who.Person);
        }
    }
}
