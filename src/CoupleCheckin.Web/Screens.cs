using CoupleCheckin.Web.Account;
using CoupleCheckin.Web.Features.Agreements;
using CoupleCheckin.Web.Features.Concerns;
using CoupleCheckin.Web.Features.Journal;
using CoupleCheckin.Web.Features.Reflections;
using CoupleCheckin.Web.Features.Safety;
using CoupleCheckin.Web.Hosting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using MudBlazor;
using MudBlazor.Services;

namespace CoupleCheckin.Web;

/// <summary>The screens: Blazor Server with MudBlazor, and the few plain addresses beside them.</summary>
internal static class Screens
{
    /// <summary>The largest message a tab may send, in bytes; a pasted text of 100,000 characters passes (security.md 3.3).</summary>
    private const int LargestMessage = 512 * 1024;

    public static void AddScreens(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(KeepNoCircuits).AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.ShowTransitionDuration = 120;
            mud.SnackbarConfiguration.HideTransitionDuration = 120;
            mud.SnackbarConfiguration.SnackbarVariant = Variant.Filled;
        });
        services.AddScoped<AuthenticationStateProvider, SessionChecks>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<SignedInHere>());
        services.AddScoped<Shared.PersonClock>();
        services.AddScoped<Hearing>();
        services.AddJournal();
    }

    /// <summary>A circuit that is gone is gone: the page loads anew. Nothing of it is kept for coming back to (security.md 0).</summary>
    private static void KeepNoCircuits(CircuitOptions circuits)
    {
        circuits.PersistedCircuitInMemoryMaxRetained = 0;
        circuits.PersistedCircuitInMemoryRetentionPeriod = TimeSpan.Zero;
    }

    public static void MapScreens(this WebApplication app)
    {
        app.MapExit();
        app.MapMeasures();
        app.MapAgreementFiles();
        app.MapTakeAlong();
        app.MapJournal();
        app.MapPassage();
        app.MapExerciseDefinitions();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(render =>
        {
            render.DisableWebSocketCompression = true;
            render.ContentSecurityFrameAncestorsPolicy = "'none'";
        });
    }
}
