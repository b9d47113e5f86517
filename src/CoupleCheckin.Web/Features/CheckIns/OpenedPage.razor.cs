using CoupleCheckin.App.Features.CheckIns;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.CheckIns;
using CoupleCheckin.Domain.Checklist;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CoupleCheckin.Web.Features.CheckIns;

/// <summary>A check-in that is open: what both wrote, side by side, and what the two take along.</summary>
public sealed partial class OpenedPage
{
    private int reads;
    private string? said;

    /// <summary>Which check-in.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    [Inject]
    private OpenCheckIn OpenCheckIn { get; set; } = null!;

    [Inject]
    private TakeCheckInStep TakeCheckInStep { get; set; } = null!;

    [Inject]
    private TakeAlong TakeAlong { get; set; } = null!;

    private CheckInView? View { get; set; }

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.CheckIn or SignalKind.Couple or SignalKind.Talk;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        View = await OpenCheckIn.RunAsync(new RoundId(Id));
        reads++;
        if (View is { IsRevealed: false })
        {
            View = null;
            Navigation.NavigateTo($"checkin/{new RoundId(Id)}", replace: true);
        }
    }

    private static bool Says(CheckInQuestion question, CheckInSheet? sheet) =>
        sheet is not null && (sheet[question.Key].Length > 0 || (question.AsksEase && sheet.Ease is not null));

    private static string EaseOf(CheckInQuestion question, CheckInSheet sheet) => question.AsksEase && sheet.Ease is { } ease ? $". At ease: {ease.Name()}" : "";

    private bool IsSaid(CheckInQuestion question) => Says(question, View!.Sheet) || Says(question, View.Partners);

    private async Task<bool> TakeAsync(Guid id, LotKind kind, string text)
    {
        said = null;
        await PressAsync(async () =>
        {
            Trouble = await TakeAlong.RunAsync(id, kind, text) switch
            {
                LotStep.NotALine => "Not saved: that is too long, or has a character that cannot be kept. Your words are still here.",
                LotStep.Full => "The list is full. Let something go first. Your words are still here.",
                null => "This space is closed. Nothing new is written here.",
                LotStep.Taken or LotStep.AlreadyTaken => null,
            };
            said = Trouble is null ? "Taken along." : null;
            await LoadAsync();
        });
        StateHasChanged();
        return said is not null;
    }

    private Task FinishAsync() => PressAsync(async () =>
    {
        await TakeCheckInStep.RunAsync(new(Id), CheckInAct.Finish);
        Navigation.NavigateTo("checkin");
    });
}
