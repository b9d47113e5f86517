using System.Reflection;
using CoupleCheckin.App.Features.Couples;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace CoupleCheckin.Web.Layout;

/// <summary>The shell of every interactive page. Before the circuit is there it is drawn without anything of the couple.</summary>
public sealed partial class MainLayout : IDisposable
{
    private static readonly InRoomAttribute Hall = new(Room.Hall);
    private MudThemeProvider provider = null!;
    private ErrorBoundary? boundary;
    private bool isDark;
    private CoupleView? couple;

    /// <summary>Whether the person's system is dark.</summary>
    [CascadingParameter(Name = "IsDark")]
    public bool IsDark { get; set; }

    /// <summary>Which page this is.</summary>
    [CascadingParameter]
    public Microsoft.AspNetCore.Components.RouteData? Route { get; set; }

    [Inject]
    private ReadCouple ReadCouple { get; set; } = null!;

    [Inject]
    private Hearing Hearing { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private InRoomAttribute InRoom => Route?.PageType.GetCustomAttribute<InRoomAttribute>() ?? Hall;

    private string ShellClass => string.Join(' ', "shell", InRoom.Room switch
    {
        Room.Hall or Room.Us => "us",
        Room.JustMe => "me",
        Room.Sealed => "sealed",
    }, InRoom.IsFocused ? "focus" : "");

    private string SkipTarget => Navigation.Uri.Split('#')[0] + "#main";

    /// <inheritdoc/>
    public void Dispose() => Hearing.Heard -= OnHeard;

    /// <inheritdoc/>
    protected override void OnParametersSet() => boundary?.Recover();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        isDark = IsDark;
        if (!RendererInfo.IsInteractive)
            return;
        try
        {
            Hearing.Heard += OnHeard;
            couple = await ReadCouple.RunAsync();
        }
        catch (SpaceNotOpenException)
        {
            // The page asks for the password; the shell has nothing to show until then.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await provider.WatchSystemDarkModeAsync(dark => InvokeAsync(() =>
            {
                isDark = dark;
                StateHasChanged();
            }));
    }

    private void OnHeard(Signal signal)
    {
        if (signal.Kind != SignalKind.Couple)
            return;
        _ = InvokeAsync(async () =>
        {
            try
            {
                couple = await ReadCouple.RunAsync();
                StateHasChanged();
            }
            catch (SpaceNotOpenException)
            {
                couple = null;
            }
        });
    }
}
