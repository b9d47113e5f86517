namespace CoupleCheckin.Web.Shared.Forms;

/// <summary>Where to go on, when an address says so itself: only within this app.</summary>
public static class LocalAddress
{
    /// <summary>The address, when it is one of this app's own pages; otherwise the other one.</summary>
    /// <param name="address">What the request asks for.</param>
    /// <param name="otherwise">Where to go in place of a foreign address.</param>
    public static string Or(string? address, string otherwise) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && address.Length <= 500 && !address.Any(char.IsControl)
        && !address.StartsWith("/exit", StringComparison.OrdinalIgnoreCase) && !address.StartsWith("/account/sign-", StringComparison.OrdinalIgnoreCase)
            ? address
            : otherwise;
}
