using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.CheckIns;

/// <summary>The check-ins of the two: what is open, the rhythm, one's own picture, and the earlier ones.</summary>
public sealed partial class CheckInsPage
{
    private int pages = 1;
    private int reads;
    private Pace pace = Pace.Weekly;
    private DateOnly from;
    private TimeOnly at = new(19, 0);

    /// <summary>Who is here, as the shell read it.</summary>
    [CascadingParameter]
    public CoupleView? Couple { get; set; }

    [Inject]
    private ListCheckIns ListCheckIns { get; set; } = null!;

    [Inject]
    private BeginCheckIn BeginCheckIn { get; set; } = null!;

    [Inject]
    private SetRhythm SetRhythm { get; set; } = null!;

    [Inject]
    private SharePlot SharePlot { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    private CheckInsView? View { get; set; }

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.CheckIn or SignalKind.MyCheckIn or SignalKind.Couple or SignalKind.Talk;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var first = View is null;
        View = await ListCheckIns.RunAsync(pages);
        reads++;
        if (first)
        {
            from = View.Rhythm?.From ?? View.Today;
            if (View.Rhythm is { } rhythm)
                (pace, at) = (rhythm.Pace, TimeOnly.MinValue.AddMinutes(rhythm.Minute));
        }
    }

    private static string Sentence(CheckInLine line) => line switch
    {
        { RevealedAt: not null } => "Open for you both.",
        { CanOpen: true } => "You have both sealed. It opens when you are both ready to see.",
        { Mine: true } => "Your answers are sealed.",
        _ => "Answer alone. It opens for both at once.",
    };

    private Task BeginAsync() => PressAsync(async () =>
    {
        if (await BeginCheckIn.RunAsync() is { } id)
            Navigation.NavigateTo($"checkin/{id}");
        else
            Trouble = "This space is closed. Nothing new is written here.";
    });

    private Task SetAsync() => PressAsync(async () =>
    {
        Trouble = await SetRhythm.RunAsync(pace, from, (int)at.ToTimeSpan().TotalMinutes) ? null : "Not saved: that is not a day or a time.";
        await LoadAsync();
    });

    private Task ShareAsync(bool wanted) => SwitchAsync(async () =>
    {
        await SharePlot.RunAsync(wanted);
        await LoadAsync();
    });

    private Task MoreAsync() => PressAsync(async () =>
    {
        pages++;
        await LoadAsync();
    });
}
