using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CoupleCheckin.App.Storage;

/// <summary>What an erasure touched besides the person's own things.</summary>
/// <param name="Sessions">The sessions that are over.</param>
/// <param name="Left">The couples in which the other one stays, to read what the two shared.</param>
internal sealed record Erased(IReadOnlyList<Guid> Sessions, IReadOnlyList<CoupleId> Left);

/// <summary>
/// Takes a person out of the database: the keys, then everything that is theirs alone, then the couples in which nobody stays. It
/// follows from the privacy markers, so that a new stored type needs nothing here. It is one transaction, and the one place that
/// passes by the ownership guard and the triggers of what stands for ever: each of its statements names the person, or a couple in
/// which nobody with an account is left.
/// </summary>
internal sealed class Erasure(Engine engine, TimeProvider time)
{
    private const int Attempts = 20;

    /// <summary>Erases. What a tab still writes meanwhile is found by a second run.</summary>
    /// <param name="person">Who goes.</param>
    /// <param name="beforeItIsDone">Told of the sessions when all is taken away and nothing is final yet.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="NotSavedException">The database is not able to. Nothing was erased.</exception>
    public async Task<Erased> RunAsync(PersonId person, Action<IReadOnlyList<Guid>> beforeItIsDone, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var couples = await CouplesOfAsync(person, cancellationToken);
                var erased = await engine.TogetherAsync(
                    Viewer.Alone(person) with { Couples = couples },
                    async (db, accounts) => await EraseAsync(db, accounts, couples, beforeItIsDone, cancellationToken) is { } done ? (true, done) : (false, (Erased?)null),
                    cancellationToken);
                if (erased is not null)
                    return erased;
            }
            catch (Exception failure) when ((failure is DbException || failure.IsDatabaseFailure()) && attempt < Attempts)
            {
                // Somebody joined, or wrote, in the same moment: it is decided anew on what is there then.
                await Task.Yield();
            }
            catch (Exception failure) when (failure is DbException || failure.IsDatabaseFailure())
            {
                throw new NotSavedException(failure);
            }

            if (attempt >= Attempts)
                throw new NotSavedException(new TimeoutException("Others were faster each time."));
        }
    }

    private async Task<IReadOnlyList<CoupleId>> CouplesOfAsync(PersonId person, CancellationToken cancellationToken)
    {
        await using var db = engine.Couples(Viewer.Alone(person));
        var couples = await db.Seats.AsNoTracking().Where(seat => seat.Person == person).Select(seat => seat.Couple).ToListAsync(cancellationToken);
        return [.. couples.OrderBy(couple => couple.Value)];
    }

    private async Task<Erased?> EraseAsync(
        CoupleDb db, AccountsDb accounts, IReadOnlyList<CoupleId> couples, Action<IReadOnlyList<Guid>> beforeItIsDone, CancellationToken cancellationToken)
    {
        var me = db.Viewer.Person;
        var run = new Statements(db, cancellationToken);

        // Two who go at once must not each leave the couple to the other: whoever closes it second looks again.
        var (couple, seat, invitation) = (run.Table<Couple>(), run.Table<Seat>(), run.Table<Invitation>());
        foreach (var id in couples)
        {
            await run.DoAsync(
                $"UPDATE {couple} SET {couple[nameof(Couple.Version)]} = {couple[nameof(Couple.Version)]} + 1, {couple[nameof(Couple.ClosedAt)]} = COALESCE({couple[nameof(Couple.ClosedAt)]}, @p0) WHERE {couple[nameof(Couple.Id)]} = @p1",
                couple.Value(nameof(Couple.ClosedAt), (DateTimeOffset?)time.GetUtcNow()), couple.Value(nameof(Couple.Id), id));
        }

        var seats = await db.Seats.AsNoTracking().Where(row => row.Person == me || couples.Contains(row.Couple)).ToListAsync(cancellationToken);
        if (seats.Exists(row => !couples.Contains(row.Couple)))
            return null;
        var others = seats.Where(row => row.Person != me).Select(row => row.Person.Value).ToList();
        var living = (await accounts.Users.Where(account => others.Contains(account.Id)).Select(account => account.Id).ToListAsync(cancellationToken)).ToHashSet();
        var left = seats.Where(row => row.Person != me && living.Contains(row.Person.Value)).Select(row => row.Couple).ToHashSet();
        var emptied = couples.Where(id => !left.Contains(id)).ToList();
        var sessions = await accounts.Sessions.AsNoTracking().Where(row => row.Owner == me).Select(row => row.Id).ToListAsync(cancellationToken);

        // The keys first: from here on nothing that is left under them opens any more.
        foreach (var type in AccountsDb.Ours(accounts.Model).OrderByDescending(type => type == typeof(Keys.KeySlot)))
        {
            var mine = run.Table(accounts.Model, type);
            await run.DoAsync($"DELETE FROM {mine} WHERE {mine[nameof(IPrivate.Owner)]} = @p0", mine.Value(nameof(IPrivate.Owner), me));
        }

        foreach (var type in Types(db.Model, Marker.Private).OrderByDescending(type => type == typeof(CoupleKey)))
        {
            var mine = run.Table(db.Model, type);
            await run.DoAsync($"DELETE FROM {mine} WHERE {mine[nameof(IPrivate.Owner)]} = @p0", mine.Value(nameof(IPrivate.Owner), me));
        }

        var standing = await ForEver.LiftAsync(run, engine.SqliteFile is not null, db.Model);

        // Answers that were not opened stay closed: the partner's key would fit, so the rows go.
        foreach (var type in Types(db.Model, Marker.Sealed))
        {
            var ready = type == typeof(OpenedPulse) ? run.Table<PulseReady>() : run.Table<Ready>();
            var sheet = run.Table(db.Model, type);
            await run.DoAsync(
                $"DELETE FROM {sheet} WHERE {sheet[nameof(ISealed.Owner)]} = @p0 AND (SELECT count(*) FROM {ready} WHERE {ready}.{ready[nameof(Ready.Couple)]} = {sheet}.{sheet[nameof(ISealed.Couple)]} AND {ready}.{ready[nameof(Ready.Round)]} = {sheet}.{sheet[nameof(ISealed.Round)]}) < 2",
                sheet.Value(nameof(ISealed.Owner), me));
        }

        foreach (var id in left)
        {
            await run.DoAsync($"DELETE FROM {invitation} WHERE {invitation[nameof(Invitation.Couple)]} = @p0 AND {invitation[nameof(Invitation.Author)]} = @p1", invitation.Value(nameof(Invitation.Couple), id), invitation.Value(nameof(Invitation.Author), me));
            await run.DoAsync(
                $"UPDATE {seat} SET {seat[nameof(Seat.LeftAt)]} = @p0 WHERE {seat[nameof(Seat.Couple)]} = @p1 AND {seat[nameof(Seat.Person)]} = @p2 AND {seat[nameof(Seat.LeftAt)]} IS NULL",
                seat.Value(nameof(Seat.LeftAt), (DateTimeOffset?)time.GetUtcNow()), seat.Value(nameof(Seat.Couple), id), seat.Value(nameof(Seat.Person), me));
        }

        foreach (var type in Types(db.Model, Marker.Sealed).Concat(DependentsFirst(db.Model, Types(db.Model, Marker.Shared))))
        {
            // Somebody may take the second seat in this moment: only those go that were seen, and the couple does not go from under another.
            if (type == typeof(Seat))
            {
                foreach (var row in seats.Where(row => emptied.Contains(row.Couple)))
                    await run.DoAsync($"DELETE FROM {seat} WHERE {seat[nameof(Seat.Couple)]} = @p0 AND {seat[nameof(Seat.Person)]} = @p1", seat.Value(nameof(Seat.Couple), row.Couple), seat.Value(nameof(Seat.Person), row.Person));
                continue;
            }

            var theirs = run.Table(db.Model, type);
            var column = type == typeof(Couple) ? nameof(Couple.Id) : nameof(IShared.Couple);
            foreach (var id in emptied)
                await run.DoAsync($"DELETE FROM {theirs} WHERE {theirs[column]} = @p0", theirs.Value(column, id));
        }

        await ForEver.PutBackAsync(run, standing);
        var account = run.Table(accounts.Model, typeof(Account));
        await run.DoAsync($"DELETE FROM {account} WHERE {account[nameof(Account.Id)]} = @p0", account.Value(nameof(Account.Id), me.Value));
        beforeItIsDone(sessions);
        return new(sessions, [.. left]);
    }

    private static List<Type> Types(IModel model, Marker marker) => [.. model.GetEntityTypes().Select(entity => entity.ClrType).Where(type => Markers.Of(type) == marker)];

    /// <summary>What points to something stands before it.</summary>
    private static List<Type> DependentsFirst(IModel model, List<Type> types)
    {
        var waiting = new List<Type>(types);
        var ordered = new List<Type>();
        while (waiting.Count > 0)
        {
            var free = waiting.Find(type => !waiting.Exists(other => other != type && model.FindEntityType(other)!.GetForeignKeys().Any(key => key.PrincipalEntityType.ClrType == type))) ?? waiting[0];
            waiting.Remove(free);
            ordered.Add(free);
        }

        return ordered;
    }

    /// <summary>A table and its columns as the model names them.</summary>
    private sealed class Table(IEntityType entity)
    {
        public string this[string property] => $"\"{entity.FindProperty(property)!.GetColumnName()}\"";

        public (RelationalTypeMapping Mapping, object? Value) Value(string property, object? value) => ((RelationalTypeMapping)entity.FindProperty(property)!.GetTypeMapping(), value);

        public override string ToString() => $"\"{entity.GetTableName()}\"";
    }

    /// <summary>Statements within the one transaction.</summary>
    private sealed class Statements(CoupleDb db, CancellationToken cancellationToken)
    {
        public Table Table<T>() => Table(db.Model, typeof(T));

#pragma warning disable CA1822 // Beside the other one.
        public Table Table(IModel model, Type type) => new(model.FindEntityType(type)!);
#pragma warning restore CA1822

        public async Task DoAsync(string statement, params (RelationalTypeMapping Mapping, object? Value)[] values)
        {
            await using var command = Command(statement, values);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public async Task<IReadOnlyList<(string, string)>> ReadPairsAsync(string question)
        {
            await using var command = Command(question, []);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var pairs = new List<(string, string)>();
            while (await reader.ReadAsync(cancellationToken))
                pairs.Add((reader.GetString(0), reader.GetString(1)));
            return pairs;
        }

        [SuppressMessage("Security", "CA2100", Justification = "Names come from the model; every value is a parameter.")]
        private DbCommand Command(string statement, (RelationalTypeMapping Mapping, object? Value)[] values)
        {
            var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = statement;
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            for (var at = 0; at < values.Length; at++)
                command.Parameters.Add(values[at].Mapping.CreateParameter(command, $"@p{at}", values[at].Value));
            return command;
        }
    }

    /// <summary>The triggers by which the database itself keeps what stands for ever. They are lifted inside the transaction only; nobody else sees them gone.</summary>
    private static class ForEver
    {
        public static async Task<IReadOnlyList<string>> LiftAsync(Statements run, bool isSqlite, IModel model)
        {
            var tables = model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(IPermanent))).Select(entity => entity.GetTableName()!).ToHashSet(StringComparer.Ordinal);
            if (!isSqlite)
            {
                foreach (var table in tables.Order(StringComparer.Ordinal))
                    await run.DoAsync($"ALTER TABLE \"{table}\" DISABLE TRIGGER USER");
                return [.. tables.Order(StringComparer.Ordinal).Select(table => $"ALTER TABLE \"{table}\" ENABLE TRIGGER USER")];
            }

            var triggers = await run.ReadPairsAsync("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name");
            var lifted = triggers.Where(trigger => tables.Any(table => trigger.Item1 == $"{table}_for_ever")).ToList();
            foreach (var (name, _) in lifted)
                await run.DoAsync($"DROP TRIGGER \"{name}\"");
            return [.. lifted.Select(trigger => trigger.Item2)];
        }

        public static async Task PutBackAsync(Statements run, IReadOnlyList<string> statements)
        {
            foreach (var statement in statements)
                await run.DoAsync(statement);
        }
    }
}
