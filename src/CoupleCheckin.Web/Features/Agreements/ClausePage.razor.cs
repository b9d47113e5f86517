using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Agreements;

/// <summary>One clause: what stands, what waits for an answer, and everything that was said and signed.</summary>
public sealed partial class ClausePage
{
    private Guid loaded;

    /// <summary>Which clause.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private OpenClause OpenClause { get; set; } = null!;

    [Inject]
    private Propose Propose { get; set; } = null!;

    [Inject]
    private AskForReview AskForReview { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    [Inject]
    private SaveOwnReason SaveOwnReason { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private ClauseView? View { get; set; }

    private Autosave<OwnReason>? Reason { get; set; }

    private int? CurrentVersion => View?.Standing is null ? null : View.History.Where(step => step.From <= View.Today).Max(step => step.Version);

    private DateOnly? Coming => View?.History.Where(step => step.From > View.Today).MaxBy(step => step.Version)?.From;

    private string Lead => View switch
    {
        { Standing.IsUnderReview: true } => "In force, and under review",
        { Standing: { } standing } => $"In force since {standing.From.InFull()}{(Coming is { } then ? $"; the next words are signed and count from {then.InFull()}" : "")}",
        _ when Coming is { } coming => $"Signed by you both, in force from {coming.InFull()}",
        { Open: not null } => "Not in force until you have both signed the same words",
        _ => "Not in force",
    };

    /// <inheritdoc/>
    protected override string PartnerName => View?.Partner.Name ?? "your partner";

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => (signal.Kind is SignalKind.Agreement or SignalKind.MyClauseDrafts && signal.Id == Id) || signal.Kind == SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        if (loaded != Id)
            OnGone();
        loaded = Id;
        if (Reason is not null)
            await Reason.Settled;
        var saves = Reason?.Saves ?? -1;
        View = await OpenClause.RunAsync(new(Id));
        if (View is null)
            return;
        if (Reason is null)
            Reason = new(View.MyReason, SaveReasonAsync, (now, before, after) => now.WithChange(before, after), Time);
        else
            Reason.Take(View.MyReason, saves);
    }

    /// <inheritdoc/>
    protected override void OnGone()
    {
        Reason?.Dispose();
        Reason = null;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsLoaded && loaded != Id)
            await ReadAgainAsync();
    }

    private async Task<Kept<OwnReason>?> SaveReasonAsync(OwnReason before, OwnReason after)
    {
        SaveOwnReasonResult? result = null;
        await InSpaceAsync(async () => result = await SaveOwnReason.RunAsync(new(loaded), before, after));
        return result is null ? null : new(
            result.State switch
            {
                SaveOwnReasonState.Saved => KeptState.Saved,
                SaveOwnReasonState.TooLong => KeptState.TooLong,
                SaveOwnReasonState.Unreadable => KeptState.Unreadable,
                SaveOwnReasonState.NotFound => KeptState.NotOpen,
            },
            result.Kept);
    }

    private string ReviewSentence(ClauseLine standing) => View switch
    {
        { IAskedForReview: true, PartnerAskedForReview: true } => "You both asked to look at it again. It stays in force until you have both signed other words.",
        { IAskedForReview: true } => $"You asked to look at it again. It stays in force until you have both signed other words.",
        { PartnerAskedForReview: true } => $"{PartnerName} asks to look at it again. It stays in force until you have both signed other words.",
        _ => $"You meant to look at it again on {standing.ReviewOn?.InFull()}. To keep it, propose the same words with a later day.",
    };

    private string StepTitle(ClauseStepView step)
    {
        var who = step.IsMine ? "You" : PartnerName;
        return step switch
        {
            { State: ProposalState.Agreed, Form: TermsForm.Ending } => $"Version {step.Version}: ended",
            { State: ProposalState.Agreed } => $"Version {step.Version}, signed by you both",
            { State: ProposalState.Open } => $"{who} proposed it; it waits for an answer",
            { State: ProposalState.Countered } => $"{who} proposed words that were answered with others",
            { State: ProposalState.Declined } => $"{who} proposed words; {(step.IsMine ? PartnerName : "you")} declined them",
            { State: ProposalState.Withdrawn } => $"{who} proposed words and took them back",
            _ => "",
        };
    }

    private string StepDays(ClauseStepView step) => step switch
    {
        { SignedOn: { } signed, From: { } from } when from > signed => $"Signed on {signed.InFull()}, from {from.InFull()} on",
        { SignedOn: { } signed } => signed.InFull(),
        { ClosedAt: { } closed } => $"{Clock.Day(step.At)}, {(step.State == ProposalState.Declined ? "declined" : "taken back")} on {Clock.Day(closed)}",
        _ => Clock.Day(step.At),
    };

    private Task ReviewAsync() => StepAsync(new(Id), async () => Sentence(await AskForReview.RunAsync(new(Id), asked: !View!.IAskedForReview)));

    private Task EndAsync() => StepAsync(new(Id), async () =>
    {
        var result = await Propose.RunAsync(Guid.NewGuid(), new(DraftKind.Agreement, new() { Form = TermsForm.Ending }, new ClauseId(Id), null), default);
        return result.State switch
        {
            ProposeState.Proposed => Said($"Proposed. It stays in force until {PartnerName} has signed that it ends."),
            ProposeState.CoolingOff => $"{PartnerName} declined this a few days ago. It can be proposed again from {Clock.Day(result.Again!.Value)} on.",
            ProposeState.Overtaken or ProposeState.MineWait => "Not proposed: there are other words now that wait for an answer.",
            ProposeState.NotInForce => "It is not in force any more.",
            ProposeState.SpaceClosed => "This space is closed. Nothing new is written here.",
            _ => "It could not be proposed.",
        };
    });
}
