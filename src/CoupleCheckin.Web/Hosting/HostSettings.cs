using System.Text.RegularExpressions;
using CoupleCheckin.App;
using CoupleCheckin.Domain.Journal;

namespace CoupleCheckin.Web.Hosting;

/// <summary>Reads what a self-hoster can set (docs/hosting.md).</summary>
internal static partial class HostSettings
{
    /// <summary>Where it listens when nothing else is said.</summary>
    public const string DefaultAddress = "http://localhost:5080";

    private const string PostgresConnection = "ConnectionStrings:Postgres";

    public static AppOptions Read(IConfiguration configuration) => new(
        configuration["CoupleCheckin:DataDirectory"] is { Length: > 0 } directory ? Path.GetFullPath(directory) : DefaultDataDirectory,
        configuration[PostgresConnection] is { Length: > 0 } connection ? connection : null,
        Path.Combine(AppContext.BaseDirectory, "seeds"))
    {
        PostgresPrograms = configuration["CoupleCheckin:Backup:PostgresPrograms"] is { Length: > 0 } programs ? programs : null,
        CookieKeysCertificate = configuration["CoupleCheckin:CookieKeysCertificate"] is { Length: > 0 } certificate ? certificate : null,
        CookieKeysCertificatePassword = configuration["CoupleCheckin:CookieKeysCertificatePassword"],
        MigrateAtStart = configuration.GetValue<bool?>("CoupleCheckin:MigrateAtStart") ?? true,
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

    /// <summary>The path below which the app stands on its host, such as "/us"; empty at the root.</summary>
    public static PathString PathBase(IConfiguration configuration) =>
        configuration["CoupleCheckin:PathBase"] is { Length: > 0 } path ? new(path.TrimEnd('/')) : default;

    /// <summary>Where the app begins for people: scheme, host and path.</summary>
    public static string Beginning(IConfiguration configuration, HttpRequest request) =>
        $"{PublicOrigin(configuration) ?? $"{request.Scheme}://{request.Host}"}{request.PathBase}";

    /// <summary>Whether it listens on the home network with a certificate of its own.</summary>
    public static bool Home(IConfiguration configuration) => configuration.GetValue<bool>("CoupleCheckin:Home");

    /// <summary>The settings as the server reads them, for a command.</summary>
    public static IConfiguration Configuration(string[] settings) => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(settings).Build();

    /// <summary>Looks whether every setting can be used.</summary>
    /// <exception cref="SettingRefusedException">One cannot; the message names it and what it may be.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var level in configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
                throw new SettingRefusedException($"The setting {Spelt(level.Path)} is “{level.Value}”, and it has to be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
        }

        foreach (var (name, (may, fits)) in Known)
        {
            if (configuration[name] is { Length: > 0 } value && !fits(value))
                throw new SettingRefusedException($"The setting {Spelt(name)} {(HasSecret(name) ? "cannot be read" : $"is “{value}”")}, and it has to be {may}.");
        }
    }

    /// <summary>Looks whether the server can use every setting: the same, and every certificate that one names.</summary>
    /// <exception cref="SettingRefusedException">One cannot; the message names it.</exception>
    public static void CheckToServe(IConfiguration configuration)
    {
        Check(configuration);
        foreach (var certificate in NamedCertificate.OfAddresses(configuration))
            certificate.Open().Dispose();
        NamedCertificate.OfCookieKeys(configuration)?.Open().Dispose();
    }

    /// <summary>Settings under our name that are none: slips of the pen.</summary>
    public static IEnumerable<string> Unknown(IConfiguration configuration) => configuration.GetSection("CoupleCheckin").AsEnumerable()
        .Where(entry => entry.Value is not null && !Known.ContainsKey(entry.Key)).Select(entry => Spelt(entry.Key)).Order(StringComparer.Ordinal);

    /// <summary>Whether there is a password in it, which no log may have.</summary>
    private static bool HasSecret(string name) => name is PostgresConnection;

    private static readonly Func<string, bool> AsYesOrNo = value => bool.TryParse(value, out _);
    private static readonly Func<string, bool> AsAnything = _ => true;

    /// <summary>Every setting that hosting.md names and that is one value: what it may be, and whether a value is that.</summary>
    private static readonly Dictionary<string, (string May, Func<string, bool> Fits)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["urls"] = ("addresses to listen at, such as http://localhost:5080, separated by “;”", value => value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(IsAddress)),
        ["HTTP_PORTS"] = ("ports from 1 to 65535, separated by “;”", value => value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(port => Number(port, 1, 65_535))),
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = ("a whole address, such as http://localhost:4317", value => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"),
        [PostgresConnection] = ("the connection string of a PostgreSQL database, such as Host=localhost;Database=checkin;Username=checkin;Password=…", AppOptions.IsPostgresConnection),
        ["CoupleCheckin:DataDirectory"] = ("a directory", AsAnything),
        ["CoupleCheckin:OperatorName"] = ("a name", AsAnything),
        ["CoupleCheckin:ExitAddress"] = ("a whole address that begins with https://", value => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps),
        ["CoupleCheckin:PublicOrigin"] = ("a whole address without a path, such as https://checkin.example", value => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { PathAndQuery: "/" }),
        ["CoupleCheckin:PathBase"] = ("a path of letters, digits, “-” and “_” that begins with “/”, such as /us", value => PathForm().IsMatch(value)),
        ["CoupleCheckin:JournalMegabytes"] = ("a whole number from 1 to 100000", value => Number(value, 1, 100_000)),
        ["CoupleCheckin:LongPolling"] = ("true or false", AsYesOrNo),
        ["CoupleCheckin:MigrateAtStart"] = ("true or false", AsYesOrNo),
        ["CoupleCheckin:Home"] = ("true or false", AsYesOrNo),
        ["CoupleCheckin:HomePort"] = ("a port from 1 to 65535", value => Number(value, 1, 65_535)),
        ["CoupleCheckin:HomeName"] = ("the name of this computer in your network, such as desk.local", value => Uri.CheckHostName(value) is UriHostNameType.Dns),
        ["CoupleCheckin:Proxies"] = ("addresses or networks of proxies, such as 10.0.0.2 or 172.16.0.0/12, separated by “;”", value => Networks(value) is not null),
        ["CoupleCheckin:CookieKeysCertificate"] = ("a .pfx file that is there", File.Exists),
        ["CoupleCheckin:CookieKeysCertificatePassword"] = ("the password of that file", AsAnything),
        ["CoupleCheckin:Mail:Server"] = ("the name of a mail server", AsAnything),
        ["CoupleCheckin:Mail:From"] = ("an address of mail, such as notes@home.example", value => MimeKit.MailboxAddress.TryParse(value, out _)),
        ["CoupleCheckin:Mail:Port"] = ("a port from 1 to 65535", value => Number(value, 1, 65_535)),
        ["CoupleCheckin:Mail:User"] = ("a name", AsAnything),
        ["CoupleCheckin:Mail:Password"] = ("a password", AsAnything),
        ["CoupleCheckin:Mail:Plain"] = ("true or false", AsYesOrNo),
        ["CoupleCheckin:Backup:Folder"] = ("a folder", AsAnything),
        ["CoupleCheckin:Backup:EveryHours"] = ("a whole number from 1 to 720", value => Number(value, 1, 720)),
        ["CoupleCheckin:Backup:Keep"] = ("a whole number from 1 to 1000", value => Number(value, 1, 1000)),
        ["CoupleCheckin:Backup:PassphraseFile"] = ("a file that is there", File.Exists),
        ["CoupleCheckin:Backup:PostgresPrograms"] = ("a folder that is there", Directory.Exists),
    };

    [GeneratedRegex("^(?:/[A-Za-z0-9_-]+)+/?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathForm();

    /// <summary>The proxies that are believed besides this computer; null when the text is not that.</summary>
    public static IReadOnlyList<System.Net.IPNetwork>? Networks(string? text)
    {
        var networks = new List<System.Net.IPNetwork>();
        foreach (var one in (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (System.Net.IPNetwork.TryParse(one, out var network))
                networks.Add(network);
            else if (System.Net.IPAddress.TryParse(one, out var address))
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            else
                return null;
        }

        return networks;
    }

    private static bool IsAddress(string value)
    {
        try
        {
            return BindingAddress.Parse(value) is { Scheme: "http" or "https", Port: >= 0 and <= 65_535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool Number(string value, int least, int most) =>
        int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    /// <summary>As it is spelt in the environment, which is how the documentation names it.</summary>
    public static string Spelt(string name) => name is "urls" or "HTTP_PORTS" ? $"ASPNETCORE_{name.ToUpperInvariant()}" : name.Replace(":", "__", StringComparison.Ordinal);

    private static string DefaultDataDirectory =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "couple-checkin");
}
