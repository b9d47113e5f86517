using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Operations;

/// <summary>What was taken away from the way somebody signs in.</summary>
/// <param name="Sessions">How many sessions were ended.</param>
/// <param name="SecondSteps">How many second steps and passkeys were taken away.</param>
public sealed record SignInResetReport(int Sessions, int SecondSteps);

/// <summary>
/// Helps somebody who cannot get past a second step, or whose device is gone. It ends all sessions and takes second steps and passkeys
/// away. It opens nothing: the password stays as it is, because only the password or the person's own recovery key opens what they
/// wrote, and nobody else can make a new one. The account's own log says that it was done.
/// </summary>
public sealed class SignInReset
{
    private readonly Engine engine;
    private readonly TimeProvider time;

    /// <summary>On the data of these options.</summary>
    public SignInReset(AppOptions options, TimeProvider time) : this(AppServices.EngineOf(options), time)
    {
    }

    internal SignInReset(Engine engine, TimeProvider time) => (this.engine, this.time) = (engine, time);

    /// <summary>Does it.</summary>
    /// <exception cref="OperationRefusedException">There is no such account, or the database cannot be used.</exception>
    public async Task<SignInResetReport> RunAsync(string signInName, CancellationToken cancellationToken = default)
    {
        try
        {
            if (engine.SqliteFile is { } file && !File.Exists(file))
                throw new OperationRefusedException(Refusal.Asked, $"There is no database {file}. Say where it is with --data.");
            var name = SignInName.TryRead(signInName) is { } readable ? SignInName.Normalise(readable) : "";
            await using var db = engine.Accounts();
            var account = await db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == name, cancellationToken)
                ?? throw new OperationRefusedException(Refusal.NoAccount, $"Nobody signs in as {signInName} here.");
            var sessions = await db.Sessions.Where(session => session.Owner == account.Person).ToListAsync(cancellationToken);
            var steps = await db.SecondSteps.Where(step => step.Owner == account.Person).ToListAsync(cancellationToken);
            var passkeys = await db.Set<IdentityUserPasskey<Guid>>().Where(passkey => passkey.UserId == account.Id).ToListAsync(cancellationToken);
            db.RemoveRange(sessions);
            db.RemoveRange(steps);
            db.RemoveRange(passkeys);
            account.SecurityStamp = Guid.NewGuid().ToString();
            db.Events.Add(AccountEvent.Of(account.Person, AccountEventKind.SignInReset, time.GetUtcNow()));
            await db.SaveChangesAsync(cancellationToken);
            return new(sessions.Count, steps.Count + passkeys.Count);
        }
        catch (Exception failure) when (failure.IsDatabaseFailure())
        {
            throw new OperationRefusedException(Refusal.Machine, $"It was not done: {Troubles.InWords(failure)}", failure);
        }
    }
}
