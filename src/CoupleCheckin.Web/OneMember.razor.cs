using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;
using CoupleCheckin.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CoupleCheckin.Web;

/// <summary>
/// The owner guard around the router: it remembers whose page this is. When that changes, or the session ends, everything of
/// the app is taken off the screen first (security.md 3.5).
/// </summary>
public sealed partial class OneMember : IDisposable
{
    private bool isTheirs = true;
    private SignedIn? owner;

    /// <summary>The app.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject]
    private SignedInHere Here { get; set; } = null!;

    [Inject]
    private Hearing Hearing { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Hearing.Heard -= OnHeard;
        Here.Changed -= Clear;
        Authentication.AuthenticationStateChanged -= Compare;
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        owner = SignedIn.In((await Authentication.GetAuthenticationStateAsync()).User);
        Authentication.AuthenticationStateChanged += Compare;
        Here.Changed += Clear;
        try
        {
            Hearing.Heard += OnHeard;
            await Hearing.BeginAsync();
        }
        catch (SpaceNotOpenException)
        {
            // The page itself answers a locked space; there is nothing to hear until it is open.
        }
    }

    private void OnHeard(Signal signal)
    {
        if (signal.Kind == SignalKind.SessionEnded)
            Clear();
    }

    private async void Compare(Task<AuthenticationState> change)
    {
        if (!Equals(owner, SignedIn.In((await change).User)))
            Clear();
    }

    private void Clear() => _ = InvokeAsync(() =>
    {
        isTheirs = false;
        StateHasChanged();
    });
}
