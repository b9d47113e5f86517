using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CoupleCheckin.Web.Shared;
using Microsoft.AspNetCore.Components.Endpoints;

namespace CoupleCheckin.Web.Hosting;

/// <summary>
/// Pages that hold nothing of anybody, and are the same for whoever asks: the help pages. A browser may keep them for an hour, so that
/// they are there when the connection is not, and asks afterwards whether they changed (content.md 6.3, rule 12).
/// </summary>
internal sealed partial class PublicPages(RequestDelegate next)
{
    private const string Marker = nameof(PublicPages);

    /// <summary>Whether what is being answered may be kept by the browser.</summary>
    public static bool MayBeKept(HttpContext context) => context.Items.ContainsKey(Marker);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.IsDefined(typeof(PublicPageAttribute), inherit: false) != true)
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        using var page = new MemoryStream();
        context.Response.Body = page;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        // These pages have no form; the framework makes ready for one all the same. Whatever else concerns one browser alone is not for keeping.
        var headers = context.Response.Headers;
        headers.SetCookie = headers.SetCookie.Where(cookie => cookie?.StartsWith($"{Host.FormCookie}=", StringComparison.Ordinal) != true).ToArray();
        if (context.Response.StatusCode == StatusCodes.Status200OK && headers.SetCookie.Count == 0)
        {
            headers.Remove("Set-Cookie");
            headers.Remove("Pragma");
            var same = Encoding.UTF8.GetBytes(StateOfComponents().Replace(Encoding.UTF8.GetString(page.GetBuffer(), 0, (int)page.Length), ""));
            page.SetLength(0);
            await page.WriteAsync(same, context.RequestAborted);
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(same).AsSpan(0, 16))}\"";
            context.Items[Marker] = true;
            headers.CacheControl = "public, max-age=3600";
            headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch.Any(known => known?.Contains(tag, StringComparison.Ordinal) == true))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                context.Response.ContentLength = null;
                context.Response.ContentType = null;
                return;
            }
        }

        page.Position = 0;
        await page.CopyToAsync(body, context.RequestAborted);
    }

    /// <summary>What the framework leaves behind for scripts of its own, which these pages do not have; it is sealed anew each time.</summary>
    [GeneratedRegex("<!--Blazor-[A-Za-z-]+:[^>]*-->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StateOfComponents();
}
