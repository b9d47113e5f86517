using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CoupleCheckin.Web.Hosting;

/// <summary>Small facts that a browser carries for us and cannot read: sealed with the server's cookie keys, and short of life.</summary>
internal sealed class SealedCookies(IDataProtectionProvider protection)
{
    /// <summary>What a cookie says; null when there is none, or when it is too old or not ours.</summary>
    public string? Read(HttpContext context, string name)
    {
        if (context.Request.Cookies[FullName(name)] is not { Length: > 0 } value)
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
        context.Response.Cookies.Append(FullName(name), Protector(name).Protect(value, life), Options(life));

    public static void Delete(HttpContext context, string name) => context.Response.Cookies.Delete(FullName(name), Options(null));

    private static CookieOptions Options(TimeSpan? life) =>
        new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = life, IsEssential = true };

    private static string FullName(string name) => $"__Host-notes-{name}";

    private ITimeLimitedDataProtector Protector(string name) => protection.CreateProtector("cookie", name).ToTimeLimitedDataProtector();
}
