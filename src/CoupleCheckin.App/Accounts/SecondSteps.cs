using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Accounts;

/// <summary>Asks for the second step, where there is one. Codes have a budget of tries of their own, beside the one of passwords.</summary>
internal sealed class SecondSteps(AccountsDb db, AccountBook book, SignInBrake brake, AccountLog log, TimeProvider time)
{
    /// <summary>Whether an account has one.</summary>
    public Task<bool> IsOnAsync(PersonId person, CancellationToken cancellationToken) => db.SecondSteps.AnyAsync(step => step.Owner == person, cancellationToken);

    /// <summary>The one of an account.</summary>
    public Task<SecondStep?> FindAsync(PersonId person, CancellationToken cancellationToken) =>
        db.SecondSteps.SingleOrDefaultAsync(step => step.Owner == person, cancellationToken);

    /// <summary>
    /// Takes a code. A right password makes the budget of passwords whole again, so wrong codes count in another one: whoever knows the
    /// password does not guess on.
    /// </summary>
    public async Task<(CodeUse Use, TimeSpan Wait)> TryAsync(Account account, SecretKey root, string? typed, Origin origin, CancellationToken cancellationToken)
    {
        if (!await IsOnAsync(account.Person, cancellationToken))
            return (CodeUse.Off, TimeSpan.Zero);
        if (OneTimeCodes.TryRead(typed) is null && SpareCode.TryRead(typed) is null)
            return (CodeUse.Unreadable, TimeSpan.Zero);
        var budget = $"code {SignInName.Normalise(account.UserName!)}";
        var wait = await brake.AskAsync(budget, origin, cancellationToken);
        if (wait > TimeSpan.Zero)
            return (CodeUse.Refused, wait);

        // Two tabs with one code: whoever saves second looks again, and finds it used.
        var use = CodeUse.Refused;
        await db.StepAsync(
            async () =>
            {
                var step = await FindAsync(account.Person, cancellationToken);
                use = step?.Use(root, typed, time.GetUtcNow()) ?? CodeUse.Off;
                return use is CodeUse.Code or CodeUse.SpareCode;
            },
            cancellationToken);
        if (use == CodeUse.Refused)
        {
            await log.NoteAsync(account.Person, AccountEventKind.CodeRefused);
            return (use, TimeSpan.Zero);
        }

        await brake.SucceededAsync(budget, origin, cancellationToken);
        if (use == CodeUse.SpareCode)
            await log.NoteAsync(account.Person, AccountEventKind.SpareCodeUsed);
        return (use, TimeSpan.Zero);
    }

    /// <summary>Asks whoever is signed in for their password again, and for a code where the second step is on.</summary>
    /// <returns>The root, or null and what was wrong.</returns>
    public async Task<(SecretKey? Root, ProofResult Result)> ProveAsync(Account account, string password, string? code, Origin origin, CancellationToken cancellationToken)
    {
        var (root, wait) = await book.TryOpenRootAsync(account.UserName!, account, password, origin, cancellationToken);
        if (root is null)
            return (null, new(wait > TimeSpan.Zero ? ProofFlaw.None : ProofFlaw.Password, wait));
        var (use, codeWait) = await TryAsync(account, root, code, origin, cancellationToken);
        if (use is not (CodeUse.Refused or CodeUse.Unreadable))
            return (root, new(ProofFlaw.None, TimeSpan.Zero));
        root.Dispose();
        return (null, new(ProofFlaw.Code, codeWait));
    }

    /// <summary>Changes the step of a person; whoever is overtaken changes what is there then.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> ChangeAsync(PersonId person, Action<SecondStep> change, CancellationToken cancellationToken)
    {
        var isThere = false;
        await db.StepAsync(
            async () =>
            {
                var step = await FindAsync(person, cancellationToken);
                isThere = step is not null;
                if (step is not null)
                    change(step);
                return isThere;
            },
            cancellationToken);
        return isThere;
    }
}
