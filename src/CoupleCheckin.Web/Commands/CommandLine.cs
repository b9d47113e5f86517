using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using CoupleCheckin.App.Operations;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Web.Hosting;

namespace CoupleCheckin.Web.Commands;

/// <summary>What whoever runs the server can ask of the program besides serving (docs/hosting.md, Commands).</summary>
internal sealed class CommandLine
{
    private const int Done = 0;
    private const int NotUnderstood = (int)Refusal.Asked;
    private const int SomethingIsBad = 7;

    private readonly Option<string?> data = new("--data") { Description = "The data directory, where it is not the one of the settings.", HelpName = "DIRECTORY", Recursive = true };
    private readonly Option<string?> passphraseFile = new("--passphrase-file") { Description = "A file whose first line is the passphrase of the backup.", HelpName = "FILE" };
    private readonly Option<bool> askPassphrase = new("--passphrase") { Description = "Asks for a passphrase, and seals the backup with it." };
    private readonly string[] settings;

    private CommandLine(string[] settings) => this.settings = settings;

    /// <summary>Reads the arguments and does what they say.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        // Settings may stand here as they may for the server: --CoupleCheckin:Name=value.
        var parsed = new CommandLine([.. args.Where(IsSetting)]).Root().Parse([.. args.Where(arg => !IsSetting(arg))]);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 && parsed.Action is not HelpAction ? NotUnderstood : code;
    }

    private static bool IsSetting(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal) && arg.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && arg.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < equals;

    private RootCommand Root() => new(
        """
        Couple Check-in. Without a command it serves, as "serve" does.

        Exit codes: 0 done; 1 the machine or the database refused; 2 the command line or a setting is wrong; 3 the data are in use
        by a running server; 4 the backup is not usable; 5 the passphrase is missing or does not fit; 6 there is no such account;
        7 doctor found something that does not work. The settings are in docs/hosting.md.
        """)
    {
        data, Serve(), Backup(), Restore(), Verify(), Migrate(), Reset(), LookAtAll(), Health(),
    };

    private static Command Serve() => new("serve", "Serves the pages until it is stopped (SIGTERM or Ctrl+C). This is what it does without a command.")
    {
        new Option<bool>("--home") { Description = "Listens on the home network over HTTPS with a certificate of its own, and shows how to open it on a phone." },
    };

    private Command Backup()
    {
        var target = new Argument<string?>("to") { Description = "The file to make, or a folder in which it gets a name with the day. The folder of the settings when it is left out.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("backup", "Makes a whole copy in one file, also while the server runs, and reads it again before it says so.") { target, passphraseFile, askPassphrase };
        command.SetAction((parsed, stop) => CarefullyAsync(async () =>
        {
            var configuration = Settings(parsed);
            var place = parsed.GetValue(target) ?? BackupSettings.Read(configuration)?.Folder
                ?? throw new OperationRefusedException(Refusal.Asked, "Say where the backup is to go: a file, or a folder.");
            if (Directory.Exists(place) || Path.EndsInDirectorySeparator(place))
                place = Path.Combine(place, BackupShelf.NameAt(TimeProvider.System.GetUtcNow()));
            var passphrase = parsed.GetValue(askPassphrase) ? Passphrases.AskTwice() : Passphrases.Read(parsed.GetValue(passphraseFile) ?? BackupSettings.Read(configuration)?.PassphraseFile);
            var report = await Backups(configuration).MakeAsync(place, passphrase, Say, stop);
            Tell(report);
            if (!report.IsSealed)
                Console.WriteLine("It is not sealed: who has the file has everything in it but what only passwords open. Keep it safe, or use --passphrase.");
        }));
        return command;
    }

    private Command Restore()
    {
        var source = new Argument<string>("from") { Description = "The backup." };
        var replace = new Option<bool>("--replace") { Description = "Puts it in the place of data that are there. They are kept beside it." };
        var command = new Command("restore", "Puts a backup in place. Every session and every open invitation ends, and everybody's own log says that it was done. The server must be stopped.") { source, replace, passphraseFile };
        command.SetAction((parsed, stop) => CarefullyAsync(async () =>
        {
            var report = await Backups(Settings(parsed)).RestoreAsync(parsed.GetValue(source)!, Asking(parsed), parsed.GetValue(replace), Say, stop);
            Tell(report);
            Console.WriteLine("It is in place. Everybody signs in anew, with the password of the day of the backup.");
        }));
        return command;
    }

    private Command Verify()
    {
        var source = new Argument<string>("backup") { Description = "The backup." };
        var command = new Command("verify", "Reads a whole backup, checks every sum in it and opens its database, without changing anything.") { source, passphraseFile };
        command.SetAction((parsed, stop) => CarefullyAsync(async () =>
        {
            var report = await Backups(Settings(parsed)).VerifyAsync(parsed.GetValue(source)!, Asking(parsed), Say, stop);
            Tell(report);
            foreach (var (table, rows) in report.Rows.Where(row => !row.Key.StartsWith("__", StringComparison.Ordinal)))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {table}: {rows}"));
            Console.WriteLine("It is whole and can be restored.");
        }));
        return command;
    }

    private Command Migrate()
    {
        var command = new Command("migrate", "Brings the database to this version and ends. The server does the same at its start, unless CoupleCheckin__MigrateAtStart is false.");
        command.SetAction((parsed, stop) => CarefullyAsync(async () =>
        {
            using var database = Database.Open(HostSettings.Read(Settings(parsed)) with { MigrateAtStart = true });
            Say("Looking at the database");
            await database.PrepareAsync(stop);
            Console.WriteLine("The database is up to date.");
        }));
        return command;
    }

    private Command Reset()
    {
        var name = new Argument<string>("name") { Description = "What the person signs in with." };
        var command = new Command("reset-sign-in", "Ends all sessions of an account and takes second steps and passkeys away. The password stays as it is, nothing private is opened, and the account's own log tells the person.") { name };
        command.SetAction((parsed, stop) => CarefullyAsync(async () =>
        {
            var report = await new SignInReset(HostSettings.Read(Settings(parsed)), TimeProvider.System).RunAsync(parsed.GetValue(name)!, stop);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Sessions ended: {report.Sessions}. Second steps and passkeys taken away: {report.SecondSteps}."));
            Console.WriteLine("The password is unchanged. When it is lost, only the person's own recovery key makes a new one; you cannot. Their log says that this was done.");
        }));
        return command;
    }

    private Command LookAtAll()
    {
        var command = new Command("doctor", "Looks at disk, rights, clock, settings, certificate, database and backups, changes nothing, and says what to do.");
        command.SetAction(async (parsed, stop) =>
        {
            var bad = false;
            await foreach (var finding in Checkup.LookAsync(Configuration(parsed), stop))
            {
                Console.WriteLine($"{finding.Standing switch { Standing.Good => "good", Standing.Look => "LOOK", Standing.Bad => "BAD " }}  {finding.What}: {finding.Says}");
                bad |= finding.Standing is Standing.Bad;
            }

            return bad ? SomethingIsBad : Done;
        });
        return command;
    }

    private Command Health()
    {
        var address = new Argument<Uri?>("address") { Description = "Where the server listens on this machine.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("health", "Asks the server on this machine whether it is ready; for the health check of a container.") { address };
        command.SetAction(async (parsed, stop) =>
        {
            var configuration = Configuration(parsed);
            var at = parsed.GetValue(address) ?? new Uri(configuration["http_ports"] is { Length: > 0 } ports ? $"http://localhost:{ports.Split(';')[0]}" : HostSettings.DefaultAddress);
            try
            {
                using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
                using var answer = await http.GetAsync(new Uri(at, $"{HostSettings.PathBase(configuration)}/health/ready"), stop);
                Console.WriteLine(answer.IsSuccessStatusCode ? "ready" : "not ready");
                return answer.IsSuccessStatusCode ? Done : (int)Refusal.Machine;
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                Console.WriteLine($"no answer at {at}");
                return (int)Refusal.Machine;
            }
        });
        return command;
    }

    private IConfiguration Configuration(ParseResult parsed) => HostSettings.Configuration(
        parsed.GetValue(data) is { Length: > 0 } directory ? [.. settings, $"--CoupleCheckin:DataDirectory={directory}"] : settings);

    /// <summary>The settings, looked at.</summary>
    private IConfiguration Settings(ParseResult parsed)
    {
        var configuration = Configuration(parsed);
        HostSettings.Check(configuration);
        return configuration;
    }

    private static Backups Backups(IConfiguration configuration) => new(HostSettings.Read(configuration), TimeProvider.System);

    private Func<string?> Asking(ParseResult parsed) => () =>
        Passphrases.Read(parsed.GetValue(passphraseFile) ?? BackupSettings.Read(Configuration(parsed))?.PassphraseFile) ?? Passphrases.Ask("Passphrase of the backup: ");

    private static async Task<int> CarefullyAsync(Func<Task> act)
    {
        try
        {
            await act();
            return Done;
        }
        catch (OperationRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return (int)refused.Why;
        }
        catch (DatabaseRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return (int)(refused.IsInUse ? Refusal.InUse : Refusal.Machine);
        }
        catch (SettingRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return NotUnderstood;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. Nothing was changed.");
            return (int)Refusal.Machine;
        }
    }

    /// <summary>Progress goes where errors go, so that what a command answers can be read by a script.</summary>
    private static void Say(string step) => Console.Error.WriteLine(step);

    private static void Tell(BackupReport report) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Path}: {report.Engine}, made {report.MadeAt:yyyy-MM-dd HH:mm} UTC by version {report.App}, {report.Bytes / 1024} kB, {(report.IsSealed ? "sealed" : "not sealed")}, {report.Rows.Values.Sum()} rows."));
}
