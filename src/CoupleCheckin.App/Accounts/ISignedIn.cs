using System.Security.Claims;
using CoupleCheckin.Domain.Couples;

namespace CoupleCheckin.App.Accounts;

/// <summary>Who is asking. The host knows it from the circuit or the request; no use case is told.</summary>
public interface ISignedIn
{
    /// <summary>The signed-in person and their session; null when nobody is signed in.</summary>
    Task<SignedIn?> FindAsync();
}

/// <summary>A signed-in person.</summary>
/// <param name="Person">Who.</param>
/// <param name="Session">In which session.</param>
public sealed record SignedIn(PersonId Person, Guid Session)
{
    internal const string SessionClaim = "session";

    /// <summary>Reads who is signed in; null when nobody is.</summary>
    public static SignedIn? In(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
        && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session)
            ? new(new(person), session)
            : null;
}
