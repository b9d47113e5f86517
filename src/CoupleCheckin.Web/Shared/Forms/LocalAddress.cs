namespace CoupleCheckin.Web.Shared.Forms;

/// <summary>Where to go on, when an address says so itself: only within this app.</summary>
public static class LocalAddress
{
    private const int Longest = 500;

    /// <summary>The address, when it is one of this server's own; otherwise null.</summary>
    public static string? Read(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && address.Length <= Longest && !address.Any(char.IsControl) ? address : null;

    /// <summary>The address, when it is a page to come back to; otherwise the other one. As a link of ours, which begins where the app begins.</summary>
    /// <param name="address">What the request asks for, from where the app begins.</param>
    /// <param name="otherwise">Where to go in place of a foreign address, or of one that leads out again.</param>
    public static string Or(string? address, string otherwise) =>
        Read(address) is { } own
        && !own.StartsWith("/exit", StringComparison.OrdinalIgnoreCase)
        && !own.StartsWith("/account/sign-", StringComparison.OrdinalIgnoreCase)
        && !Uri.UnescapeDataString(own).Contains("..", StringComparison.Ordinal)
            ? "." + own
            : otherwise;
}
