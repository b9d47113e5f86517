using System.Globalization;
using System.Runtime.CompilerServices;
using CoupleCheckin.App.Operations;
using CoupleCheckin.Web.Hosting;

namespace CoupleCheckin.Web.Commands;

/// <summary>What doctor looks at: what the app knows of its data, and what the host knows of settings, certificates and backups.</summary>
internal static class Checkup
{
    private const int SoonDays = 21;

    public static async IAsyncEnumerable<Finding> LookAsync(IConfiguration configuration, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wrong = false;
        foreach (var finding in Settings(configuration))
        {
            wrong |= finding.Standing is Standing.Bad;
            yield return finding;
        }

        if (wrong)
            yield break;
        var options = HostSettings.Read(configuration);
        foreach (var finding in await new Doctor(options, TimeProvider.System).LookAsync(cancellationToken))
            yield return finding;
        foreach (var finding in Certificates(configuration))
            yield return finding;
        yield return BackupsOf(configuration, options);
    }

    private static IEnumerable<Finding> Settings(IConfiguration configuration)
    {
        Finding finding;
        try
        {
            HostSettings.Check(configuration);
            finding = new("Settings", Standing.Good, "Every setting has a value that can be used.");
        }
        catch (SettingRefusedException refused)
        {
            finding = new("Settings", Standing.Bad, refused.Message);
        }

        yield return finding;
        foreach (var name in HostSettings.Unknown(configuration))
            yield return new("Settings", Standing.Look, $"{name} is no setting of this program. Look for a slip of the pen, or take it away.");
    }

    private static IEnumerable<Finding> Certificates(IConfiguration configuration)
    {
        const string What = "Certificate";
        var named = NamedCertificate.OfAddresses(configuration).ToList();
        if (named.Count == 0 && !HostSettings.Home(configuration))
        {
            var elsewhere = HostSettings.PublicOrigin(configuration)?.StartsWith("https:", StringComparison.Ordinal) == true;
            yield return new(What, elsewhere ? Standing.Good : Standing.Look, elsewhere
                ? "None here: a proxy in front is said to have one."
                : "None: the pages work on this computer only. For a phone, start with --home, or see docs/hosting.md.");
        }

        foreach (var certificate in named)
            yield return Look(certificate);
        if (NamedCertificate.OfCookieKeys(configuration) is { } cookies)
            yield return Look(cookies);
        if (HostSettings.Home(configuration))
            yield return new(What, Standing.Good, "The server makes and renews its own (--home).");

        static Finding Look(NamedCertificate named)
        {
            try
            {
                using var certificate = named.Open();
                var left = (certificate.NotAfter.ToUniversalTime() - TimeProvider.System.GetUtcNow().UtcDateTime).Days;
                return left < 0 ? new(What, Standing.Bad, string.Create(CultureInfo.InvariantCulture, $"{named.Path} ended on {certificate.NotAfter:yyyy-MM-dd}. Get a new one, and restart."))
                    : left < SoonDays ? new(What, Standing.Look, string.Create(CultureInfo.InvariantCulture, $"{named.Path} ends in {left} days. Get a new one, and restart."))
                    : new(What, Standing.Good, string.Create(CultureInfo.InvariantCulture, $"{named.Path} is good until {certificate.NotAfter:yyyy-MM-dd}."));
            }
            catch (SettingRefusedException refused)
            {
                return new(What, Standing.Bad, refused.Message);
            }
        }
    }

    private static Finding BackupsOf(IConfiguration configuration, CoupleCheckin.App.AppOptions options)
    {
        const string What = "Backups";
        if (BackupSettings.Read(configuration) is not { } settings)
            return new(What, Standing.Look, "None are made by themselves. Choose a folder on another disk with CoupleCheckin__Backup__Folder.");
        var newest = new BackupShelf(new(options, TimeProvider.System), settings.Folder, null, settings.Keep, TimeProvider.System).NewestAt;
        if (newest is not { } at)
            return new(What, Standing.Look, $"There is none in {settings.Folder} yet. The server makes the first soon after its start.");
        var age = TimeProvider.System.GetUtcNow() - at;
        return age > 3 * settings.Every
            ? new(What, Standing.Bad, string.Create(CultureInfo.InvariantCulture, $"The newest in {settings.Folder} is {age.TotalDays:0} days old. Look at what the server says about backups."))
            : new(What, Standing.Good, string.Create(CultureInfo.InvariantCulture, $"The newest in {settings.Folder} is of {at:yyyy-MM-dd HH:mm} UTC."));
    }
}
