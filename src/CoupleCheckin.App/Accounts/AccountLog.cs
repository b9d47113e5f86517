using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Couples;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CoupleCheckin.App.Accounts;

/// <summary>Each account's own log. A line that cannot be written is left out: nobody's sign-in hangs on it.</summary>
internal sealed class AccountLog(Engine engine, TimeProvider time, ILogger<AccountLog> logger)
{
    private readonly Lock turn = new();
    private Task written = Task.CompletedTask;

    /// <summary>Writes a line, and forgets what is older than <see cref="AccountEvent.DaysKept"/>.</summary>
    /// <returns>Done when it is written. Whoever must not show that an account exists does not wait for it.</returns>
    public Task NoteAsync(PersonId person, AccountEventKind kind)
    {
        var now = time.GetUtcNow();
        lock (turn)
            return written = WriteAsync(written, person, kind, now);
    }

    /// <summary>All lines so far are written, or left out.</summary>
    public Task WrittenAsync()
    {
        lock (turn)
            return written;
    }

    private async Task WriteAsync(Task before, PersonId person, AccountEventKind kind, DateTimeOffset now)
    {
        await before;
        var oldest = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-AccountEvent.DaysKept);
        try
        {
            await using var db = engine.Accounts();
            db.Events.RemoveRange(await db.Events.Where(entry => entry.Owner == person && entry.Day < oldest).ToListAsync());
            db.Events.Add(AccountEvent.Of(person, kind, now));
            await db.TrySaveAsync(default);
        }
        catch (Exception failure) when (failure is NotSavedException || failure.IsDatabaseFailure())
        {
            logger.LogWarning("A line of an account's log could not be written: {Kind}", kind);
        }
    }
}
