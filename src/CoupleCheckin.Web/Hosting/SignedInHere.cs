using CoupleCheckin.App.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// Who is asking, in a request or in a circuit. A circuit belongs to whoever opened it: when another person signs in on the same
/// browser, the framework changes the circuit's user on reconnect, and from then on nobody is signed in here (security.md 3.5).
/// </summary>
internal sealed class SignedInHere(AuthenticationStateProvider authentication, IHttpContextAccessor http) : CircuitHandler, ISignedIn
{
    private SignedIn? opener;
    private bool inCircuit;

    /// <summary>Somebody else is on the other end now, or nobody; the page must go.</summary>
    public event Action? Changed;

    public async Task<SignedIn?> FindAsync()
    {
        if (!inCircuit)
            return SignedIn.In(http.HttpContext is { } context ? context.User : (await authentication.GetAuthenticationStateAsync()).User);
        return await IsStillSameAsync() ? opener : null;
    }

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        inCircuit = true;
        opener = await CurrentAsync();
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => CheckAsync();

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
        await CheckAsync();
        await next(activity);
    };

    private async Task CheckAsync()
    {
        if (!await IsStillSameAsync())
            Changed?.Invoke();
    }

    private async Task<bool> IsStillSameAsync() => Equals(opener, await CurrentAsync());

    private async Task<SignedIn?> CurrentAsync() => SignedIn.In((await authentication.GetAuthenticationStateAsync()).User);
}
