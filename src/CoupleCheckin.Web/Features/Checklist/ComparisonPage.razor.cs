using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>Two revealed sheets side by side. There is no score.</summary>
public sealed partial class ComparisonPage
{
    private static readonly TimeSpan AboutAYear = TimeSpan.FromDays(330);

    /// <summary>How many of the rest are drawn before somebody asks for the others: a page of a hundred rows would weigh on the server.</summary>
    private const int AtFirst = 24;

    private bool showsAll;
    private ComparisonView? view;
    private Guid shown;

    /// <summary>Which round.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private OpenComparison OpenComparison { get; set; } = null!;

    [Inject]
    private TakeAsTalkedAbout TakeAsTalkedAbout { get; set; } = null!;

    [Inject]
    private StartAgain StartAgain { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    private bool IsAYearAgo => Clock.Now - view!.RevealedAt > AboutAYear;

    private string PictureHref => view!.About.Topics is [var only] ? $"history?topic={(int)only}" : "history";

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) =>
        signal.Kind is SignalKind.Couple or SignalKind.Comparison
        || (signal.Kind == SignalKind.Round && view?.Parts.Any(part => part.Id.Value == signal.Id) == true);

    /// <summary>From one part to another the page stays and the round changes.</summary>
    protected override async Task OnParametersSetAsync()
    {
        if (IsLoaded && shown != Id)
            await ReadAgainAsync();
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        shown = Id;
        view = await OpenComparison.RunAsync(new(Id));
    }

    private Task TakeAsTalkedAboutAsync() => PressAsync(async () =>
    {
        await TakeAsTalkedAbout.RunAsync(new(Id), [.. view!.Comparison!.TalkFirst.Select(row => row.Behaviour)]);
        await LoadAsync();
    });

    private Task AgainAsync() => PressAsync(async () =>
    {
        if (await StartAgain.RunAsync(new(Id)) is { } round)
            Navigation.NavigateTo($"rounds/{round}");
        else
            Trouble = "There is nothing to answer again here.";
    });
}
