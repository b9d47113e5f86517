using CoupleCheckin.App.Accounts;

namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// Whether the password was typed in this session a moment ago, so that a recovery key, which opens everything, is made by its
/// owner and not by whoever finds an open browser.
/// </summary>
internal sealed class RecentProof(SealedCookies cookies)
{
    private const string Cookie = "proof";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public bool Stands(HttpContext context) =>
        SignedIn.In(context.User) is { } who && string.Equals(cookies.Read(context, Cookie), who.Session.ToString("N"), StringComparison.Ordinal);

    public void Give(HttpContext context, SignedIn who) => cookies.Write(context, Cookie, who.Session.ToString("N"), Life);

    public static void Forget(HttpContext context) => SealedCookies.Delete(context, Cookie);
}
