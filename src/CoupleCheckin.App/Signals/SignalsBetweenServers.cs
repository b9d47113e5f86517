using System.Threading.Channels;
using CoupleCheckin.App.Keys;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Storage.Postgres;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CoupleCheckin.App.Signals;

/// <summary>
/// Lets several servers on one PostgreSQL hear each other (security.md 4.7). A signal is a row of ids, kept for an hour; NOTIFY only says
/// that there is one. So what a server missed while it was not listening it reads when it is back, and at the latest after
/// <see cref="Poll"/>.
/// </summary>
internal sealed class SignalsBetweenServers(AppOptions options, Switchboard switchboard, KeyRing keys, ILogger<SignalsBetweenServers> logger) : BackgroundService
{
    /// <summary>How long a signal can be late when its notification was lost.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    private const string Channel = "couple_checkin";
    private const int Window = 1_000;
    private const int Most = 10_000;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Guid me = Guid.NewGuid();
    private readonly Channel<Outgoing> outgoing = System.Threading.Channels.Channel.CreateBounded<Outgoing>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly HashSet<long> seen = [];
    private long last = -1;

    private readonly record struct Outgoing(Reach Reach, Guid Target, Signal Signal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        switchboard.Sent += Keep;
        try
        {
            await Task.WhenAll(UntilStoppedAsync(SendAsync, stoppingToken), UntilStoppedAsync(ListenAsync, stoppingToken));
        }
        finally
        {
            switchboard.Sent -= Keep;
        }
    }

    private void Keep(Reach reach, Guid target, Signal signal) => outgoing.Writer.TryWrite(new(reach, target, signal));

    private async Task UntilStoppedAsync(Func<CancellationToken, Task> act, CancellationToken stoppingToken)
    {
        var said = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await act(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure.IsDatabaseFailure() || failure is InvalidOperationException)
            {
                if (!said)
                    logger.LogWarning("Signals between servers are interrupted; they go on when PostgreSQL answers.");
                said = true;
                await Task.Delay(Again, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendAsync(CancellationToken stoppingToken)
    {
        while (await outgoing.Reader.WaitToReadAsync(stoppingToken))
        {
            await using var connection = new NpgsqlConnection(options.PostgresConnection);
            await connection.OpenAsync(stoppingToken);
            while (outgoing.Reader.TryPeek(out var next))
            {
                // The row first: whoever is told finds it there.
                await using var batch = new NpgsqlBatch(connection)
                {
                    BatchCommands =
                    {
                        new NpgsqlBatchCommand($"INSERT INTO {ServerTables.Signals} (node, reach, target, kind, item) VALUES ($1, $2, $3, $4, $5)")
                        {
                            Parameters = { new() { Value = me }, new() { Value = (short)next.Reach }, new() { Value = next.Target }, new() { Value = (int)next.Signal.Kind }, new() { Value = next.Signal.Id } },
                        },
                        new NpgsqlBatchCommand($"DELETE FROM {ServerTables.Signals} WHERE at < now() - interval '1 hour'"),
                        new NpgsqlBatchCommand($"NOTIFY {Channel}"),
                    },
                };
                await batch.ExecuteNonQueryAsync(stoppingToken);
                outgoing.Reader.TryRead(out _);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.PostgresConnection) { Pooling = false, KeepAlive = 15, ApplicationName = "couple-checkin-signals" };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(stoppingToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
            await listen.ExecuteNonQueryAsync(stoppingToken);
        while (true)
        {
            await CatchUpAsync(connection, stoppingToken);
            await connection.WaitAsync(Poll, stoppingToken);
        }
    }

    /// <summary>Numbers are given before rows are committed, so one that is lower than the last may still come: a window behind it is read again.</summary>
    private async Task CatchUpAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        var isFirst = last < 0;
        await using var command = new NpgsqlCommand($"SELECT id, node, reach, target, kind, item FROM {ServerTables.Signals} WHERE id > $1 ORDER BY id", connection)
        {
            Parameters = { new() { Value = last - Window } },
        };
        await using var rows = await command.ExecuteReaderAsync(stoppingToken);
        while (await rows.ReadAsync(stoppingToken))
        {
            var id = rows.GetInt64(0);
            last = Math.Max(last, id);
            if (!seen.Add(id) || isFirst || rows.GetGuid(1) == me)
                continue;
            var (reach, target, signal) = ((Reach)rows.GetInt16(2), rows.GetGuid(3), new Signal((SignalKind)rows.GetInt32(4), rows.GetGuid(5)));
            if (!Enum.IsDefined(reach))
                continue;
            if (reach is Reach.Session)
                keys.Forget(target);
            switchboard.Deliver(reach, target, signal);
        }

        last = Math.Max(last, 0);
        seen.RemoveWhere(id => id <= last - Window);
    }
}
