using CoupleCheckin.App;
using CoupleCheckin.App.Operations;
using CoupleCheckin.Web.Commands;

namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// Makes backups by itself, and reads the newest again every week. What fails is said in the log, and tried again at the next turn; the
/// app serves on.
/// </summary>
internal sealed class ScheduledBackups(BackupSettings settings, AppOptions options, TimeProvider time, ILogger<ScheduledBackups> logger) : BackgroundService
{
    /// <summary>How long after the start it first looks; pages come first.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <summary>How often it looks whether it is time. A computer that slept looks when it wakes.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Later, time, stoppingToken);
        using var turns = new PeriodicTimer(Turn, time);
        BackupShelf? shelf = null;
        do
        {
            try
            {
                shelf ??= new(new(options, time), settings.Folder, Passphrases.Read(settings.PassphraseFile), settings.Keep, time);
                if (shelf.NewestAt is not { } newest || (time.GetUtcNow() - newest).Duration() >= settings.Every)
                    await shelf.MakeAsync(_ => { }, stoppingToken);
                await shelf.TestWhenDueAsync(_ => { }, stoppingToken);
            }
            catch (Exception failure) when (failure is OperationRefusedException or IOException or UnauthorizedAccessException)
            {
                logger.LogError("Backup: {Trouble}", failure.Message);
            }
        }
        while (await turns.WaitForNextTickAsync(stoppingToken));
    }
}
