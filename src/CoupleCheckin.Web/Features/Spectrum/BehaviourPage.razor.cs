using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Spectrum;

/// <summary>One behaviour with everything it has.</summary>
public sealed partial class BehaviourPage
{

    /// <summary>Its key.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    [Inject]
    private BehaviourCatalogue Catalogue { get; set; } = null!;

    [Inject]
    private ReadSpectrum ReadSpectrum { get; set; } = null!;

    [Inject]
    private NameBehaviour NameBehaviour { get; set; } = null!;

    [Inject]
    private ChooseTopic ChooseTopic { get; set; } = null!;

    [Inject]
    private RetireOwnBehaviour RetireOwnBehaviour { get; set; } = null!;

    private SpectrumView View { get; set; } = null!;

    private Behaviour? Behaviour { get; set; }

    private PictureEntry? Entry { get; set; }

    private string? LastName { get; set; }

    private bool IsOff { get; set; }

    private BehaviourKey? Read { get; set; }

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) =>
        signal.Kind is SignalKind.Round or SignalKind.OwnBehaviour or SignalKind.MyChoices or SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsLoaded && Read?.Value != Key)
            await ReadAgainAsync();
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        (Entry, Behaviour, LastName, IsOff) = (null, null, null, false);
        Read = BehaviourKey.TryRead(Key);
        View = await ReadSpectrum.RunAsync();
        if (Read is not { } key)
            return;
        Behaviour = Catalogue.Find(key);
        IsOff = Behaviour is { IsOptIn: true, Retired: false } && !View.Topics.Contains(Behaviour.Topic);
        if (IsOff)
            return;
        Entry = Picture.Of(Catalogue, View).All.FirstOrDefault(entry => entry.Key == key);
        if (Entry is null)
            LastName = await NameBehaviour.RunAsync(key);
    }

    private Task ShowTopicAsync() => ActAsync(() => ChooseTopic.RunAsync(Behaviour!.Topic, shown: true));

    private Task RetireAsync() => ActAsync(() => RetireOwnBehaviour.RunAsync(Entry!.Key));

    private Task ActAsync(Func<Task> act) => PressAsync(async () =>
    {
        await act();
        await LoadAsync();
    });
}
