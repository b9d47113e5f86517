using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CoupleCheckin.App.Storage;

/// <summary>What became of a save.</summary>
internal enum Saving
{
    /// <summary>It is on disk.</summary>
    Saved,

    /// <summary>Somebody else was faster with the same thing; read again and decide anew.</summary>
    Overtaken,

    /// <summary>A rule of the database refused it: a seat or a name that is taken.</summary>
    Refused,
}

/// <summary>Saves, and sorts what can go wrong: others were faster, a rule refused, or the database is not able to.</summary>
internal static class SavingExtensions
{
    /// <summary>Saves all changes of a context.</summary>
    /// <exception cref="NotSavedException">The database is busy, full or away. Nothing was saved.</exception>
    public static async Task<Saving> TrySaveAsync(this DbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return Saving.Saved;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Saving.Overtaken;
        }
        catch (DbUpdateException refused) when (refused.IsUnique())
        {
            return Saving.Refused;
        }
        catch (Exception failure) when (failure.IsConflict())
        {
            return Saving.Overtaken;
        }
        catch (Exception failure) when (failure.IsDatabaseFailure())
        {
            throw new NotSavedException(failure);
        }
    }

    /// <summary>
    /// Takes a step and saves it; when somebody else was faster, forgets what was read and takes it anew on what is there now.
    /// </summary>
    /// <param name="db">The context.</param>
    /// <param name="step">Reads, decides and changes; true when there is something to save.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="NotSavedException">The database is not able to, or others were faster again and again.</exception>
    public static async Task StepAsync(this DbContext db, Func<Task<bool>> step, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (!await step() || await db.TrySaveAsync(cancellationToken) == Saving.Saved)
                return;
            db.ChangeTracker.Clear();
        }

        throw new NotSavedException(new TimeoutException("Others were faster each time."));
    }

    /// <summary>More than the writers of one couple can ever be at once.</summary>
    private const int MaxAttempts = 50;

    /// <summary>Whether a rule of uniqueness refused it.</summary>
    public static bool IsUnique(this DbUpdateException refused) => refused.InnerException switch
    {
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintPrimaryKey or SqliteConstraintUnique } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        _ => false,
    };

    /// <summary>Whether the database gave this one up for another that was under way at the same time.</summary>
    private static bool IsConflict(this Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }
        || failure is DbUpdateException or InvalidOperationException && failure.InnerException is not null && failure.InnerException.IsConflict();

    /// <summary>Whether the database was not able to: busy, full, away.</summary>
    public static bool IsDatabaseFailure(this Exception failure) =>
        failure is SqliteException or NpgsqlException or IOException or TimeoutException
        || (failure is DbUpdateException or InvalidOperationException && failure.InnerException is not null && failure.InnerException.IsDatabaseFailure());

    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;
}
