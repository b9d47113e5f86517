using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CoupleCheckin.Web.Features.Agreements;

/// <summary>Writes a clause, a boundary or a request: one's own draft until it is proposed or said.</summary>
public sealed partial class BuilderPage
{
    private static readonly (DraftKind, string)[] Kinds = [(DraftKind.Agreement, "A clause"), (DraftKind.Boundary, "A boundary"), (DraftKind.Request, "A request")];

    private static readonly (TermsForm, string)[] Forms = [(TermsForm.Lasting, "Lasting"), (TermsForm.Trial, "On trial"), (TermsForm.LeftOpen, "Left open")];

    private static readonly (Openness, string)[] Levels =
    [
        (Openness.NoNeedToTell, "No need to tell"), (Openness.TellAfterwards, "Tell afterwards"), (Openness.TellBefore, "Tell before"), (Openness.DecideTogether, "Decide together"),
    ];

    private ElementReference asking;
    private OverControlFinding? reachesFar;
    private bool asks;
    private bool gaveIn;
    private bool oneSided;
    private bool overtaken;
    private bool showsAsking;

    /// <summary>The draft to go on with.</summary>
    [SupplyParameterFromQuery(Name = "draft")]
    public Guid? DraftId { get; set; }

    /// <summary>The clause to change.</summary>
    [SupplyParameterFromQuery]
    public Guid? Clause { get; set; }

    /// <summary>The behaviour it is to be about.</summary>
    [SupplyParameterFromQuery]
    public string? Behaviour { get; set; }

    /// <summary>How a clause about that behaviour is to stand: "trial" or "left-open". Other words count as none.</summary>
    [SupplyParameterFromQuery]
    public string? Form { get; set; }

    [Inject]
    private OpenDraft OpenDraft { get; set; } = null!;

    [Inject]
    private SaveDraft SaveDraft { get; set; } = null!;

    [Inject]
    private DiscardDraft DiscardDraft { get; set; } = null!;

    [Inject]
    private Propose Propose { get; set; } = null!;

    [Inject]
    private Say Say { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private DraftView? View { get; set; }

    private DraftPad? Pad { get; set; }

    private TermsForm? AskedForm => Form switch
    {
        "trial" => TermsForm.Trial,
        "left-open" => TermsForm.LeftOpen,
        _ => null,
    };

    private WrittenDraft Draft => Pad!.Draft;

    private Terms Now => Draft.Terms;

    private bool IsAgreement => Draft.Kind == DraftKind.Agreement;

    private string Partner => View?.Partner?.Name ?? "your partner";

    private (ForWhom, string)[] Whom =>
        [(ForWhom.Both, "For us both"), (View!.Me.IsRound ? ForWhom.FirstSeat : ForWhom.SecondSeat, "For me only"), (View.Me.IsRound ? ForWhom.SecondSeat : ForWhom.FirstSeat, $"For {Partner} only")];

    private string Title => View switch
    {
        { AnswersPartner: true } => $"Answer {Partner} with your own words",
        { ClauseNumber: { } number } => $"Other words for clause {number}",
        { Draft.Clause: not null } => "Other words",
        _ => "Write a clause",
    };

    private string Lead => View switch
    {
        { Partner: null } => "A draft for later. Once your partner is here, you can propose it.",
        { AnswersPartner: true } => $"Begin with what {Partner} wrote, and change what you would say differently. {Partner} then sees both, word by word.",
        { Draft.Clause: not null } => "What stands goes on until you have both signed the same new words.",
        _ => "One sentence is enough. The rest helps where a sentence is not.",
    };

    private string KindInWords => Draft.Kind switch
    {
        DraftKind.Agreement => "A clause is for you both, and counts once you have both signed it.",
        DraftKind.Boundary => "A boundary says what you will do. It binds nobody else, and nobody signs it.",
        DraftKind.Request => $"A request says what you ask for. {(View!.Partner is null ? "Your partner" : Partner)} is free to answer yes or no.",
    };

    private string LineLabel => Draft.Kind switch
    {
        DraftKind.Agreement => Now.Form == TermsForm.LeftOpen ? "What do you leave open?" : "Our line",
        DraftKind.Boundary => "I will …",
        DraftKind.Request => "I ask for …",
    };

    private string LineHelp => Draft.Kind switch
    {
        DraftKind.Agreement when Now.Form == TermsForm.LeftOpen => "“Reacting to an ex’s photos: we left this open.”",
        DraftKind.Agreement => "“We can each meet an ex one to one. We say so afterwards, and where.”",
        DraftKind.Boundary => "“I go home when a party turns into flirting.”",
        DraftKind.Request => "“Please ask me before you worry alone.”",
    };

    private string? FormHelp => Now.Form switch
    {
        TermsForm.Lasting => "Until you both change it or end it.",
        TermsForm.Trial => "For a time. Nobody has to end it, and it does not go on by itself.",
        TermsForm.LeftOpen => "You write down that this is not settled, and until when you leave it so.",
        _ => null,
    };

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.Couple || (signal.Kind == SignalKind.Agreement && signal.Id == Clause);

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        if (Pad is not null)
        {
            // What is being typed stays as it is, and answers what its author had read; that there are newer words is said.
            if (await OpenDraft.RunAsync(Pad.Version > 0 ? Pad.Id : null, Draft.Clause) is not { } fresh)
                return;
            if (fresh.Draft.Answers != View!.Draft.Answers)
                (overtaken, Trouble) = (true, "The words here have changed meanwhile. Yours are kept as your draft.");
            View = fresh with { Draft = fresh.Draft with { Answers = View.Draft.Answers } };
            return;
        }

        View = await OpenDraft.RunAsync(DraftId, Clause is { } clause ? new ClauseId(clause) : null, Behaviour);
        if (View is null)
            return;
        var asked = View.Draft is { Kind: DraftKind.Agreement, Clause: null } && AskedForm is { } form && form != View.Draft.Terms.Form ? View.Draft.Terms with { Form = form } : null;
        Pad = new(View.Id, View.Version == 0 && asked is not null ? View.Draft with { Terms = asked } : View.Draft, View.Version, SaveAsync, Time);
        if (View.Version > 0 && asked is not null)
            await ChangeAsync(asked);
    }

    /// <inheritdoc/>
    protected override void OnGone() => Pad?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // What has to be read before anything is sent comes into view.
        if (!showsAsking || reachesFar is null)
            return;
        showsAsking = false;
        await asking.FocusAsync(preventScroll: false);
    }

    private async Task<SaveDraftResult?> SaveAsync(Guid id, WrittenDraft draft, long version)
    {
        SaveDraftResult? result = null;
        await InSpaceAsync(async () => result = await SaveDraft.RunAsync(id, draft, version));
        return result;
    }

    private Task ChangeAsync(WrittenDraft draft)
    {
        Quiet();
        return Pad!.ChangeAsync(draft);
    }

    private Task ChangeAsync(Terms terms) => ChangeAsync(Draft with { Terms = terms });

    private Task TypeAsync(Terms terms)
    {
        Quiet();
        return Pad!.TypeAsync(Draft with { Terms = terms });
    }

    private void Quiet() => (Trouble, reachesFar, asks, gaveIn, overtaken) = (null, null, false, false, false);

    private async Task RewordAsync(DraftKind kind, string line)
    {
        var before = Draft;
        await ChangeAsync(Draft with { Kind = Draft.Clause is null ? kind : Draft.Kind, Terms = Now with { Line = line } });
        Undoable("Worded anew", () => ChangeAsync(before));
    }

    private Task DiscardAsync() => InSpaceAsync(async () =>
    {
        var before = Draft;
        try
        {
            await Pad!.SaveNowAsync();
            await DiscardDraft.RunAsync(Pad.Id);
            Quiet();
            Pad.Forget(before with { Kind = DraftKind.Agreement, Terms = Terms.Empty with { Behaviour = before.Terms.Behaviour } });
            Undoable("The draft is thrown away", () => ChangeAsync(before));
        }
        catch (Exception failure) when (NotSavedException.Covers(failure))
        {
            Trouble = "Not thrown away. Try again in a moment.";
        }
    });

    private void Undoable(string sentence, Func<Task> undo) => Snackbar.Add(sentence, Severity.Normal, bar =>
    {
        bar.HideIcon = true;
        bar.Action = "Undo";
        bar.OnClick = _ => InvokeAsync(async () =>
        {
            await undo();
            StateHasChanged();
        });
    });

    private Task ProposeAsync(Wish wish) => PressAsync(async () =>
    {
        Quiet();
        await Pad!.SaveNowAsync();
        if (!Pad.IsSaved)
            Trouble = "Not sent: your words could not be saved. They are still here.";
        else if (IsAgreement)
            await ProposeClauseAsync(wish);
        else
            await SayAsync();
    }, "Not sent. Your words are still here; try again in a moment.");

    private async Task ProposeClauseAsync(Wish wish)
    {
        var result = await Propose.RunAsync(Pad!.Id, Draft with { Answers = View!.Draft.Answers }, new(wish, oneSided), CivilDay.FindZone(Clock.Zone.Id)?.Id);
        if (result.State == ProposeState.Proposed)
        {
            Navigation.NavigateTo($"agreement/clauses/{result.Clause}");
            return;
        }

        reachesFar = result.ReachesFar;
        showsAsking = reachesFar is not null;
        asks = result.State == ProposeState.AsksFirst;
        overtaken = result.State is ProposeState.Overtaken or ProposeState.MineWait && Draft.Clause is not null;
        Trouble = result.State switch
        {
            ProposeState.Flawed => result.Flaw.Sentence(),
            ProposeState.AsksForOneSided => "It is for one of you only. Say first that this is how you want it.",
            ProposeState.CoolingOff => $"{Partner} declined the same a few days ago. It can be proposed again from {Clock.Day(result.Again!.Value)} on; other words can be proposed now.",
            ProposeState.Overtaken => "The words here have changed meanwhile. Yours are kept as your draft.",
            ProposeState.MineWait => $"Words of yours wait for an answer from {Partner} already. Take them back first; these are kept as your draft.",
            ProposeState.NotInForce => "There is nothing left to end here.",
            ProposeState.Alone => "Your partner is not here yet. Your draft is kept.",
            ProposeState.SpaceClosed => "This space is closed. Your draft is kept, for you alone.",
            ProposeState.NotFound => "This clause is not here any more. Your draft is kept.",
            ProposeState.AsksFirst or ProposeState.Proposed => null,
        };
    }

    private async Task SayAsync()
    {
        var result = await Say.RunAsync(Pad!.Id, Draft.Kind == DraftKind.Boundary ? StatementKind.Boundary : StatementKind.Request, Now.Line);
        reachesFar = result.ReachesFar;
        showsAsking = reachesFar is not null;
        Trouble = result.State switch
        {
            SayState.Flawed => string.IsNullOrWhiteSpace(Now.Line) ? "Write your sentence first." : "That is too long to say here: there is room for 600 characters. Your words are still here.",
            SayState.Alone => "Your partner is not here yet. Your draft is kept.",
            SayState.SpaceClosed => "This space is closed. Your draft is kept, for you alone.",
            SayState.ReachesFar or SayState.Said => null,
        };
        if (result.State == SayState.Said)
            Navigation.NavigateTo("agreement");
    }
}
