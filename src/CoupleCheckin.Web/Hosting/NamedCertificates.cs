using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CoupleCheckin.Web.Hosting;

/// <summary>A certificate that a setting names as a file.</summary>
/// <param name="Setting">The setting, as it is spelt in the environment.</param>
/// <param name="Path">The file.</param>
/// <param name="Password">What opens it, if anything.</param>
/// <param name="KeyPath">The file of its key, where that is another one.</param>
internal sealed record NamedCertificate(string Setting, string Path, string? Password, string? KeyPath)
{
    /// <summary>Those that protect addresses.</summary>
    public static IEnumerable<NamedCertificate> OfAddresses(IConfiguration configuration) => configuration.GetSection("Kestrel:Endpoints").GetChildren()
        .Select(endpoint => endpoint.GetSection("Certificate")).Append(configuration.GetSection("Kestrel:Certificates:Default"))
        .Where(certificate => certificate["Path"] is { Length: > 0 })
        .Select(certificate => new NamedCertificate(HostSettings.Spelt($"{certificate.Path}:Path"), certificate["Path"]!, certificate["Password"], certificate["KeyPath"]));

    /// <summary>The one that the keys of cookies are encrypted with; null where none is named.</summary>
    public static NamedCertificate? OfCookieKeys(IConfiguration configuration) => configuration["CoupleCheckin:CookieKeysCertificate"] is { Length: > 0 } path
        ? new(HostSettings.Spelt("CoupleCheckin:CookieKeysCertificate"), path, configuration["CoupleCheckin:CookieKeysCertificatePassword"], null)
        : null;

    /// <summary>Opens it, with its key.</summary>
    /// <exception cref="SettingRefusedException">It cannot be opened; the message names the setting.</exception>
    public X509Certificate2 Open()
    {
        try
        {
            return KeyPath is null && !Path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
                ? X509CertificateLoader.LoadPkcs12FromFile(Path, Password)
                : X509Certificate2.CreateFromPemFile(Path, KeyPath);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingRefusedException($"The setting {Setting} names {Path}, which cannot be opened. {failure.Message.TrimEnd('.')}. Look at the file, its rights and its password.");
        }
    }
}
