using System.Security.Cryptography;
using System.Text;
using CoupleCheckin.App.Accounts;

namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// Remembers in a browser which accounts signed in here, so that somebody else's guesses elsewhere do not slow their owners
/// down (security.md 3.3). A browser is shared by a few people at most: the last four are kept, each with an id of its own.
/// </summary>
internal sealed class KnownDevices(SealedCookies cookies)
{
    private const string Cookie = "known";
    private const int Most = 4;
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <summary>The id of this browser for an account; null where the account is not known here.</summary>
    public string? Find(HttpContext context, string signInName)
    {
        var account = Account(signInName);
        return Read(context).FirstOrDefault(line => line.StartsWith(account, StringComparison.Ordinal))?[account.Length..];
    }

    /// <summary>Somebody signed in to this account here.</summary>
    public void Remember(HttpContext context, string signInName)
    {
        var account = Account(signInName);
        var others = Read(context).Where(line => !line.StartsWith(account, StringComparison.Ordinal)).Take(Most - 1);
        cookies.Write(context, Cookie, string.Join('\n', others.Prepend(account + Guid.NewGuid().ToString("N"))), Life);
    }

    /// <summary>The account is not there any more.</summary>
    public void Forget(HttpContext context, string signInName)
    {
        var account = Account(signInName);
        cookies.Write(context, Cookie, string.Join('\n', Read(context).Where(line => !line.StartsWith(account, StringComparison.Ordinal))), Life);
    }

    private string[] Read(HttpContext context) => cookies.Read(context, Cookie)?.Split('\n') ?? [];

    private static string Account(string signInName) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(SignInName.Normalise(SignInName.TryRead(signInName) ?? "")))) + " ";
}
