using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Spectrum;

/// <summary>The starter set, drawn in its three zones, and the way into a round.</summary>
public sealed partial class SpectrumPage
{
    private IReadOnlyList<RoundLine> rounds = [];
    private bool starting;
    private bool failed;

    /// <summary>Who is here, as the shell read it.</summary>
    [CascadingParameter]
    public CoupleView? Couple { get; set; }

    [Inject]
    private BehaviourCatalogue Catalogue { get; set; } = null!;

    [Inject]
    private ListRounds ListRounds { get; set; } = null!;

    [Inject]
    private StartRound StartRound { get; set; } = null!;

    private IEnumerable<Behaviour> Starter => Catalogue.Starter.Select(key => Catalogue.Find(key)!);

    private RoundLine? Running => rounds.FirstOrDefault(round => round is { RevealedAt: null, IsClosed: false, IsEarlier: false });

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind == SignalKind.Round;

    /// <inheritdoc/>
    protected override async Task LoadAsync() => rounds = await ListRounds.RunAsync();

    private Task StartAsync() => InSpaceAsync(async () =>
    {
        if (starting)
            return;
        starting = true;
        try
        {
            if (await StartRound.RunAsync() is { } round)
                Navigation.NavigateTo($"rounds/{round}");
        }
        catch (NotSavedException)
        {
            failed = true;
        }
        finally
        {
            starting = false;
        }
    });
}
