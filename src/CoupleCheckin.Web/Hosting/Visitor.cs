using System.Net;
using System.Net.Sockets;
using CoupleCheckin.App.Accounts;

namespace CoupleCheckin.Web.Hosting;

/// <summary>What a request says about where it comes from, and no more of it than is needed.</summary>
internal static class Visitor
{
    /// <summary>Where a try to sign in to an account comes from.</summary>
    public static Origin Origin(HttpContext context, string signInName) =>
        new(Network(context.Connection.RemoteIpAddress), context.RequestServices.GetRequiredService<KnownDevices>().Find(context, signInName));

    /// <summary>The client's network (/24 or /64) and no finer address. It stays in memory; where servers count together, it is sealed before it leaves it.</summary>
    internal static string Network(IPAddress? address)
    {
        if (address is null)
            return "none";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        var network = bytes.AsSpan(0, plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 8);
        return Convert.ToHexString(network);
    }

    /// <summary>How the owner's list of sessions calls this browser: "Firefox on Windows", never what it sent.</summary>
    public static string Label(HttpContext context) => Label(context.Request.Headers.UserAgent.ToString());

    internal static string Label(string userAgent)
    {
        var browser = First(userAgent, ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrom", "Chrome"), ("Safari/", "Safari"));
        var system = First(userAgent, ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"));
        return (browser, system) switch
        {
            (null, null) => "A browser",
            (null, _) => $"A browser on {system}",
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? First(string text, params (string Sign, string Name)[] known) =>
        known.FirstOrDefault(one => text.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
