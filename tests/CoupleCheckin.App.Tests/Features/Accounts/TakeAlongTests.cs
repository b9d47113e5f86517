using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using CoupleCheckin.App.Features;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Tests.Databases;
using CoupleCheckin.App.Tests.Features.Agreements;
using CoupleCheckin.App.Tests.Features.Conversations;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using Engine = CoupleCheckin.App.Tests.Databases.Engine;

namespace CoupleCheckin.App.Tests.Features.Accounts;

public sealed class TakeAlongTests(ITestOutputHelper output)
{
    public static TheoryData<Engine> Here => Engines.Here;

    internal static async Task<Dictionary<string, string>> TakeAsync(TwoPartners.Somebody who, params TakenFile[] more)
    {
        using var bytes = new MemoryStream();
        await using (var wire = new OneWay(bytes))
            await who.RunAsync((TakeAlong it) => it.RunAsync(wire, more, _ => { }));
        bytes.Position = 0;
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var archive = await ZipArchive.CreateAsync(bytes, ZipArchiveMode.Read, leaveOpen: true, null);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            files[entry.FullName] = await reader.ReadToEndAsync();
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Everything_of_mine_and_of_ours_is_in_it_and_nothing_of_the_partners_that_I_cannot_see(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.RevealedRoundAsync();
        await home.AgreeAsync(Agreeing.Line("We tell each other about *lunch*."));
        await home.AsAnn.RunAsync((Say it) => it.RunAsync(Guid.NewGuid(), StatementKind.Boundary, "I leave the room when it gets loud."));
        await home.AsAnn.WriteAsync(ConcernId.New(), Talking.AConcern(home) with { Felt = "canary of Ann's concern" });
        await home.AsBo.WriteAsync(ConcernId.New(), Talking.AConcern(home) with { Felt = "canary of Bo's concern" });
        var talk = (await home.AsAnn.StartTalkAsync("s.turns")).Talk!.Value;
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.ReadyAsync(talk);
        Assert.Equal(TalkStep.Taken, await home.AsBo.DoAsync(talk, new TalkAct.Park(Guid.NewGuid(), "canary of both, parked")));
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.RunAsync((App.Features.Conversations.SaveOwnWords it) => it.RunAsync(talk, Domain.Conversations.OwnWords.Empty, Domain.Conversations.OwnWords.Empty with { UnsaidByOther = "canary typed by the other", Note = $"canary of {who.Name}'s own note" }));
        var half = (await home.AsAnn.RunAsync((App.Features.Checklist.StartTopics it) => it.RunAsync([Topic.Messaging], false)))!.Value;
        var behaviour = (await home.AsBo.SeeAsync(half))!.Cards[0].Key;
        foreach (var who in new[] { home.AsAnn, home.AsBo })
            await who.RunAsync((App.Features.Checklist.SaveAnswer it) => it.RunAsync(half, behaviour, Placement.Blank, new() { Openly = Zone.GrayZone, Note = $"canary of {who.Name}'s unopened note" }));
        Assert.Equal(RoundStep.Taken, await home.AsBo.SealAsync(half));

        var files = await TakeAsync(home.AsAnn, new TakenFile("paper.html", async (stream, stop) => await stream.WriteAsync("paper"u8.ToArray(), stop)));

        Assert.Equal("paper", files["paper.html"]);
        var parts = home.Services.CreateScope().ServiceProvider.GetServices<IExportPart>().Select(part => part.Name).ToList();
        Assert.Equal(
            parts.SelectMany(name => new[] { $"{name}.json", $"{name}.md" }).Append("read me.md").Append("paper.html").Order(StringComparer.Ordinal),
            files.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in files.Where(file => file.Key.EndsWith(".json", StringComparison.Ordinal)))
            Assert.True(JsonDocument.Parse(text).RootElement.GetProperty("items").GetArrayLength() > 0 || name == "behaviours.json", name);
        var all = string.Join('\n', files.Values);
        foreach (var mine in new[] { "Ann's note", "Bo's note", "canary of Ann's concern", "canary of both, parked", "canary of Ann's own note", "canary of Ann's unopened note", "I leave the room when it gets loud." })
            Assert.Contains(mine, all, StringComparison.Ordinal);
        Assert.Contains("We tell each other about *lunch*.", files["agreement.json"], StringComparison.Ordinal);
        Assert.Contains(@"We tell each other about \*lunch\*.", files["agreement.md"], StringComparison.Ordinal);
        foreach (var theirs in new[] { "canary of Bo's concern", "canary of Bo's own note", "canary of Bo's unopened note", "canary typed by the other" })
            Assert.DoesNotContain(theirs, all, StringComparison.Ordinal);
        Assert.DoesNotContain(home.AsBo.Person.Value.ToString(), all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains((await home.AsAnn.RunAsync((ReadAccount it) => it.RunAsync())).Events, line => line.Kind == App.Accounts.AccountEventKind.TookAlong);
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task That_a_second_step_is_on_is_in_it_and_what_makes_its_codes_is_not(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        var letters = (await home.AsAnn.RunAsync((ShowAuthenticatorKey it) => it.RunAsync())).Letters;
        var key = OtpNet.Base32Encoding.ToBytes(letters.Replace(" ", "", StringComparison.Ordinal));
        var code = new OtpNet.Totp(key).ComputeTotp(home.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal("off", await StepAsync(home.AsAnn));
        Assert.Equal(SwitchOnResult.On, await home.AsAnn.RunAsync((SwitchSecondStepOn it) => it.RunAsync(code, endOthers: false)));
        var spares = (await home.AsAnn.RunAsync((ShowSpareCodes it) => it.RunAsync()))!;
        Assert.True(await home.AsAnn.RunAsync((ConfirmSpareCodes it) => it.RunAsync(spares[^1])));

        Assert.Equal("on", await StepAsync(home.AsAnn));
        Assert.Equal("off", await StepAsync(home.AsBo));
        var all = string.Join('\n', (await TakeAsync(home.AsAnn)).Values);
        Assert.All(spares.Append(letters).Append(Convert.ToBase64String(key)), secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));

        static async Task<string?> StepAsync(TwoPartners.Somebody who) =>
            JsonDocument.Parse((await TakeAsync(who))["account.json"]).RootElement.GetProperty("items")[0].GetProperty("secondStep").GetString();
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task What_the_partner_does_in_private_changes_no_byte_of_it(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.RevealedRoundAsync();
        var half = (await home.AsAnn.RunAsync((App.Features.Checklist.StartTopics it) => it.RunAsync([Topic.Messaging], false)))!.Value;
        var behaviour = (await home.AsBo.SeeAsync(half))!.Cards[0].Key;
        var before = await TakeAsync(home.AsAnn);

        for (var time = 0; time < 10; time++)
        {
            await home.AsBo.WriteAsync(ConcernId.New(), Talking.AConcern(home));
            await home.AsBo.RunAsync((App.Features.Checklist.SaveMirror it) => it.RunAsync(half, behaviour, new MirrorPlacement(Zone.GrayZone, Zone.WithinBounds)));
            await home.AsBo.RunAsync((ChooseTopic it) => it.RunAsync(Topic.Sexual, time % 2 == 0));
            await home.AsBo.RunAsync((AddOwnBehaviour it) => it.RunAsync(new($"Something of that kind, {time}", "Somebody does something of that kind.", Topic.Sexual)));
            await home.AsBo.RunAsync((App.Features.CheckIns.SharePlot it) => it.RunAsync(time % 2 == 1));
            await home.AsBo.RunAsync((App.Features.Journal.SaveJournal it) => it.RunAsync([new(Guid.NewGuid(), 0, new byte[300])]));
            await TakeAsync(home.AsBo);
        }

        var after = await TakeAsync(home.AsAnn);
        Assert.Equal(before.Keys, after.Keys);

        // One's own log says that one took everything along before.
        foreach (var name in before.Keys.Where(name => !name.StartsWith("account", StringComparison.Ordinal)))
            Assert.Equal((name, before[name]), (name, after[name]));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task Alone_and_after_leaving_it_is_whole_too(Engine engine)
    {
        await using var home = await TwoPartners.PairedAsync(engine);
        await home.RevealedRoundAsync();
        await home.AsAnn.GetPasswordAsync();
        await home.AsAnn.RunAsync((App.Features.Couples.LeaveCouple it) => it.RunAsync(home.AsAnn.Password, TwoPartners.Home));

        Assert.Contains("Bo's note", (await TakeAsync(home.AsAnn))["checklist.json"], StringComparison.Ordinal);
        Assert.Contains("Ann's note", (await TakeAsync(home.AsBo))["checklist.json"], StringComparison.Ordinal);
        Assert.Equal(8 * 2 + 1, (await TakeAsync(home.AsStranger)).Count);
    }

    [Fact]
    public async Task Ten_thousand_things_stream_by_without_being_in_memory()
    {
        const int Many = 10_000;
        await using var home = await TwoPartners.PairedAsync(Engine.Sqlite);
        var concern = Talking.AConcern(home) with { Felt = new string('x', 1_500) };
        await using (var space = await home.AsAnn.OpenSpaceAsync())
        {
            for (var number = 0; number < Many; number++)
            {
                App.Features.Concerns.Drafts.Put(space, ConcernId.New(), null, concern);
                if (number % 1_000 == 999)
                {
                    await space.Db.SaveChangesAsync();
                    space.Db.ChangeTracker.Clear();
                }
            }
        }

        using var bytes = new MemoryStream();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var (last, watch) = (new TakenSoFar("", 0, 1, 0), Stopwatch.StartNew());
        await using (var wire = new OneWay(bytes))
        {
            await home.AsAnn.RunAsync((TakeAlong it) => it.RunAsync(wire, [], soFar =>
            {
                last = soFar;
                if (soFar.Records % 1_000 == 0)
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }));
        }

        output.WriteLine($"figure: {last.Records} things taken along, as JSON and as Markdown = {watch.Elapsed.TotalSeconds:F1} s, {most / 1_048_576.0:F1} MB held at most, {bytes.Length / 1_048_576.0:F1} MB written");
        Assert.True(last.Records >= Many);
        Assert.Equal(last.Of, last.Done);
    }

    /// <summary>The wire: it goes one way, and whoever writes to it waits without holding up a thread.</summary>
    private sealed class OneWay(Stream to) : Stream
    {
        private long written;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => written;
            set => throw new NotSupportedException();
        }

        public override void Flush() => throw new InvalidOperationException("Flushed with a thread that waits.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Written with a thread that waits.");

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            written += buffer.Length;
            await to.WriteAsync(buffer, cancellationToken);
        }

        public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => await WriteAsync(buffer.AsMemory(offset, count), cancellationToken);
    }
}
