using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.Web.Hosting.AtHome;

/// <summary>
/// Certificates for the home network: a small authority that is made once and stands for ten years, and under it a leaf that is renewed by
/// itself. The authority may only speak for private addresses and for names of a home, so that who steals its key gains nothing else.
/// </summary>
internal sealed class HomeCertificates : IDisposable
{
    private const string Usual = "home";
    private static readonly TimeSpan LeafLife = TimeSpan.FromDays(120);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);
    private static readonly string[] HomeNames = ["localhost", "local", "lan", "home", "home.arpa", "internal", "fritz.box", "ts.net"];
    private static readonly string[] HomeNetworks =
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128"];

    private readonly Lock gate = new();
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly Func<HomeAddresses> addresses;
    private readonly X509Certificate2 authority;
    private X509Certificate2? leaf;
    private string leafFor = "";

    /// <summary>Reads the authority, or makes it on the first run.</summary>
    /// <exception cref="SettingRefusedException">Its file is there and cannot be read.</exception>
    public HomeCertificates(string dataDirectory, TimeProvider time, Func<HomeAddresses> addresses)
    {
        (folder, this.time, this.addresses) = (Path.Combine(dataDirectory, Usual), time, addresses);
        Database.MakePrivate(dataDirectory);
        Database.MakePrivate(folder);
        authority = ReadAuthority() ?? MakeAuthority();
    }

    /// <summary>The authority without its key, as a phone takes it in.</summary>
    public byte[] AuthorityFile => authority.Export(X509ContentType.Cert);

    /// <summary>What somebody compares, so that it is this authority and not one that stepped in between.</summary>
    public string Fingerprint => string.Join(' ', Convert.ToHexString(SHA256.HashData(authority.RawData)).Chunk(4).Select(four => new string(four)));

    /// <summary>The leaf in use: another one when it ends soon, or the computer has another address or name.</summary>
    public X509Certificate2 Leaf()
    {
        lock (gate)
        {
            var now = addresses();
            var wanted = now.ToString();
            if (leaf is not null && leafFor == wanted && leaf.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime > RenewBefore)
                return leaf;

            // The old one is not disposed: connections that are being made may hold it still.
            leaf = MakeLeaf(now);
            leafFor = wanted;
            return leaf;
        }
    }

    public void Dispose()
    {
        authority.Dispose();
        leaf?.Dispose();
    }

    private X509Certificate2? ReadAuthority()
    {
        var file = Path.Combine(folder, "authority.pem");
        if (!File.Exists(file))
            return null;
        try
        {
            var read = X509Certificate2.CreateFromPem(File.ReadAllText(file), File.ReadAllText(file));
            return read.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime > LeafLife ? read : null;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingRefusedException($"The home authority {file} cannot be read: {failure.Message} Put it back from a copy, or remove it; then a new one is made, and every phone has to take that in.");
        }
    }

    private X509Certificate2 MakeAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Notes at home ({Environment.MachineName})", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(OnlyAtHome());
        var now = time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        var file = Path.Combine(folder, "authority.pem");
        var pem = made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
        var part = file + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new StreamWriter(part, options))
            stream.Write(pem);
        File.Move(part, file, overwrite: true);
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    private X509Certificate2 MakeLeaf(HomeAddresses now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Notes at home", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in now.Names)
            names.AddDnsName(name);
        foreach (var address in now.Addresses)
            names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var from = time.GetUtcNow().AddDays(-1);
        using var made = request.Create(authority, from, from + LeafLife, RandomNumberGenerator.GetBytes(16));
        using var whole = made.CopyWithPrivateKey(key);

        // Some systems serve only keys that were read from a file of keys.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), password: null);
    }

    /// <summary>Name constraints (RFC 5280, 4.2.1.10): names of a home, this computer's own, and private networks.</summary>
    private X509Extension OnlyAtHome()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            foreach (var name in HomeNames.Concat(addresses().Names).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                using (writer.PushSequence())
                    writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
            }

            foreach (var network in HomeNetworks.Select(System.Net.IPNetwork.Parse))
            {
                var address = network.BaseAddress.GetAddressBytes();
                var mask = new byte[address.Length];
                for (var bit = 0; bit < network.PrefixLength; bit++)
                    mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
                using (writer.PushSequence())
                    writer.WriteOctetString([.. address, .. mask], new Asn1Tag(TagClass.ContextSpecific, 7));
            }
        }

        return new("2.5.29.30", writer.Encode(), critical: true);
    }
}
