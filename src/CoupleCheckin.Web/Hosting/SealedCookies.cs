using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CoupleCheckin.Web.Hosting;

/// <summary>Small facts that a browser carries for us and cannot read: sealed with the server's cookie keys, and short of life.</summary>
internal sealed class SealedCookies(IDataProtectionProvider protection)
{
    /// <summary>What a cookie says; null when there is none, or when it is too old or not ours.</summary>
    public string? Read(HttpContext context, string name)
    {
        if (context.Request.Cookies[FullName(context, name)] is not { Length: > 0 } value)
            return null;
        try
        {
            return Protector(name).Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Write(HttpContext context, string name, string value, TimeSpan life) =>
        context.Response.Cookies.Append(FullName(context, name), Protector(name).Protect(value, life), Options(context, life));

    public static void Delete(HttpContext context, string name) => context.Response.Cookies.Delete(FullName(context, name), Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? life) =>
        new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = PathBase.Of(context.Request), MaxAge = life, IsEssential = true };

    private static string FullName(HttpContext context, string name) => $"{PathBase.CookieName(context.Request.PathBase)}-{name}";

    private ITimeLimitedDataProtector Protector(string name) => protection.CreateProtector("cookie", name).ToTimeLimitedDataProtector();
}
