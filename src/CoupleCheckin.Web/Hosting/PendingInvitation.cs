namespace CoupleCheckin.Web.Hosting;

/// <summary>The secret of the invitation somebody holds in hand, kept for an hour while they sign up or sign in.</summary>
internal sealed class PendingInvitation(SealedCookies cookies)
{
    private const string Cookie = "invitation";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public string? Find(HttpContext context) => cookies.Read(context, Cookie);

    public void Keep(HttpContext context, string secret) => cookies.Write(context, Cookie, secret, Life);

    public static void Forget(HttpContext context) => SealedCookies.Delete(context, Cookie);

    /// <summary>Where somebody goes on who has just come in.</summary>
    public string NextPage(HttpContext context) => Find(context) is null ? "today" : "join";
}
