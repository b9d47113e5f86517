using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Features.Checklist;
using CoupleCheckin.App.Features.Conversations;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.Today;

/// <summary>The hall: what is open for me, who is here, and nothing private or sealed.</summary>
public sealed partial class TodayPage
{
    /// <summary>How many of what is over are shown without asking.</summary>
    private const int Few = 3;

    private IReadOnlyList<RoundLine> rounds = [];
    private TalksView? talks;
    private IReadOnlyList<WaitingLine> checkIns = [];

    /// <summary>Who is here, as the shell read it.</summary>
    [CascadingParameter]
    public CoupleView? Couple { get; set; }

    [Inject]
    private ListRounds ListRounds { get; set; } = null!;

    [Inject]
    private ListTalks ListTalks { get; set; } = null!;

    [Inject]
    private ReadWaiting ReadWaiting { get; set; } = null!;

    [Inject]
    private BeginAnew BeginAnew { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    /// <summary>What is being answered; rounds that were started together stand together.</summary>
    private List<List<RoundLine>> Going =>
        [.. rounds.Where(round => IsOpen(round) && round.RevealedAt is null).GroupBy(round => round.Pass?.Value ?? round.Id.Value).Select(group => group.ToList())];

    private List<RoundLine> Opened => [.. rounds.Where(round => IsOpen(round) && round.RevealedAt is not null).OrderByDescending(round => round.RevealedAt)];

    private List<RoundLine> Past => [.. rounds.Where(round => !IsOpen(round))];

    private string SeeSentence => Couple?.Partner is { } partner ? $"Only you see this page. {partner.Name} has another." : "Only you see this page.";

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.Round or SignalKind.Talk or SignalKind.Couple or SignalKind.MyChoices or SignalKind.CheckIn;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        rounds = await ListRounds.RunAsync();
        talks = await ListTalks.RunAsync();
        checkIns = await ReadWaiting.RunAsync();
    }

    private static bool IsOpen(RoundLine round) => !round.IsEarlier && !round.IsClosed;

    private Task BeginAnewAsync() => InSpaceAsync(async () =>
    {
        await BeginAnew.RunAsync();
        Navigation.NavigateTo("today", forceLoad: true);
    });
}
