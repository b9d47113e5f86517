using CoupleCheckin.App.Accounts;
using CoupleCheckin.App.Storage;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace CoupleCheckin.Web.Hosting;

/// <summary>Asks every minute whether the session of an open tab still stands; a signal says so sooner when it does not.</summary>
internal sealed class SessionChecks(ILoggerFactory loggers, LiveSessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return SignedIn.In(authenticationState.User) is { } who && await sessions.StandsAsync(who);
        }
        catch (Exception failure) when (NotSavedException.Covers(failure))
        {
            // While the database is away, no page is taken off the screen with what somebody typed on it. It is asked again in a minute.
            return true;
        }
    }
}
