using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.Domain.Conversations;
using CoupleCheckin.Domain.Couples;
using CoupleCheckin.Domain.Safety;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Conversations;

/// <summary>
/// A talk while it goes on. The kind of its stage decides what is offered; the box for words stands in the same place in every stage,
/// so that nobody who types is dragged along.
/// </summary>
public sealed partial class TalkFloor
{
    private static readonly (string Words, int Minutes)[] Breaks = [("In 20 minutes", 20), ("In 45 minutes", 45), ("In two hours", 120), ("Tomorrow at this time", 24 * 60)];

    private bool breaking;
    private bool leftover;
    private bool focusBreak;
    private ElementReference breakHeading;

    /// <summary>The talk.</summary>
    [Parameter, EditorRequired]
    public TalkView View { get; set; } = null!;

    /// <summary>What is typed and not said.</summary>
    [Parameter, EditorRequired]
    public Autosave<OwnWords> Words { get; set; } = null!;

    /// <summary>Whether a step is being taken.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>Why the words were not said; null when they were.</summary>
    [Parameter]
    public string? Refused { get; set; }

    /// <summary>What helps where a text speaks of fear or harm; for its author alone.</summary>
    [Parameter]
    public IReadOnlyList<SafetyGate> Asides { get; set; } = [];

    /// <summary>Does something.</summary>
    [Parameter]
    public EventCallback<TalkAct> OnAct { get; set; }

    /// <summary>Takes a line. Answers whether it is kept.</summary>
    [Parameter, EditorRequired]
    public Func<TalkAct, Task<bool>> OnLine { get; set; } = null!;

    /// <summary>Says words, or none where they were spoken.</summary>
    [Parameter]
    public EventCallback<string> OnSay { get; set; }

    /// <summary>Something was typed.</summary>
    [Parameter]
    public EventCallback<OwnWords> OnType { get; set; }

    /// <summary>Something was typed into a line that is not kept while it is written.</summary>
    [Parameter]
    public EventCallback OnLineTyped { get; set; }

    private Talk Talk => View.Talk;

    private TalkTurn? Turn => Talk.Turn;

    private PersonId Actor => View.Actor!.Value;

    private bool MaySay => Talk.MaySay(Actor);

    private PersonId Facing => Turn switch
    {
        { Part: TurnPart.SayingBack } turn => Talk.PartnerOf(turn.Speaker),
        { } turn => turn.Speaker,
        null => Actor,
    };

    private string WhoseTurn => Turn switch
    {
        null => "Both of you",
        { Part: TurnPart.Speaking or TurnPart.Answering } turn => turn.Speaker == Actor ? $"{Me} the floor" : $"{Name(turn.Speaker)} has the floor",
        { Part: TurnPart.SayingBack } turn => turn.Speaker == Actor ? $"{Name(Talk.PartnerOf(Actor))} says back" : View.IsInOwnHands ? "You say back" : $"{Name(Actor)} says back",
        { } turn => turn.Speaker == Actor ? "You were heard" : $"{Name(turn.Speaker)} was heard",
    };

    private string Me => View.IsInOwnHands ? "You have" : $"{Name(Actor)} has";

    private string? Guidance => View.Phase is not { } phase ? null
        : Talk.Stage.Mode is TalkMode.Speaking or TalkMode.SayingBack && !IsPhaseSpeaker && phase.ToListener is { } listener ? listener
        : phase.ToSpeaker;

    private bool IsPhaseSpeaker => Talk.Stage.Speaker == (Actor == Talk.Starter ? Speaker.Opener : Speaker.Other);

    /// <summary>In the opening, and in what directly follows it.</summary>
    private bool ShowsOpening => Talk.HasPrepared
        && (Talk.Stage.Kind == PhaseKind.Opening || (Talk.Stage.Kind == PhaseKind.SayBack && Talk.At > 0 && Talk.Stages[Talk.At - 1].Kind == PhaseKind.Opening));

    /// <summary>What was said in this stage; while somebody says back, also what they say back.</summary>
    private IEnumerable<Saying> Sayings => Talk.Said.Where(saying => saying.Stage == Talk.At
        || (Talk.Stage.Mode == TalkMode.SayingBack && saying.Stage == Talk.At - 1 && saying.Who == Turn?.Speaker)).TakeLast(8);

    private Guid? LastSaidBack => Talk.Said.FindLast(saying => saying.Kind == SayingKind.SaidBack)?.Id;

    private string Unsaid => View.IsInOwnHands ? Words.Now.Unsaid : Words.Now.UnsaidByOther;

    private string BoxLabel => !MaySay ? View.IsInOwnHands ? "Your words, for when it is your turn" : $"{Name(Actor)}’s words, for when it is their turn"
        : Turn is { Part: TurnPart.SayingBack } ? "What I heard"
        : Talk.Stage.Kind == PhaseKind.Note ? "One line to take along"
        : "In my own words";

    private string BoxHelp => MaySay
        ? Talk.Stage.Kind == PhaseKind.Note ? "Shared only if you say it; otherwise it stays with you." : $"{Name(Talk.PartnerOf(Actor))} sees this when you say it, not before. Talking aloud is as good."
        : "Only you see this until you say it.";

    private string SayWord => Turn is { Part: TurnPart.SayingBack } ? "Say it back" : Talk.Stage.Kind == PhaseKind.Note ? "Share it" : "Say it";

    private string AloudWord => Turn is { Part: TurnPart.SayingBack } ? "I said it back aloud" : "I said it aloud";

    private string Minutes => View.Phase is not { Minutes: var minutes } ? ""
        : minutes.To > 60 ? $"{minutes.From} minutes or more, up to a day."
        : minutes.From != minutes.To ? $"{minutes.From} to {minutes.To} minutes is plenty."
        : minutes.To == 1 ? "About a minute is plenty."
        : $"About {minutes.To} minutes is plenty.";

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focusBreak)
            return;
        focusBreak = false;
        await breakHeading.FocusAsync(preventScroll: false);
    }

    private static string Answered(Saying saying) => saying.Heard switch
    {
        Heard.Yes => ": yes, that was it",
        Heard.Nearly => ": nearly",
        Heard.NotYet => ": not yet",
        _ => "",
    };

    private string Verb(Saying saying) => saying.Kind switch
    {
        SayingKind.SaidBack => saying.Who == Actor && View.IsInOwnHands ? "said back" : "says back",
        SayingKind.Takeaway => saying.Who == Actor && View.IsInOwnHands ? "take along" : "takes along",
        SayingKind.Said => "said",
    };

    private string Name(PersonId person) => View.Of(person).Name;

    private Task TypeAsync(string? text) =>
        OnType.InvokeAsync(View.IsInOwnHands ? Words.Now with { Unsaid = text ?? "" } : Words.Now with { UnsaidByOther = text ?? "" });

    private async Task ReadyAsync(TalkAct act)
    {
        if (act is TalkAct.PressReady && !string.IsNullOrWhiteSpace(Unsaid))
        {
            leftover = true;
            return;
        }

        await OnAct.InvokeAsync(act);
    }

    private async Task ReadyAllTheSameAsync()
    {
        leftover = false;
        await OnAct.InvokeAsync(new TalkAct.PressReady(Talk.At));
    }

    private async Task BreakAsync(int minutes)
    {
        breaking = false;

        // To the full minute, and never under the shortest: the press takes its time.
        var until = minutes == 24 * 60 ? Clock.Now.AddMinutes(minutes) : Clock.Now.AddMinutes(minutes + 1).AddSeconds(-Clock.Now.Second);
        await OnAct.InvokeAsync(new TalkAct.CallBreak(until.ToUniversalTime()));
    }
}
