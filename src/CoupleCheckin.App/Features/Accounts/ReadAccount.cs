using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Keys;
using Microsoft.EntityFrameworkCore;

namespace CoupleCheckin.App.Features.Accounts;

/// <summary>One's own account: what it is called, where it is signed in, and what happened to it.</summary>
/// <param name="SignInName">The sign-in name.</param>
/// <param name="HasRecoveryKey">Whether a recovery key is in force.</param>
/// <param name="HasSecondStep">Whether signing in asks for a code.</param>
/// <param name="Sessions">Where it is signed in, this browser first.</param>
/// <param name="Events">What happened in the last 90 days, newest first.</param>
public sealed record AccountView(string SignInName, bool HasRecoveryKey, bool HasSecondStep, IReadOnlyList<SessionLine> Sessions, IReadOnlyList<AccountEventLine> Events);

/// <summary>One session, as its owner sees it.</summary>
/// <param name="Id">Which one, for ending it.</param>
/// <param name="Label">The kind of browser and system.</param>
/// <param name="LastUsedOn">The day of its last use.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
public sealed record SessionLine(Guid Id, string Label, DateOnly LastUsedOn, bool IsThis);

/// <summary>One line of the account's own log.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Day">On which day.</param>
/// <param name="Times">How often on that day.</param>
public sealed record AccountEventLine(AccountEventKind Kind, DateOnly Day, int Times);

/// <summary>Reads one's own account. Nobody else's can be asked for.</summary>
public sealed class ReadAccount
{
    private readonly AccountBook book;
    private readonly TimeProvider time;

    internal ReadAccount(AccountBook book, TimeProvider time) => (this.book, this.time) = (book, time);

    /// <summary>Reads it.</summary>
    /// <exception cref="Storage.SpaceNotOpenException">Nobody is signed in.</exception>
    public async Task<AccountView> RunAsync(CancellationToken cancellationToken = default)
    {
        var (who, account) = await book.MineAsync();
        await book.Log.WrittenAsync();
        var sessions = await book.Db.Sessions.AsNoTracking().Where(session => session.Owner == who.Person).ToListAsync(cancellationToken);
        var events = await book.Db.Events.AsNoTracking().Where(entry => entry.Owner == who.Person).ToListAsync(cancellationToken);
        return new(
            account.UserName!,
            await book.SlotAsync(who.Person, SlotKind.Recovery, cancellationToken) is not null,
            await book.Db.SecondSteps.AnyAsync(step => step.Owner == who.Person, cancellationToken),
            [
                .. sessions.Where(session => session.IsLive(time.GetUtcNow()))
                    .Select(session => new SessionLine(session.Id, session.Label, session.LastUsedOn, session.Id == who.Session))
                    .OrderByDescending(line => line.IsThis).ThenByDescending(line => line.LastUsedOn).ThenBy(line => line.Label, StringComparer.Ordinal),
            ],
            [
                .. events.GroupBy(entry => (entry.Day, entry.Kind))
                    .Select(group => new AccountEventLine(group.Key.Kind, group.Key.Day, group.Count()))
                    .OrderByDescending(line => line.Day).ThenBy(line => line.Kind),
            ]);
    }
}
