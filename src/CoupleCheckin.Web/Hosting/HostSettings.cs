using CoupleCheckin.App;
using CoupleCheckin.Domain.Journal;

namespace CoupleCheckin.Web.Hosting;

/// <summary>Reads what a self-hoster can set (docs/hosting.md).</summary>
internal static class HostSettings
{
    /// <summary>Where it listens when nothing else is said.</summary>
    public const string DefaultAddress = "http://localhost:5080";

    public static AppOptions Read(IConfiguration configuration) => new(
        configuration["CoupleCheckin:DataDirectory"] is { Length: > 0 } directory ? Path.GetFullPath(directory) : DefaultDataDirectory,
        configuration.GetConnectionString("Postgres") is { Length: > 0 } connection ? connection : null,
        Path.Combine(AppContext.BaseDirectory, "seeds"))
    {
        JournalBytes = configuration.GetValue<long?>("CoupleCheckin:JournalMegabytes") is { } megabytes and > 0 ? megabytes * 1024 * 1024 : JournalLimits.MostBytes,
    };

    /// <summary>Who runs this server, as people are told.</summary>
    public static string OperatorName(IConfiguration configuration) =>
        configuration["CoupleCheckin:OperatorName"] is { Length: > 0 } name ? name : "whoever set it up";

    /// <summary>Where "Leave" leads after the session is ended; the app's own neutral page when nothing is set.</summary>
    public static Uri? ExitAddress(IConfiguration configuration) =>
        Uri.TryCreate(configuration["CoupleCheckin:ExitAddress"], UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : null;

    /// <summary>The address people use, where a proxy stands in front; null to go by the request.</summary>
    public static string? PublicOrigin(IConfiguration configuration) =>
        Uri.TryCreate(configuration["CoupleCheckin:PublicOrigin"], UriKind.Absolute, out var origin) ? origin.GetLeftPart(UriPartial.Authority) : null;

    private static string DefaultDataDirectory =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "couple-checkin");
}
