using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Behaviours;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>The same cards, answered only for oneself: the private form of a round (GT2).</summary>
public sealed partial class OwnSheetPage
{
    private readonly Dictionary<BehaviourKey, AnswerDraft> answers = [];
    private ElementReference heading;
    private bool wasAtTheEnd;

    /// <summary>Which round.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The behaviour with which to begin; without one, the first that is blank.</summary>
    [SupplyParameterFromQuery]
    public string? Behaviour { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private OpenRound OpenRound { get; set; } = null!;

    [Inject]
    private SaveAnswer SaveAnswer { get; set; } = null!;

    private RoundView? Round { get; set; }

    private int Index { get; set; } = -1;

    private RoundCard? Card => Index >= 0 && Index < Round!.Cards.Count ? Round.Cards[Index] : null;

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => (signal.Kind is SignalKind.Round or SignalKind.MyAnswers && signal.Id == Id) || signal.Kind == SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var first = Round is null;
        await Task.WhenAll(answers.Values.Select(draft => draft.Settled));
        var saves = answers.ToDictionary(answer => answer.Key, answer => answer.Value.Saves);
        Round = await OpenRound.RunAsync(new(Id));
        if (Round is null)
            return;
        foreach (var card in Round.Cards)
        {
            if (!answers.TryGetValue(card.Key, out var draft))
                answers[card.Key] = new(Round.ForMyself[card.Key], (before, after) => SaveAsync(card.Key, before, after), Time);
            else
                draft.Take(Round.ForMyself[card.Key], saves.GetValueOrDefault(card.Key, -1));
        }

        if (first)
        {
            var asked = Round.Cards.ToList().FindIndex(card => card.Key.Value == Behaviour);
            var blank = Round.Cards.ToList().FindIndex(card => !Round.ForMyself[card.Key].IsPlaced);
            Index = asked >= 0 ? asked : blank < 0 ? Round.Cards.Count : blank;
        }
    }

    /// <inheritdoc/>
    protected override void OnGone()
    {
        foreach (var draft in answers.Values)
            draft.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var isAtTheEnd = Round is not null && (Card is null || Round.IsClosed);
        if (isAtTheEnd && !wasAtTheEnd)
            await heading.FocusAsync(preventScroll: false);
        wasAtTheEnd = isAtTheEnd;
    }

    private async Task<SaveAnswerResult?> SaveAsync(BehaviourKey behaviour, Placement before, Placement after)
    {
        SaveAnswerResult? result = null;
        await InSpaceAsync(async () => result = await SaveAnswer.RunAsync(new(Id), behaviour, before, after, onlyForMe: true));
        return result;
    }

    private async Task StopAsync()
    {
        foreach (var draft in answers.Values)
            await draft.SaveNowAsync();
        if (answers.Values.All(draft => draft.IsSaved))
            Index = Round!.Cards.Count;
    }
}
