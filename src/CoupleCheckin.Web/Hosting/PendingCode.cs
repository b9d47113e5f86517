namespace CoupleCheckin.Web.Hosting;

/// <summary>The ticket of a sign-in whose password was right, in the browser that typed it, while its code is waited for.</summary>
internal sealed class PendingCode(SealedCookies cookies)
{
    private const string Cookie = "code";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public string? Find(HttpContext context) => cookies.Read(context, Cookie);

    public void Keep(HttpContext context, string ticket) => cookies.Write(context, Cookie, ticket, Life);

    public static void Forget(HttpContext context) => SealedCookies.Delete(context, Cookie);
}
