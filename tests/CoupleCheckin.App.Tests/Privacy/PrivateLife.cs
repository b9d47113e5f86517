using System.Security.Cryptography;
using CoupleCheckin.App.Features.Accounts;
using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Concerns;
using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Features.Journal;
using CoupleCheckin.App.Features.Repair;
using CoupleCheckin.App.Tests.Catalogue;
using CoupleCheckin.App.Tests.Features;
using CoupleCheckin.App.Tests.Features.Accounts;
using CoupleCheckin.App.Tests.Features.Agreements;
using CoupleCheckin.App.Tests.Features.CheckIns;
using CoupleCheckin.App.Tests.Features.Conversations;
using CoupleCheckin.App.Tests.Features.Repair;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Domain.Concerns;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Repair;
using OwnWords = CoupleCheckin.Domain.Conversations.OwnWords;

namespace CoupleCheckin.App.Tests.Privacy;

/// <summary>
/// Ann and Bo with something of everything between them, what Ann can do for herself alone, and all that Bo can look at. A new feature
/// adds a line to <see cref="OfAnn"/> and a line to <see cref="SeenByBo"/>.
/// </summary>
internal sealed class PrivateLife(TwoPartners home)
{
    private static readonly Placement Somewhere = new() { Openly = Zone.GrayZone };

    private RoundId opened;
    private RoundId going;
    private ClauseId clause;
    private TalkId talk;
    private RoundId openedCheckIn;
    private RoundId checkIn;
    private RepairId plan;
    private Guid pulse;
    private string feed = "";

    private TwoPartners.Somebody Ann => home.AsAnn;

    private TwoPartners.Somebody Bo => home.AsBo;

    /// <summary>What the two share before any of it.</summary>
    public async Task ShareAsync()
    {
        opened = await home.RevealedRoundAsync();
        going = (await Ann.RunAsync((StartTopics it) => it.RunAsync([Topic.Friends], false)))!.Value;
        await Ann.RunAsync((SaveAnswer it) => it.RunAsync(going, Friends[0], Placement.Blank, Somewhere));
        clause = await home.AgreeAsync(Agreeing.Line("We say so afterwards."));
        await Ann.ProposeAsync(Agreeing.Line("We introduce the people who matter."));
        await Bo.RunAsync((AddOwnBehaviour it) => it.RunAsync(new Domain.Behaviours.OwnWords("Dinner alone with a former flatmate", "", Topic.Friends)));
        await Ann.RunAsync((Say it) => it.RunAsync(Guid.NewGuid(), StatementKind.Request, "Please ask me first."));
        talk = (await Ann.StartTalkAsync()).Talk!.Value;
        await home.MoveOnAsync(talk);
        feed = await Bo.RunAsync((MakeReminderAddress it) => it.RunAsync());
        openedCheckIn = await Ann.BeginAsync();
        foreach (var who in new[] { Ann, Bo })
        {
            await who.WriteAsync(openedCheckIn, "Said to the other", Ease.Mostly);
            await who.DoAsync(openedCheckIn, CheckInAct.Seal);
        }

        foreach (var act in new[] { CheckInAct.PressReady, CheckInAct.PressReady, CheckInAct.Finish })
            await (act == CheckInAct.Finish || (await Ann.OpenCheckInAsync(openedCheckIn))!.IAmReady ? Bo : Ann).DoAsync(openedCheckIn, act);
        checkIn = await Bo.BeginAsync();
        await Bo.WriteAsync(checkIn, "Not said yet");
        await Bo.TakeAlongAsync("Book the train");
        plan = await home.OpenPlanAsync();
        pulse = await Bo.AnswerAndSealAsync(plan, new() { Helped = "The walk." });
        await SeenByBoAsync();
    }

    /// <summary>Everything that Ann does for herself, in order. What is only looked at counts too: nobody is told that something was read.</summary>
    public IEnumerable<(string What, Func<Task> Do)> OfAnn()
    {
        for (var at = 1; at <= 8; at++)
        {
            var card = Friends[at % Friends.Count];
            var (before, after) = (at < Friends.Count ? Placement.Blank : Somewhere, new Placement { Openly = Zone.WithinBounds, Note = $"A note, {at}" });
            if (at != Friends.Count)
                yield return ($"answers a card of a round that goes on, {at}", () => Ann.RunAsync((SaveAnswer it) => it.RunAsync(going, card, before, after)));
        }

        for (var at = 0; at < 5; at++)
        {
            var card = Friends[at];
            yield return ($"answers a card for herself, {at}", () => Ann.RunAsync((SaveAnswer it) => it.RunAsync(going, card, Placement.Blank, Somewhere with { Note = "Only for me" }, onlyForMe: true)));
            yield return ($"holds up the mirror, {at}", () => Ann.RunAsync((SaveMirror it) => it.RunAsync(going, card, new(Zone.GrayZone, Zone.ClearlyObjectionable))));
        }

        yield return ("answers an opened card for herself", () => Ann.RunAsync((SaveAnswer it) => it.RunAsync(opened, Starter, Placement.Blank, Somewhere, onlyForMe: true)));
        yield return ("begins to answer anew", () => Ann.RunAsync((KeepRevision it) => it.RunAsync(Starter, Placement.Blank, Somewhere with { Note = "Not sent yet" })));
        yield return ("leaves it again", () => Ann.RunAsync((KeepRevision it) => it.RunAsync(Starter, Somewhere with { Note = "Not sent yet" }, Placement.Blank)));
        yield return ("wants a topic of her own choice", () => Ann.RunAsync((ChooseTopic it) => it.RunAsync(Topic.Solitary, true)));
        yield return ("no longer wants it", () => Ann.RunAsync((ChooseTopic it) => it.RunAsync(Topic.Solitary, false)));

        var draft = Guid.NewGuid();
        yield return ("begins a clause", () => Ann.RunAsync((SaveDraft it) => it.RunAsync(draft, Written("We each"), 0)));
        yield return ("goes on with it", () => Ann.RunAsync((SaveDraft it) => it.RunAsync(draft, Written("We each say it"), 1)));
        yield return ("begins another", () => Ann.RunAsync((SaveDraft it) => it.RunAsync(Guid.NewGuid(), Written("We leave this open"), 0)));
        yield return ("throws one away", () => Ann.RunAsync((DiscardDraft it) => it.RunAsync(draft)));
        yield return ("begins other words for a clause", () => Ann.RunAsync((SaveDraft it) => it.RunAsync(Guid.NewGuid(), Written("We say so before") with { Clause = clause }, 0)));
        yield return ("says to herself why she wants a clause", () => Ann.RunAsync((SaveOwnReason it) => it.RunAsync(clause, OwnReason.Empty, new("It was lonely.", null))));
        yield return ("and how much it matters", () => Ann.RunAsync((SaveOwnReason it) => it.RunAsync(clause, new("It was lonely.", null), new("It was lonely.", Weight.Deeply))));

        var concern = ConcernId.New();
        yield return ("begins a concern", () => Ann.WriteAsync(concern, Concern.Empty with { Saw = "On Tuesday" }));
        yield return ("writes that she is afraid", () => Ann.WriteAsync(concern, Concern.Empty with { Saw = "On Tuesday", Felt = "I am scared of what you might do." }, Concern.Empty with { Saw = "On Tuesday" }));
        yield return ("puts a hint away", () => Ann.RunAsync((PutHintAway it) => it.RunAsync("L01")));
        yield return ("begins another concern", () => Ann.WriteAsync(ConcernId.New(), Talking.AConcern(home)));
        yield return ("throws one away", () => Ann.RunAsync((DeleteConcern it) => it.RunAsync(concern)));
        yield return ("types in a talk and does not say it", () => Ann.RunAsync((SaveOwnWords it) => it.RunAsync(talk, OwnWords.Empty, OwnWords.Empty with { Unsaid = "I wanted to say" })));
        yield return ("writes a note for herself in it", () => Ann.RunAsync((SaveOwnWords it) => it.RunAsync(talk, OwnWords.Empty, OwnWords.Empty with { Note = "For later" })));

        var entry = Guid.NewGuid();
        yield return ("writes in her journal", () => Ann.RunAsync((SaveJournal it) => it.RunAsync([new(entry, 0, RandomNumberGenerator.GetBytes(400))])));
        yield return ("writes on", () => Ann.RunAsync((SaveJournal it) => it.RunAsync([new(entry, 1, RandomNumberGenerator.GetBytes(900))])));
        yield return ("does an exercise", () => Ann.RunAsync((SaveJournal it) => it.RunAsync([new(Guid.NewGuid(), 0, RandomNumberGenerator.GetBytes(2_000))])));
        yield return ("takes an entry away", () => Ann.RunAsync((SaveJournal it) => it.RunAsync([new(entry, 2, null)])));
        yield return ("gets an address for her calendar", () => Ann.RunAsync((MakeReminderAddress it) => it.RunAsync()));

        for (var at = 1; at <= 4; at++)
        {
            var text = new string('w', at * 200);
            yield return ($"answers in a check-in, {at}", () => Ann.WriteAsync(checkIn, text, (Ease)at));
            yield return ($"prepares what she will say in repair, {at}", () => Ann.SaveNotesAsync(notes => notes.With(at - 1, text)));
        }

        yield return ("passes a question over again", () => Ann.WriteAsync(checkIn, ""));
        yield return ("looks at the cards for an evening", () => Ann.RunAsync((ReadCards it) => it.RunAsync()));
        yield return ("has letters sent to her", () => Ann.RunAsync((SetLetter it) => it.RunAsync("ann@example.org")));
        yield return ("has none sent any more", () => Ann.RunAsync((SetLetter it) => it.RunAsync(null)));
        yield return ("thinks of what to offer", () => Ann.SaveNotesAsync(notes => notes with { Kind = "c.plans-change", Offer = "I write when I am late.", Taper = "After four weeks less." }));
        yield return ("answers the weekly questions", () => Ann.AnswerAsync(plan, pulse, new() { Helped = "That you asked.", Steadiness = Steadiness.Less, Freedom = Freedom.Hardly }));
        yield return ("answers them otherwise", () => Ann.AnswerAsync(plan, pulse, new() { Need = "A calm evening.", Freedom = Freedom.Freely }));
        yield return ("takes everything along", () => TakeAlongTests.TakeAsync(Ann));
        yield return ("looks at her second step", () => Ann.RunAsync((ReadSecondStep it) => it.RunAsync()));
        yield return ("switches it on", async () =>
        {
            var letters = (await Ann.RunAsync((ShowAuthenticatorKey it) => it.RunAsync())).Letters.Replace(" ", "", StringComparison.Ordinal);
            var code = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(letters)).ComputeTotp(home.Clock.GetUtcNow().UtcDateTime);
            Assert.Equal(SwitchOnResult.On, await Ann.RunAsync((SwitchSecondStepOn it) => it.RunAsync(code, endOthers: false)));
        });
        yield return ("keeps spare codes", async () => Assert.True(await Ann.RunAsync(async (ConfirmSpareCodes it) => await it.RunAsync((await Ann.RunAsync((ShowSpareCodes show) => show.RunAsync()))![^1]))));

        yield return ("looks at the comparison", () => Ann.CompareAsync(opened));
        yield return ("looks at what is proposed", () => Ann.AgreementAsync());
        yield return ("looks at a clause", () => Ann.ClauseAsync(clause));
        yield return ("looks at a round", () => Ann.SeeAsync(going));
        yield return ("looks at the mirror", () => Ann.RunAsync((OpenMirror it) => it.RunAsync(going)));
        yield return ("looks at a talk", () => Ann.OpenTalkAsync(talk));
        yield return ("looks at her concerns", () => Ann.RunAsync((ListConcerns it) => it.RunAsync()));
        yield return ("looks at the spectrum", () => Ann.RunAsync((ReadSpectrum it) => it.RunAsync()));
        yield return ("looks at the whole picture", () => Ann.RunAsync((OpenPicture it) => it.RunAsync()));
        yield return ("looks at a check-in", () => Ann.OpenCheckInAsync(checkIn));
        yield return ("looks at her own history", () => Ann.CheckInsAsync());
        yield return ("looks at the repair plan", () => Ann.RepairAsync());
        yield return ("looks at the weekly questions", () => Ann.PulseAsync(plan));
        yield return ("opens her journal", () => Ann.RunAsync((NameLinkable it) => it.RunAsync()));
    }

    /// <summary>Everything that Bo can look at, each by its name.</summary>
    private IEnumerable<(string What, Func<Task<object?>> Look)> SeenByBo()
    {
        yield return ("the couple", async () => await Bo.SeeCoupleAsync());
        yield return ("the rounds", async () => await Bo.ListAsync());
        yield return ("an opened round", async () => await Bo.CompareAsync(opened));
        yield return ("a round that goes on", async () => await Bo.SeeAsync(going));
        yield return ("its mirror", async () => await Bo.RunAsync((OpenMirror it) => it.RunAsync(going)));
        yield return ("a history", async () => await Bo.RunAsync((OpenHistory it) => it.RunAsync(Starter)));
        yield return ("the picture", async () => await Bo.RunAsync((OpenPicture it) => it.RunAsync()));
        yield return ("what can be chosen", async () => await Bo.RunAsync((ReadChoices it) => it.RunAsync()));
        yield return ("the spectrum", async () => await Bo.RunAsync((ReadSpectrum it) => it.RunAsync()));
        yield return ("the agreement", async () => await Bo.AgreementAsync());
        yield return ("a clause", async () => await Bo.ClauseAsync(clause));
        yield return ("the door of the agreement", async () => await Bo.RunAsync((LookAtDoor it) => it.RunAsync()));
        yield return ("the export of the agreement", async () =>
        {
            var all = new List<object>();
            await Bo.RunAsync((ExportAgreement it) => it.RunAsync(version =>
            {
                all.Add(version);
                return Task.CompletedTask;
            }));
            return all;
        });
        yield return ("the calendar feed", async () => await home.AsNobody.RunAsync((ReadReminders it) => it.RunAsync(feed)));
        yield return ("the concerns", async () => await Bo.RunAsync((ListConcerns it) => it.RunAsync()));
        yield return ("the talks", async () => await Bo.TalksAsync());
        yield return ("a talk", async () => await Bo.OpenTalkAsync(talk));
        yield return ("what waits", async () => await Bo.WaitingAsync());
        yield return ("the check-ins", async () => await Bo.CheckInsAsync());
        yield return ("an opened check-in", async () => await Bo.OpenCheckInAsync(openedCheckIn));
        yield return ("a check-in that goes on", async () => await Bo.OpenCheckInAsync(checkIn));
        yield return ("what was said and can wait", async () => await Bo.LotAsync());
        yield return ("the letters", async () => await Bo.RunAsync((ReadLetter it) => it.RunAsync()));
        yield return ("the repair plan", async () => await Bo.RepairAsync());
        yield return ("the weekly questions", async () => await Bo.PulseAsync(plan));
        yield return ("his notes on repair", async () => await Bo.RunAsync((OpenRepairNotes it) => it.RunAsync()));

        // His own log is not compared: it says that he took something along, once more each time.
        yield return ("everything that can be taken along", async () => (await TakeAlongTests.TakeAsync(Bo)).Where(file => !file.Key.StartsWith("account.", StringComparison.Ordinal)));
        yield return ("the journal", async () => await Bo.RunAsync((ReadJournalKeys it) => it.RunAsync()));
        yield return ("what an entry can be linked to", async () => await Bo.RunAsync((NameLinkable it) => it.RunAsync()));
    }

    /// <summary>All of it as text that differs when anything differs.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SeenByBoAsync()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (what, look) in SeenByBo())
            seen[what] = await look() is { } view ? view as string ?? Views.AsJson(view) : "nothing";
        return seen;
    }

    private static BehaviourKey Starter => Seeds.Catalogue.Starter[0];

    private static IReadOnlyList<BehaviourKey> Friends { get; } = [.. Seeds.Catalogue.All.Where(behaviour => behaviour.Topic == Topic.Friends).Select(behaviour => behaviour.Key)];

    private static WrittenDraft Written(string line) => new(DraftKind.Agreement, Agreeing.Line(line), null, null);
}
