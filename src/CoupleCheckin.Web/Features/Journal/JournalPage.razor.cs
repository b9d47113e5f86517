using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CoupleCheckin.Web.Features.Journal;

/// <summary>
/// The page around the journal: what it says in words, and the scripts. What somebody writes is none of this page's business: it is
/// static, so that there is no circuit on which a word of it could travel.
/// </summary>
public sealed partial class JournalPage
{
    private static readonly (string Name, string Icon)[] IconsOfTheScript =
    [
        ("lock", Icons.Material.Outlined.Lock), ("lock-open", Icons.Material.Outlined.LockOpen), ("search", Icons.Material.Outlined.Search),
        ("edit", Icons.Material.Outlined.Edit), ("add", Icons.Material.Outlined.Add), ("back", Icons.Material.Outlined.ArrowBack),
        ("close", Icons.Material.Outlined.Close), ("info", Icons.Material.Outlined.Info), ("cloud-off", Icons.Material.Outlined.CloudOff),
        ("error", Icons.Material.Outlined.ErrorOutline), ("check", Icons.Material.Outlined.Check), ("next", Icons.Material.Outlined.ChevronRight),
        ("download", Icons.Material.Outlined.FileDownload), ("calendar", Icons.Material.Outlined.Today),
    ];

    private string? partner;

    /// <summary>Which exercise to open.</summary>
    [Parameter]
    public string? Exercise { get; set; }

    /// <summary>The behaviour that a new entry is about.</summary>
    [SupplyParameterFromQuery]
    public string? Behaviour { get; set; }

    [Inject]
    private ReadCouple ReadCouple { get; set; } = null!;

    [Inject]
    private IConfiguration Configuration { get; set; } = null!;

    [Inject]
    private EndpointDataSource Endpoints { get; set; } = null!;

    private string WhoSees => $"Only you. Not {partner ?? "your partner"}, not the server.";

    private string Operator => HostSettings.OperatorName(Configuration);

    private string Start => Http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [_, "new"] => "new",
        [_, "exercises", ..] => "exercises",
        _ => "list",
    };

    /// <summary>The address people are to use, when it is another one and protected.</summary>
    private string? Protected => HostSettings.PublicOrigin(Configuration) is { } origin && origin.StartsWith("https:", StringComparison.Ordinal) ? $"{origin}{Http.Request.PathBase}/journal" : null;

    /// <summary>Where a passage can be handed over to a concern; nothing where there is no such place.</summary>
    private string? PassageAddress => IfThere("concerns/passage");

    private string? ExerciseAddress => IfThere("journal/definitions/exercises");

    private string? IfThere(string address) =>
        Endpoints.Endpoints.OfType<RouteEndpoint>().Any(endpoint => endpoint.RoutePattern.RawText?.Trim('/') == address) ? $"/{address}" : null;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async () => partner = (await ReadCouple.RunAsync(Http.RequestAborted)).Partner?.Name);
}
