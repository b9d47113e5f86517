using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Checklist;

/// <summary>Two revealed sheets side by side. There is no score.</summary>
public sealed partial class ComparisonPage
{
    private ComparisonView? view;

    /// <summary>Which round.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private OpenComparison OpenComparison { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind == SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync() => view = await OpenComparison.RunAsync(new(Id));
}
