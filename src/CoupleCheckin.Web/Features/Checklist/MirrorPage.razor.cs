using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Checklist;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>The same list twice, "if I did it" and "if you did it", and where the two differ. It stays with whoever looks.</summary>
public sealed partial class MirrorPage
{
    private ElementReference heading;
    private bool isSaved;
    private bool hasFailed;
    private bool wasAtTheEnd;
    private (BehaviourKey Behaviour, MirrorPlacement Placement)? unsaved;

    /// <summary>Which round.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private OpenMirror OpenMirror { get; set; } = null!;

    [Inject]
    private SaveMirror SaveMirror { get; set; } = null!;

    private MirrorView? View { get; set; }

    private int Index { get; set; } = -1;

    private RoundCard? Card => Index >= 0 && Index < View!.Cards.Count ? View.Cards[Index] : null;

    private string Lead => View!.CanChange
        ? "Where you placed the same thing differently for yourself and for the other. It is no fault, only something to know."
        : "Your sheet is sealed or the round is over, so this stands as it is. It stays with you.";

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => (signal.Kind is SignalKind.Round or SignalKind.MyAnswers && signal.Id == Id) || signal.Kind == SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var first = View is null;
        View = await OpenMirror.RunAsync(new(Id));
        if (View is not null && unsaved is { } kept)
            View = View with { Mirror = View.Mirror.With(kept.Behaviour, kept.Placement) };
        if (first && View is not null)
        {
            Index = View.Cards.ToList().FindIndex(card => View.Mirror[card.Key] == MirrorPlacement.Blank);
            if (Index < 0)
                Index = View.Cards.Count;
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var isAtTheEnd = View is not null && Card is null;
        if (isAtTheEnd && !wasAtTheEnd)
            await heading.FocusAsync(preventScroll: false);
        wasAtTheEnd = isAtTheEnd;
    }

    private void Move(int by) => (Index, isSaved) = (Index + by, false);

    private Task SaveAsync(MirrorPlacement placement)
    {
        if (View is not { } view || Card is not { } card)
            return Task.CompletedTask;
        (unsaved, isSaved) = ((card.Key, placement), false);
        View = view with { Mirror = view.Mirror.With(card.Key, placement) };
        return SaveAgainAsync();
    }

    private Task SaveAgainAsync() => InSpaceAsync(async () =>
    {
        if (unsaved is not { } sent)
            return;
        try
        {
            var wasTaken = await SaveMirror.RunAsync(new(Id), sent.Behaviour, sent.Placement);
            hasFailed = false;
            if (unsaved == sent)
                (unsaved, isSaved) = (null, wasTaken);
        }
        catch (Exception failure) when (NotSavedException.Covers(failure))
        {
            (isSaved, hasFailed) = (false, true);
        }
    });

    private async Task StopAsync()
    {
        await SaveAgainAsync();
        if (!hasFailed)
            Navigation.NavigateTo($"rounds/{new RoundId(Id)}");
    }
}
