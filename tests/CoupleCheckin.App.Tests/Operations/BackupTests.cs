using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Operations;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.Domain.Checklist;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;
using SignInResult = CoupleCheckin.App.Features.Accounts.SignInResult;

namespace CoupleCheckin.App.Tests.Operations;

public sealed class BackupTests : IDisposable
{
    private const string Password = "seven doves over Zürich";
    private const string Passphrase = "a passphrase that is long";

    private readonly string shelf = Directory.CreateTempSubdirectory("couple-checkin-shelf-").FullName;

    public static TheoryData<Engine> Here => Engines.Here;

    private string Place => Path.Combine(shelf, $"{Guid.NewGuid():N}.backup");

    public void Dispose() => Directory.Delete(shelf, recursive: true);

    [Theory]
    [MemberData(nameof(Here))]
    public async Task On_a_clean_machine_both_sign_in_and_read_what_they_wrote_and_nobody_else_is_let_in(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        var (ann, bo) = (await SignUpAsync(home, "Ann"), await SignUpAsync(home, "Bo"));
        var first = await Invited(ann);
        Assert.Equal(AcceptResult.Joined, await bo.RunAsync((AcceptInvitation it) => it.RunAsync(first)));
        var round = await ann.StartAsync();
        await ann.AnswerAsync(round, new() { Openly = Domain.Behaviours.Zone.WithinBounds, Note = "Zoë’s note, before the disk died" });
        var stranger = await SignUpAsync(home, "Cat");
        var open = await Invited(stranger);
        await File.WriteAllTextAsync(Path.Combine(home.Options.DataDirectory, "behaviour-names.json"), "{\"gone\":\"What was called so\"}");
        await BeginSessionAsync(home, ann);

        var made = await new Backups(home.Options, home.Clock).MakeAsync(Place, Passphrase, Silence);
        Assert.True(made.IsSealed);
        await ann.AnswerAsync(round, new() { Openly = Domain.Behaviours.Zone.WithinBounds, Note = "after it" }, which: 1);

        var clean = await TwoPartners.CleanMachineAsync(engine);
        home.Clock.Advance(TimeSpan.FromHours(1));
        var restored = await new Backups(clean, home.Clock).RestoreAsync(made.Path, () => Passphrase, replace: false, Silence);
        Assert.Equal(made.Rows, restored.Rows);
        await using var there = TwoPartners.On(clean);
        Assert.Equal(0, await there.CountAsync("Sessions"));
        var again = there.SignedInAs((await SignInAsync(there, "Ann")).Principal);
        Assert.Equal(["Ann", "Bo"], [(await again.SeeCoupleAsync()).Me.Name, (await again.SeeCoupleAsync()).Partner!.Name]);
        var sheet = string.Join('|', (await again.SeeAsync(round))!.Sheet.Placements.Values.Select(placement => placement.Note));
        Assert.Contains("before the disk died", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("after it", sheet, StringComparison.Ordinal);
        Assert.NotNull((await SignInAsync(there, "Bo")).Principal);
        Assert.Contains(AccountEventKind.DataRestored, (await again.RunAsync((ReadAccount it) => it.RunAsync())).Events.Select(line => line.Kind));

        // A link that was open on that day lets nobody in any more.
        var late = await SignUpAsync(there, "Dan");
        Assert.NotEqual(AcceptResult.Joined, await late.RunAsync((AcceptInvitation it) => it.RunAsync(open)));
        Assert.Contains("What was called so", await File.ReadAllTextAsync(Path.Combine(clean.DataDirectory, "behaviour-names.json")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(clean.DataDirectory, "*.part"));
    }

    [Theory]
    [MemberData(nameof(PostgresBackupTests.Here), MemberType = typeof(PostgresBackupTests))]
    public async Task Broken_off_as_soon_as_it_is_in_place_it_lets_nobody_in_by_anything_of_that_day(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        var ann = await SignUpAsync(home, "Ann");
        var open = await Invited(ann);
        await BeginSessionAsync(home, ann);
        var made = await new Backups(home.Options, home.Clock).MakeAsync(Place, null, Silence);
        var clean = await TwoPartners.CleanMachineAsync(engine);

        await Assert.ThrowsAsync<NotSupportedException>(() => new Backups(clean, home.Clock).RestoreAsync(
            made.Path, () => null, replace: false, BreakOff));

        static void BreakOff(string step)
        {
            if (step == "Bringing it up to date")
                throw new NotSupportedException();
        }

        await using var there = TwoPartners.On(clean);
        Assert.Equal(0, await there.CountAsync("Sessions"));
        var late = await SignUpAsync(there, "Dan");
        Assert.NotEqual(AcceptResult.Joined, await late.RunAsync((AcceptInvitation it) => it.RunAsync(open)));
    }

    [Fact]
    public async Task What_is_there_is_replaced_only_when_that_is_said_and_is_kept_beside_it()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var made = await new Backups(home.Options, home.Clock).MakeAsync(Place, null, Silence);
        await home.TamperAsync("UPDATE \"Couples\" SET \"Version\" = 77");

        var refused = await RefusedAsync(() => new Backups(home.Options, home.Clock).RestoreAsync(made.Path, () => null, replace: false, Silence));
        Assert.Equal(Refusal.Asked, refused.Why);
        Assert.Equal(77L, (await home.PeekAsync("SELECT max(\"Version\") FROM \"Couples\"")).Single());

        await home.RestartAsync();
        await new Backups(home.Options, home.Clock).RestoreAsync(made.Path, () => null, replace: true, Silence);

        Assert.NotEqual(77L, (await home.PeekAsync("SELECT max(\"Version\") FROM \"Couples\"")).Single());
        var kept = Assert.Single(Directory.GetFiles(home.Options.DataDirectory, "checkin.db.before-restore-*"));
        await using var old = new SqliteConnection($"Data Source={kept};Pooling=False");
        await old.OpenAsync();
        Assert.Equal("77", await old.AskAsync("SELECT max(\"Version\") FROM \"Couples\""));
    }

    [Fact]
    public async Task Put_back_twice_in_one_second_both_that_were_there_are_kept()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var backups = new Backups(home.Options, home.Clock);
        var made = await backups.MakeAsync(Place, null, Silence);
        await home.RestartAsync();
        await backups.RestoreAsync(made.Path, () => null, replace: true, Silence);
        home.Clock.Advance(TimeSpan.FromMilliseconds(400));
        await backups.RestoreAsync(made.Path, () => null, replace: true, Silence);

        Assert.Equal(2, Directory.GetFiles(home.Options.DataDirectory, "checkin.db.before-restore-*").Length);
    }

    [Fact]
    public async Task A_log_that_lies_there_without_its_database_is_kept_and_not_read_into_what_is_restored()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var made = await new Backups(home.Options, home.Clock).MakeAsync(Place, null, Silence);
        await home.TamperAsync("UPDATE \"Couples\" SET \"Version\" = 77");
        var clean = await TwoPartners.CleanMachineAsync(Engine.Sqlite);
        File.Copy(Path.Combine(home.Options.DataDirectory, "checkin.db-wal"), Path.Combine(clean.DataDirectory, "checkin.db-wal"));

        await new Backups(clean, home.Clock).RestoreAsync(made.Path, () => null, replace: false, Silence);

        await using var there = TwoPartners.On(clean);
        Assert.Equal("ok", (await there.PeekAsync("PRAGMA integrity_check")).Single());
        Assert.NotEqual(77L, (await there.PeekAsync("SELECT max(\"Version\") FROM \"Couples\"")).Single());
        Assert.Single(Directory.GetFiles(clean.DataDirectory, "checkin.db.before-restore-*-wal"));
    }

    [Fact]
    public async Task The_copy_of_a_change_that_was_cut_short_counts_as_data_that_are_there()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var made = await new Backups(home.Options, home.Clock).MakeAsync(Place, null, Silence);
        var clean = await TwoPartners.CleanMachineAsync(Engine.Sqlite);
        await home.TamperAsync("UPDATE \"Couples\" SET \"Version\" = 77");
        await home.TamperAsync($"VACUUM INTO '{Path.Combine(clean.DataDirectory, "checkin.db.before-migration")}'");

        Assert.Equal(Refusal.Asked, (await RefusedAsync(() => new Backups(clean, home.Clock).RestoreAsync(made.Path, () => null, replace: false, Silence))).Why);
        Assert.Single(Directory.GetFiles(clean.DataDirectory, "checkin.db*"));
        await new Backups(clean, home.Clock).RestoreAsync(made.Path, () => null, replace: true, Silence);

        await using var old = new SqliteConnection($"Data Source={Assert.Single(Directory.GetFiles(clean.DataDirectory, "checkin.db.before-restore-*"))};Pooling=False");
        await old.OpenAsync();
        Assert.Equal("77", await old.AskAsync("SELECT max(\"Version\") FROM \"Couples\""));
    }

    [Fact]
    public async Task While_another_program_reads_what_is_there_it_is_not_replaced()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var made = await new Backups(home.Options, home.Clock).MakeAsync(Place, null, Silence);
        await using var reader = new SqliteConnection($"Data Source={Path.Combine(home.Options.DataDirectory, "checkin.db")};Pooling=False");
        await reader.OpenAsync();
        await reader.RunAsync("BEGIN");
        await reader.AskAsync("SELECT max(\"Version\") FROM \"Couples\"");
        await home.TamperAsync("UPDATE \"Couples\" SET \"Version\" = 77");

        var refused = await RefusedAsync(() => new Backups(home.Options, home.Clock).RestoreAsync(made.Path, () => null, replace: true, Silence));

        Assert.Equal(Refusal.InUse, refused.Why);
        Assert.Contains("Another program is reading", refused.Message, StringComparison.Ordinal);
        await reader.RunAsync("ROLLBACK");
        Assert.Equal(77L, (await home.PeekAsync("SELECT max(\"Version\") FROM \"Couples\"")).Single());
        Assert.Empty(Directory.GetFiles(home.Options.DataDirectory, "checkin.db.before-restore-*"));
    }

    [Fact]
    public async Task A_backup_that_is_cut_short_altered_foreign_newer_or_missing_gets_its_own_sentence()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var backups = new Backups(home.Options, home.Clock);
        var plain = await backups.MakeAsync(Place, null, Silence);
        var closed = await backups.MakeAsync(Place, Passphrase, Silence);
        var clean = new Backups(await TwoPartners.CleanMachineAsync(Engine.Sqlite), home.Clock);

        foreach (var whole in new[] { plain.Path, closed.Path })
        {
            var bytes = await File.ReadAllBytesAsync(whole);
            foreach (var length in new[] { 1, 30, 600, bytes.Length / 2, bytes.Length - 1 })
                await IsRefusedAsync(bytes[..length], length < 512 ? whole == plain.Path || length < 8 ? "not a backup" : "cut short" : "cut short");
            foreach (var at in RandomNumberGenerator.GetItems<int>([.. Enumerable.Range(600, bytes.Length - 700)], 12))
            {
                var altered = bytes.ToArray();
                altered[at] ^= 0x10;
                await IsRefusedAsync(altered, "altered");
            }
        }

        await IsRefusedAsync([], "is empty");
        await IsRefusedAsync("SQLite format 3\0 and so on, and so on, for quite a while"u8.ToArray(), "is not a backup of this program");
        await IsRefusedAsync([.. "CCBACKUP"u8, 9, .. new byte[200]], "newer version");
        await IsRefusedAsync(await OtherManifestAsync(manifest => manifest.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal)), "newer version");
        await IsRefusedAsync(await OtherManifestAsync(manifest => manifest.Replace("\"schema\": [", "\"schema\": [\"20990101000000_FromTheFuture\",", StringComparison.Ordinal)), "newer version");
        await IsRefusedAsync(await OtherManifestAsync(manifest => manifest.Replace("couple-checkin-backup", "somebody-elses", StringComparison.Ordinal)), "is not a backup of this program");
        await IsRefusedAsync(await OtherManifestAsync(manifest => manifest.Replace("\"Couples\": ", "\"Couples\": 9", StringComparison.Ordinal)), "has not the rows");
        Assert.EndsWith("is a folder. Name the backup in it that is meant.", (await RefusedAsync(() => clean.VerifyAsync(Path.GetDirectoryName(plain.Path)!, () => null, Silence))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no backup", (await RefusedAsync(() => clean.VerifyAsync(Place, () => null, Silence))).Message, StringComparison.Ordinal);

        var wrong = await RefusedAsync(() => clean.RestoreAsync(closed.Path, () => "another passphrase", replace: false, Silence));
        Assert.Equal((Refusal.Passphrase, $"The passphrase does not open the backup {closed.Path}."), (wrong.Why, wrong.Message));
        Assert.Equal(Refusal.Passphrase, (await RefusedAsync(() => clean.RestoreAsync(closed.Path, () => null, replace: false, Silence))).Why);

        async Task IsRefusedAsync(byte[] bytes, string words)
        {
            var file = Place;
            await File.WriteAllBytesAsync(file, bytes);
            foreach (var refused in new[] { await RefusedAsync(() => clean.VerifyAsync(file, () => Passphrase, Silence)), await RefusedAsync(() => clean.RestoreAsync(file, () => Passphrase, replace: true, Silence)) })
            {
                Assert.Equal(Refusal.Backup, refused.Why);
                Assert.Contains(words, refused.Message, StringComparison.Ordinal);
            }
        }

        Task<byte[]> OtherManifestAsync(Func<string, string> change) => ForgedBackup.WithManifestAsync(plain.Path, change);
    }

    [Fact]
    public async Task Nothing_is_restored_under_a_running_server_and_a_backup_is_made_beside_it()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        using var running = Database.Open(home.Options);
        await running.PrepareAsync();

        var made = await new Backups(home.Options, home.Clock).MakeAsync(Place, null, Silence);
        var refused = await RefusedAsync(() => new Backups(home.Options, home.Clock).RestoreAsync(made.Path, () => null, replace: true, Silence));

        Assert.Equal(Refusal.InUse, refused.Why);
        Assert.Equal(2, made.Rows["Seats"] - 1);
    }

    [Fact]
    public async Task A_backup_holds_nothing_that_was_deleted_and_no_plain_text()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var round = await home.AsAnn.StartAsync();
        await home.AsAnn.AnswerAsync(round, new() { Openly = Domain.Behaviours.Zone.WithinBounds, Note = "canary-in-a-note" });
        await home.TamperAsync("CREATE TABLE gone (word TEXT)");
        await home.TamperAsync("INSERT INTO gone VALUES ('canary-that-was-deleted')");
        await home.TamperAsync("DROP TABLE gone");

        var made = await new Backups(home.Options, home.Clock).MakeAsync(Path.Combine(shelf, "not there yet", "one.backup"), null, Silence);

        Assert.DoesNotContain("canary", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(made.Path)), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(made.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(made.Path)!));
    }

    [Fact]
    public async Task Forty_backups_while_people_write_are_all_whole()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var round = await home.AsAnn.StartAsync();
        var backups = new Backups(home.Options, home.Clock);
        using var enough = new CancellationTokenSource();
        var writes = 0;
        var writing = Task.Run(async () =>
        {
            var before = Placement.Blank;
            while (!enough.IsCancellationRequested)
            {
                var after = new Placement { Openly = Domain.Behaviours.Zone.WithinBounds, Note = $"note {writes}" };
                await home.AsAnn.AnswerAsync(round, after, before: before);
                before = after;
                writes++;
            }
        });
        for (var made = 0; made < 40; made++)
            Assert.NotEmpty((await backups.MakeAsync(Place, null, Silence)).Rows);
        await enough.CancelAsync();
        await writing;

        Assert.True(writes > 0);
    }

    [Fact]
    public async Task A_shelf_keeps_as_many_as_it_was_told_leaves_other_files_alone_and_tests_the_newest_every_week()
    {
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var time = new FakeTimeProvider(home.Clock.GetUtcNow());
        var kept = new BackupShelf(new(home.Options, time), shelf, null, keep: 2, time);
        await File.WriteAllTextAsync(Path.Combine(shelf, "couple-checkin-holiday.backup"), "somebody's own");
        await File.WriteAllTextAsync(Path.Combine(shelf, $"{BackupShelf.NameAt(time.GetUtcNow())}.part"), "the beginning of one, left by a kill");
        await File.WriteAllTextAsync(Path.Combine(shelf, $"{BackupShelf.NameAt(time.GetUtcNow().AddDays(3.5))}.part"), "what another server is writing");
        Assert.Null(kept.NewestAt);
        Assert.Null(await kept.TestWhenDueAsync(Silence));

        for (var day = 0; day < 4; day++)
        {
            time.Advance(TimeSpan.FromDays(1));
            await kept.MakeAsync(Silence);
        }

        Assert.Equal(4, Directory.GetFiles(shelf).Length);
        Assert.Equal($"{BackupShelf.NameAt(time.GetUtcNow().AddDays(-0.5))}.part", Path.GetFileName(Assert.Single(Directory.GetFiles(shelf, "*.part"))));
        Assert.Equal(time.GetUtcNow(), kept.NewestAt);
        Assert.NotNull(await kept.TestWhenDueAsync(Silence));
        Assert.Null(await kept.TestWhenDueAsync(Silence));
        time.Advance(TimeSpan.FromDays(8));
        var newest = Path.Combine(shelf, BackupShelf.NameAt(kept.NewestAt!.Value));
        await File.WriteAllBytesAsync(newest, (await File.ReadAllBytesAsync(newest))[..500]);
        Assert.Equal(Refusal.Backup, (await RefusedAsync(() => kept.TestWhenDueAsync(Silence))).Why);
    }

    [Fact]
    public async Task On_a_full_disk_no_backup_is_made_and_nothing_of_it_stays()
    {
        if (!OperatingSystem.IsLinux())
            return;
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);

        // The device that is always full is a real one; a name in its place stands for the disk of the backups.
        var target = Place;
        File.CreateSymbolicLink(target + ".part", "/dev/full");
        var refused = await RefusedAsync(() => new Backups(home.Options, home.Clock).MakeAsync(target, null, Silence));

        Assert.Equal((Refusal.Machine, "It was not done: the disk is full. Free some room, and start again."), (refused.Why, refused.Message));
        Assert.Empty(Directory.GetFiles(shelf));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Resetting_a_sign_in_ends_sessions_opens_nothing_and_tells_the_person(Engine engine)
    {
        await using var home = await TwoPartners.WithoutAccountsAsync(engine, quickPasswords: true);
        var ann = await SignUpAsync(home, "Ann");
        var letters = (await ann.RunAsync((ShowAuthenticatorKey it) => it.RunAsync())).Letters.Replace(" ", "", StringComparison.Ordinal);
        var code = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(letters)).ComputeTotp(home.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(SwitchOnResult.On, await ann.RunAsync((SwitchSecondStepOn it) => it.RunAsync(code, endOthers: false)));
        Assert.Null((await SignInAsync(home, "Ann")).Principal);
        var slots = await home.PeekAsync("SELECT \"Wrapped\" FROM \"KeySlots\"");
        var reset = new SignInReset(home.Options, home.Clock);

        Assert.Equal(Refusal.NoAccount, (await Assert.ThrowsAsync<OperationRefusedException>(() => reset.RunAsync("somebody-else"))).Why);
        var report = await reset.RunAsync("ANN-signs-in");

        Assert.Equal(1, report.SecondSteps);
        Assert.Equal(0, await home.CountAsync("Sessions"));
        Assert.Equal(slots, await home.PeekAsync("SELECT \"Wrapped\" FROM \"KeySlots\""));
        var again = home.SignedInAs((await SignInAsync(home, "Ann")).Principal);
        Assert.Contains(AccountEventKind.SignInReset, (await again.RunAsync((ReadAccount it) => it.RunAsync())).Events.Select(line => line.Kind));
        Assert.Equal(ann.Person, again.Person);
    }

    private static async Task BeginSessionAsync(TwoPartners home, TwoPartners.Somebody who)
    {
        await home.Services.GetRequiredService<SessionTickets>().StoreAsync(new(SessionTickets.Principal(who.Person, Guid.NewGuid(), "A browser"), "cookie"));
        Assert.NotEqual(0, await home.CountAsync("Sessions"));
    }

    private static void Silence(string step)
    {
    }

    private static async Task<string> Invited(TwoPartners.Somebody who) => (await who.RunAsync((Invite it) => it.RunAsync())).Secret!;

    private static async Task<TwoPartners.Somebody> SignUpAsync(TwoPartners home, string name) =>
        home.SignedInAs((await home.AsNobody.RunAsync((SignUp it) => it.RunAsync(new($"{name}-signs-in", Password, name, IsAdult: true), "A browser"))).Principal);

    private static Task<SignInResult> SignInAsync(TwoPartners home, string name) =>
        home.AsNobody.RunAsync((SignIn it) => it.RunAsync($"{name}-signs-in", Password, TwoPartners.Home, "A browser"));

    private static Task<OperationRefusedException> RefusedAsync(Func<Task> act) => Assert.ThrowsAsync<OperationRefusedException>(act);
}
