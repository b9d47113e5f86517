using CoupleCheckin.App.Features.Behaviours;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Behaviours;
using CoupleCheckin.Domain.Catalogue;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Spectrum;

/// <summary>"Where would this sit?": one situation, one question at a time. Nothing of it is stored, sent or put into the address.</summary>
public sealed partial class WherePage
{
    private Picture picture = new([]);
    private Inquiry? inquiry;
    private Behaviour? behaviour;
    private Zone? start;
    private string? name;
    private string? hint;
    private string? read;
    private string sought = "";
    private bool isUnknown;
    private bool moved;
    private ElementReference heading;

    /// <summary>What it is about; null while nothing is chosen.</summary>
    [Parameter]
    public string? Key { get; set; }

    [Inject]
    private BehaviourCatalogue Catalogue { get; set; } = null!;

    [Inject]
    private ReadSpectrum ReadSpectrum { get; set; } = null!;

    private string? Partner { get; set; }

    private InquiryWords Say => new(inquiry?.Whose ?? WhoseAct.Mine, Partner ?? "your partner");

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind == SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsLoaded && read != Key)
            await ReadAgainAsync();
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var view = await ReadSpectrum.RunAsync();
        Partner = view.Partner?.Name;
        picture = Picture.Of(Catalogue, view);
        if (read == Key && inquiry is not null)
            return;
        read = Key;
        (inquiry, behaviour, start, name, hint, isUnknown) = (null, null, null, null, null, false);
        if (Key is null)
            return;
        var entry = BehaviourKey.TryRead(Key) is { } key ? picture.All.FirstOrDefault(entry => entry.Key == key) : null;
        isUnknown = entry is null;
        if (entry is null)
            return;
        behaviour = Catalogue.Find(entry.Key);
        (start, name, hint) = (entry.Agreed?.Openly, entry.Name, Hint(entry.Agreed));
        inquiry = new(behaviour, start);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!moved)
            return;
        moved = false;
        if (inquiry?.Now is not null)
            await heading.FocusAsync();
    }

    private static string? Hint(AgreedPlacement? agreed) => agreed switch
    {
        { Openly: { } openly } => $"In a round you both put it: {openly.Name()}, when it is done openly.",
        { KeptFromMe: { } kept } => $"In a round you both put it: {kept.Name()}, when it is kept from one of you.",
        _ => null,
    };

    private void Other() => (inquiry, name, moved) = (new(null, null), "Something that is not on the list", true);

    private void Answer(int choice)
    {
        inquiry!.Answer(choice);
        moved = true;
    }

    private void Back()
    {
        if (inquiry!.HasBegun)
            inquiry.Back();
        else
            (inquiry, name) = (null, null);
        moved = true;
    }

    /// <summary>Begins anew, with the act of the other where somebody wants to look at it the other way round.</summary>
    private void Again(WhoseAct? whose)
    {
        inquiry = new(behaviour, start);
        if (whose is { } act)
            inquiry.Answer((int)act);
        moved = true;
    }
}
