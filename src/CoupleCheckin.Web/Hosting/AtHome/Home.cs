using System.Globalization;
using CoupleCheckin.Web.Features.Couples;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QRCoder;

namespace CoupleCheckin.Web.Hosting.AtHome;

/// <summary>The switch for the home network: HTTPS for the partner's phone without another program (docs/hosting.md).</summary>
internal sealed class Home(HomeCertificates certificates, IConfiguration configuration)
{
    /// <summary>The page that walks a phone through it.</summary>
    public const string Page = "/at-home";

    /// <summary>The authority, to take in.</summary>
    public const string AuthorityAddress = Page + "/notes-at-home.crt";

    private const int UsualPort = 5443;

    private static string? OwnName(IConfiguration configuration) => configuration["CoupleCheckin:HomeName"] is { Length: > 0 } name ? name : null;

    /// <summary>Where a phone finds the page.</summary>
    public string PhoneAddress
    {
        get
        {
            var host = HomeAddresses.Now(OwnName(configuration)).Best(OwnName(configuration));
            return string.Create(CultureInfo.InvariantCulture, $"https://{(host.Contains(':') ? $"[{host}]" : host)}:{Port(configuration)}{HostSettings.PathBase(configuration)}");
        }
    }

    public string Fingerprint => certificates.Fingerprint;

    /// <summary>The address as a picture for a phone's camera.</summary>
    public string Picture => QrImage.Of(PhoneAddress + Page);

    public static void Add(WebApplicationBuilder builder, string dataDirectory)
    {
        var configuration = builder.Configuration;
        HomeCertificates? made = null;
        HomeCertificates Certificates() => made ??= new(dataDirectory, TimeProvider.System, () => HomeAddresses.Now(OwnName(configuration)));
        builder.Services.AddSingleton(_ => Certificates());
        builder.Services.AddSingleton<Home>();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"{configuration["urls"] ?? HostSettings.DefaultAddress};https://*:{Port(configuration)}"));
        builder.WebHost.ConfigureKestrel((KestrelServerOptions kestrel) => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificateSelector = (_, _) => Certificates().Leaf()));
    }

    public static void Map(WebApplication app)
    {
        if (app.Services.GetService<Home>() is not { } home)
            return;
        app.MapGet(AuthorityAddress, (HomeCertificates certificates) => Results.File(certificates.AuthorityFile, "application/x-x509-ca-cert"));
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            using var generator = new QRCodeGenerator();
            using var data = generator.CreateQrCode(home.PhoneAddress + Page, QRCodeGenerator.ECCLevel.M);
            using var picture = new AsciiQRCode(data);
            Console.WriteLine($"{picture.GetGraphicSmall()}\nOn the phone, in the same network: {home.PhoneAddress}{Page}\nIts fingerprint: {home.Fingerprint}");
        });
    }

    private static int Port(IConfiguration configuration) => configuration.GetValue<int?>("CoupleCheckin:HomePort") ?? UsualPort;
}
