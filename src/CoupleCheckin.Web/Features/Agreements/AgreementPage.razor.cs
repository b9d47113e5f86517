using CoupleCheckin.App.Features.Agreements;
using CoupleCheckin.App.Signals;
using CoupleCheckin.Domain.Agreements;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CoupleCheckin.Web.Features.Agreements;

/// <summary>The agreement: what waits for an answer, what is in force, its versions, and what stands beside it.</summary>
public sealed partial class AgreementPage
{
    private const int FirstShown = 40;

    private DateOnly? day;
    private Guid? loadedOf;

    /// <summary>A clause of an earlier couple's agreement; the present one without.</summary>
    [SupplyParameterFromQuery]
    public Guid? Of { get; set; }

    [Inject]
    private OpenAgreement OpenAgreement { get; set; } = null!;

    [Inject]
    private TakeBackStatement TakeBackStatement { get; set; } = null!;

    [Inject]
    private SetZone SetZone { get; set; } = null!;

    [Inject]
    private PersonClock Clock { get; set; } = null!;

    private AgreementView? View { get; set; }

    private int Shown { get; set; } = FirstShown;

    private int ShownVersions { get; set; } = 8;

    private bool IsToday => View is null || View.Day == View.Today;

    private bool IsReadOnly => View is null || View.IsClosed || View.IsEarlier;

    private string? HereZone => CivilDay.FindZone(Clock.Zone.Id)?.Id;

    private string Lead => View switch
    {
        null => "The sentences the two of you live by.",
        { Number: 0 } => "The sentences the two of you live by.",
        { Since: { } since } => $"Version {View.Number}, in force since {since.InFull()}",
        _ => $"Version {View.Number}",
    };

    /// <inheritdoc/>
    protected override string PartnerName => View?.Partner?.Name ?? "your partner";

    /// <inheritdoc/>
    protected override bool Concerns(Signal signal) => signal.Kind is SignalKind.Agreement or SignalKind.MyClauseDrafts or SignalKind.Couple;

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        loadedOf = Of;
        View = await OpenAgreement.RunAsync(day, Of is { } of ? new ClauseId(of) : null);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsLoaded && loadedOf != Of)
        {
            day = null;
            await ReadAgainAsync();
        }
    }

    private static string ZoneInWords(string zone) => zone is CivilDay.FirstZone or "UTC" ? "universal time" : zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private string Whose(StatementLine said) => (said.Kind, said.IsMine) switch
    {
        (StatementKind.Boundary, true) => "A boundary of yours",
        (StatementKind.Boundary, false) => $"A boundary of {PartnerName}",
        (StatementKind.Request, true) => "A request from you",
        (StatementKind.Request, false) => $"A request from {PartnerName}",
    };

    private Task ShowAsync(DateOnly? shown)
    {
        day = shown == View?.Today ? null : shown;
        return ReadAgainAsync();
    }

    private Task TakeBackAsync(StatementLine said) => StepAsync(null, async () =>
    {
        if (!await TakeBackStatement.RunAsync(said.Id, takenBack: true))
            return "It is not here any more.";
        Snackbar.Add("Taken back", Severity.Normal, bar =>
        {
            bar.HideIcon = true;
            bar.Action = "Undo";
            bar.OnClick = _ => InvokeAsync(() => StepAsync(null, async () => await TakeBackStatement.RunAsync(said.Id, takenBack: false) ? null : "It could not be said again."));
        });
        return null;
    });

    private Task ChooseZoneAsync(string zone) => StepAsync(null, async () => await SetZone.RunAsync(zone) ? null : "This space is closed. Nothing new is written here.");
}
