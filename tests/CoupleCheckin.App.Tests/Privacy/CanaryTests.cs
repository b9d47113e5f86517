using System.Text;
using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Storage;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.Browser.Tests.Harness;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoupleCheckin.App.Tests.Privacy;

public sealed class CanaryTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("couple-checkin-canary-").FullName;
    private readonly WhoIsSignedIn who = new();
    private readonly StringLog log = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Nothing_that_two_people_write_can_be_read_in_the_files_or_the_log_at_any_step()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        string Word(string label) => words[label] = Canaries.Make(label);
        string Sentence(string label) => string.Join(' ', Enumerable.Repeat(Word(label), 20));
        await using var app = Build();
        var database = app.GetRequiredService<Database>();
        await database.PrepareAsync();

        var ann = await SignUpAsync(app, "anns-account", Word("AnnsPassword"), Word("AnnsName"));
        var bo = await SignUpAsync(app, "bos-account", Word("BosPassword"), Word("BosName"));
        var round = (await AsAsync(app, ann, (StartRound start) => start.RunAsync()))!.Value;
        var cards = (await AsAsync(app, ann, (OpenRound open) => open.RunAsync(round)))!.Cards;
        await AnswerAsync(app, ann, round, cards[0].Key, Sentence("AnnsAnswer"));
        await AnswerAsync(app, ann, round, cards[1].Key, Sentence("AnnsOverwrittenAnswer"));
        await AnswerAsync(app, ann, round, cards[1].Key, "");
        Assert.True(await AsAsync(app, ann, (Rename rename) => rename.RunAsync(Word("AnnsNewName"))));
        var secret = (await AsAsync(app, ann, (Invite invite) => invite.RunAsync())).Secret!;
        Assert.Equal(words["AnnsNewName"], (await AsAsync(app, null, (LookAtInvitation look) => look.RunAsync(secret)))!.InviterName);
        Sweep();
        Assert.Equal(AcceptResult.Joined, await AsAsync(app, bo, (AcceptInvitation accept) => accept.RunAsync(secret)));
        await AnswerAsync(app, bo, round, cards[0].Key, Sentence("BosAnswer"));
        Sweep();
        foreach (var person in new[] { ann, bo })
            Assert.Equal(RoundStep.Taken, await AsAsync(app, person, (SealSheet seal) => seal.RunAsync(round)));
        Sweep();

        // What they write for their agreement, at each of its steps.
        await AsAsync(app, ann, (SaveDraft save) => save.RunAsync(Guid.NewGuid(), Draft("AnnsClauseDraft"), 0));
        var declined = (await AsAsync(app, ann, (Propose propose) => propose.RunAsync(Guid.NewGuid(), Draft("DeclinedTerms"), default))).Clause!.Value;
        Assert.Equal(ClauseStep.Taken, await AsAsync(app, bo, (DeclineProposal decline) => decline.RunAsync(declined, 1, new(DeclineKind.NotYet, Sentence("DeclineReason")))));
        var signed = (await AsAsync(app, bo, (Propose propose) => propose.RunAsync(Guid.NewGuid(), Draft("SignedTerms"), default))).Clause!.Value;
        Assert.Equal(SignState.InForce, await AsAsync(app, ann, (SignProposal sign) => sign.RunAsync(signed, 1, default)));
        Assert.Equal(SaveOwnReasonState.Saved, (await AsAsync(app, ann, (SaveOwnReason save) => save.RunAsync(signed, OwnReason.Empty, new(Sentence("AnnsReason"), Weight.Deeply)))).State);
        Assert.Equal(SayState.Said, (await AsAsync(app, bo, (Say say) => say.RunAsync(Guid.NewGuid(), StatementKind.Request, Sentence("BosRequest")))).State);
        var address = words["ReminderAddress"] = await AsAsync(app, ann, (MakeReminderAddress make) => make.RunAsync());
        Assert.NotNull(await AsAsync(app, null, (ReadReminders read) => read.RunAsync(address)));
        var agreement = (await AsAsync(app, ann, (OpenAgreement open) => open.RunAsync()))!;
        Assert.Contains(words["SignedTerms"], agreement.Clauses.Single().Terms!.IfItSlips, StringComparison.Ordinal);
        Assert.Contains(words["BosRequest"], agreement.Statements.Single().Words, StringComparison.Ordinal);
        Sweep();

        WrittenDraft Draft(string label)
        {
            var text = Sentence(label);
            return new(DraftKind.Agreement, new() { Line = words[label], Fine = text, NotFine = text, Examples = text, Exceptions = text, IfItSlips = text, Openness = Openness.TellBefore }, null, null);
        }

        Assert.Equal(RoundStep.Taken, await AsAsync(app, ann, (PressReady ready) => ready.RunAsync(round)));
        Assert.Null(await AsAsync(app, bo, (OpenComparison open) => open.RunAsync(round)));
        Sweep();
        Assert.Equal(RoundStep.Taken, await AsAsync(app, bo, (PressReady ready) => ready.RunAsync(round)));

        // The positive control of the way there: both read both, so all of it is in the files.
        var seenByBo = (await AsAsync(app, bo, (OpenComparison open) => open.RunAsync(round)))!;
        Assert.Equal((words["AnnsNewName"], words["BosName"]), (seenByBo.Partner.Name, seenByBo.Me.Name));
        Assert.Contains(Rows(seenByBo), row => row.Partners.Note.Contains(words["AnnsAnswer"], StringComparison.Ordinal));
        var seenByAnn = (await AsAsync(app, ann, (OpenComparison open) => open.RunAsync(round)))!;
        Assert.Contains(Rows(seenByAnn), row => row.Partners.Note.Contains(words["BosAnswer"], StringComparison.Ordinal));
        Sweep();
        database.Dispose();
        Sweep();

        static IEnumerable<ComparedRow> Rows(ComparisonView view) => [.. view.Comparison!.HardLimits, .. view.Comparison.TalkFirst, .. view.Comparison.Rest];

        void Sweep()
        {
            var canaries = new Canaries(words.Values.Append(secret));
            canaries.SweepFolder(data).AssertNone();
            canaries.SweepText($"The log: {log}", "the log").AssertNone();
        }
    }

    [Fact]
    public async Task The_sweep_finds_a_word_that_does_stand_in_the_database()
    {
        var canary = Canaries.Make("control");
        await using var app = Build();
        using var database = app.GetRequiredService<Database>();
        await database.PrepareAsync();
        await SignUpAsync(app, canary, Canaries.Make("password"), "Somebody");

        // A sign-in name is not secret from whoever runs the server.
        Assert.Contains(new Canaries(canary).SweepFolder(data).Hits, hit => hit.Where.StartsWith("checkin.db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_somebody_left_those_who_were_there_read_on_and_write_nothing()
    {
        await using var app = Build();
        using var database = app.GetRequiredService<Database>();
        await database.PrepareAsync();
        var password = Canaries.Make("password");
        var ann = await SignUpAsync(app, "anns-account", Canaries.Make("password"), "Ann");
        var bo = await SignUpAsync(app, "bos-account", password, "Bo");
        var cy = await SignUpAsync(app, "cys-account", Canaries.Make("password"), "Cy");
        var bosOldLink = (await AsAsync(app, bo, (Invite invite) => invite.RunAsync())).Secret;
        var link = (await AsAsync(app, ann, (Invite invite) => invite.RunAsync())).Secret;
        Assert.Equal(AcceptResult.Joined, await AsAsync(app, bo, (AcceptInvitation accept) => accept.RunAsync(link)));
        var round = (await AsAsync(app, ann, (StartRound start) => start.RunAsync()))!.Value;
        var card = (await AsAsync(app, ann, (OpenRound open) => open.RunAsync(round)))!.Cards[0].Key;

        // The couple of one that Bo gave up is closed, so a link to it leads nowhere.
        Assert.Null(await AsAsync(app, cy, (LookAtInvitation look) => look.RunAsync(bosOldLink)));
        Assert.Equal(AcceptResult.NotFound, await AsAsync(app, cy, (AcceptInvitation accept) => accept.RunAsync(bosOldLink)));

        Assert.True((await AsAsync(app, bo, (LeaveCouple leave) => leave.RunAsync(password, new("10.0.0.0/24", null)))).Opened);

        // Ann has the page still open.
        Assert.Equal(SaveAnswerState.NotOpen, (await AsAsync(app, ann, (SaveAnswer save) => save.RunAsync(round, card, Placement.Blank, new() { Note = "late" }))).State);
        Assert.Equal(RoundStep.RoundClosed, await AsAsync(app, ann, (SealSheet seal) => seal.RunAsync(round)));
        Assert.Equal(RoundStep.RoundClosed, await AsAsync(app, ann, (CloseRound close) => close.RunAsync(round)));
        Assert.False(await AsAsync(app, ann, (Rename rename) => rename.RunAsync("Anna")));
        await AsAsync(app, ann, async (ShowWorking show) =>
        {
            await show.RunAsync(round, shown: true);
            return 0;
        });
        Assert.Null(await AsAsync(app, ann, (StartRound start) => start.RunAsync()));
        Assert.Null((await AsAsync(app, ann, (Invite invite) => invite.RunAsync())).Secret);
        Assert.Equal(AcceptResult.NotFound, await AsAsync(app, bo, (AcceptInvitation accept) => accept.RunAsync(link)));

        // Both read on, and Ann begins anew.
        Assert.True((await AsAsync(app, ann, (ReadCouple read) => read.RunAsync())).IsClosed);
        Assert.True((await AsAsync(app, bo, (ListRounds list) => list.RunAsync())).Single().IsEarlier);
        await AsAsync(app, ann, async (BeginAnew begin) =>
        {
            await begin.RunAsync();
            return 0;
        });
        Assert.Equal(("Ann", false), await AsAsync(app, ann, async (ReadCouple read) => await read.RunAsync() is var couple ? (couple.Me.Name, couple.IsClosed) : default));
        Assert.True(await AsAsync(app, ann, (Rename rename) => rename.RunAsync("Anna")));
    }

    private ServiceProvider Build() => new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
        .AddSingleton<ISignedIn>(who)
        .AddCoupleCheckin(new(data, null, Seeds.Folder))
        .BuildServiceProvider();

    private async Task<SignedIn> SignUpAsync(ServiceProvider app, string name, string password, string called)
    {
        var made = await AsAsync(app, null, (SignUp signUp) => signUp.RunAsync(new(name, password, called, IsAdult: true), "Some browser"));
        return SignedIn.In(made.Principal) ?? throw new InvalidOperationException($"{name} was not signed up: {made.Flaws}");
    }

    private Task<SaveAnswerResult> AnswerAsync(ServiceProvider app, SignedIn person, RoundId round, BehaviourKey behaviour, string note) =>
        AsAsync(app, person, async (SaveAnswer save) =>
        {
            var before = (await AsAsync(app, person, (OpenRound open) => open.RunAsync(round)))!.Sheet[behaviour];
            var saved = await save.RunAsync(round, behaviour, before, before with { Openly = Zone.GrayZone, Note = note });
            Assert.Equal((SaveAnswerState.Saved, note), (saved.State, saved.Kept.Note));
            return saved;
        });

    private async Task<TResult> AsAsync<TUseCase, TResult>(ServiceProvider app, SignedIn? person, Func<TUseCase, Task<TResult>> use) where TUseCase : notnull
    {
        who.Now = person;
        await using var scope = app.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    private sealed class WhoIsSignedIn : ISignedIn
    {
        public SignedIn? Now { get; set; }

        public Task<SignedIn?> FindAsync() => Task.FromResult(Now);
    }

    private sealed class StringLog : ILoggerProvider, ILogger
    {
        private readonly StringBuilder lines = new();

        public override string ToString()
        {
            lock (lines)
                return lines.ToString();
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        IDisposable? ILogger.BeginScope<TState>(TState state) => null;

        bool ILogger.IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
                lines.Append(formatter(state, exception)).Append(exception).Append('\n');
        }
    }
}
