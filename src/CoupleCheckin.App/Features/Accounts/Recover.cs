using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>What came of using a recovery key.</summary>
/// <param name="Recovered">Whether the new password is set. The key that was used opens nothing any more.</param>
/// <param name="Flaw">What is wrong with the new password.</param>
/// <param name="Wait">How long to wait before the next try; zero when name and key simply do not fit together.</param>
public sealed record RecoverResult(bool Recovered, PasswordFlaw Flaw, TimeSpan Wait);

/// <summary>Sets a new password with the recovery key. Known and unknown accounts get the same answer.</summary>
public sealed class Recover
{
    private readonly AccountBook book;
    private readonly KeySlots slots;
    private readonly PasswordWriter writer;
    private readonly SignInBrake brake;
    private readonly SessionTickets sessions;

    internal Recover(AccountBook book, KeySlots slots, PasswordWriter writer, SignInBrake brake, SessionTickets sessions) =>
        (this.book, this.slots, this.writer, this.brake, this.sessions) = (book, slots, writer, brake, sessions);

    /// <summary>Tries to recover. All sessions end; whoever recovered signs in with the new password.</summary>
    /// <exception cref="NotSavedException">The database is not able to.</exception>
    public async Task<RecoverResult> RunAsync(string signInName, string recoveryKey, string newPassword, Origin origin, CancellationToken cancellationToken = default)
    {
        var flaw = PasswordRule.Check(newPassword, signInName);
        if (flaw != PasswordFlaw.None)
            return new(false, flaw, TimeSpan.Zero);
        var name = SignInName.Normalise(SignInName.TryRead(signInName) ?? "");
        var wait = await brake.AskAsync(name, origin, cancellationToken);
        if (wait > TimeSpan.Zero)
            return new(false, PasswordFlaw.None, wait);

        var account = await book.FindAsync(signInName);
        var slot = account is null ? null : await book.SlotAsync(account.Person, SlotKind.Recovery, cancellationToken);
        using var root = slot is not null && RecoveryKey.TryRead(recoveryKey) is { } key ? slots.OpenWithRecoveryKey(slot, key) : null;
        if (root is null)
            return new(false, PasswordFlaw.None, TimeSpan.Zero);

        book.Db.KeySlots.Remove(slot!);
        await writer.SetAsync(account!, root, newPassword, AccountEventKind.RecoveryKeyUsed, cancellationToken);
        await brake.SucceededAsync(name, origin, cancellationToken);
        await sessions.EndAsync(account!.Person, _ => true, cancellationToken);
        return new(true, PasswordFlaw.None, TimeSpan.Zero);
    }
}
