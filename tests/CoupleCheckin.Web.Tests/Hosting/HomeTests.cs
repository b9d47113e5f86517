using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CoupleCheckin.Web.Commands;
using CoupleCheckin.Web.Hosting;
using CoupleCheckin.Web.Hosting.AtHome;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace CoupleCheckin.Web.Tests.Hosting;

public sealed class HomeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("couple-checkin-home-").FullName;
    private readonly FakeTimeProvider time = new(new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
    private HomeAddresses addresses = new(["desk", "desk.local"], [IPAddress.Parse("192.168.1.20"), IPAddress.Loopback]);

    private string AuthorityPem => File.ReadAllText(Path.Combine(folder, "home", "authority.pem"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_phone_that_knows_the_authority_trusts_the_leaf_for_what_this_computer_is_called()
    {
        using var certificates = Make();
        var leaf = certificates.Leaf();

        Assert.Empty(Problems(certificates, leaf));
        Assert.True(leaf.MatchesHostname("192.168.1.20") && leaf.MatchesHostname("desk.local"));
        Assert.False(leaf.MatchesHostname("notes.example"));
        Assert.True(leaf.HasPrivateKey);
        using var authority = X509CertificateLoader.LoadCertificate(certificates.AuthorityFile);
        Assert.Equal(10, authority.NotAfter.Year - time.GetUtcNow().Year);
        Assert.False(authority.HasPrivateKey);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "home", "authority.pem")));
    }

    [Fact]
    public void After_a_restart_it_is_the_same_authority_so_that_no_phone_has_to_be_asked_again()
    {
        string before;
        using (var certificates = Make())
            before = certificates.Fingerprint;
        using var again = Make();

        Assert.Equal(before, again.Fingerprint);
        Assert.Empty(Problems(again, again.Leaf()));
    }

    [Fact]
    public void The_leaf_is_renewed_before_it_ends_and_when_the_router_gives_another_address()
    {
        using var certificates = Make();
        var first = certificates.Leaf();
        time.Advance(TimeSpan.FromDays(60));
        Assert.Same(first, certificates.Leaf());
        time.Advance(TimeSpan.FromDays(40));
        var second = certificates.Leaf();
        addresses = addresses with { Addresses = [IPAddress.Parse("192.168.1.77")] };
        var third = certificates.Leaf();

        Assert.NotEqual(first.SerialNumber, second.SerialNumber);
        Assert.True(third.MatchesHostname("192.168.1.77"));
        Assert.Empty(Problems(certificates, third));
    }

    [Theory]
    [InlineData("bank.example", null, false)]
    [InlineData(null, "8.8.8.8", false)]
    [InlineData("printer.local", null, true)]
    [InlineData(null, "10.1.2.3", true)]
    public void Who_steals_the_authority_can_speak_for_homes_only(string? name, string? address, bool believed)
    {
        using var certificates = Make();
        using var authority = X509Certificate2.CreateFromPem(AuthorityPem, AuthorityPem);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stolen", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (name is not null)
            names.AddDnsName(name);
        if (address is not null)
            names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var forged = request.Create(authority, time.GetUtcNow(), time.GetUtcNow().AddDays(90), [1, 2, 3]);

        Assert.Equal(believed, Problems(certificates, forged).Count == 0);
    }

    [Fact]
    public void An_authority_that_cannot_be_read_is_named_and_not_silently_made_anew()
    {
        using (Make())
            File.WriteAllText(Path.Combine(folder, "home", "authority.pem"), "half a file");

        Assert.Contains("authority.pem cannot be read", Assert.Throws<SettingRefusedException>(Make).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_switch_the_page_says_how_it_goes_and_no_authority_is_handed_out()
    {
        await using var site = new Site();
        var visit = site.Visit("http://192.168.1.20:5080");

        Assert.Equal(HttpStatusCode.OK, (await visit.GetAsync("/at-home")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visit.GetAsync(Home.AuthorityAddress)).StatusCode);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("serve", "")]
    [InlineData("--home", "--CoupleCheckin:Home=true")]
    [InlineData("serve --home --data /x --urls http://localhost:1", "--CoupleCheckin:Home=true --CoupleCheckin:DataDirectory=/x --urls http://localhost:1")]
    [InlineData("--environment=Production --CoupleCheckin:OperatorName=Ann", "--environment=Production --CoupleCheckin:OperatorName=Ann")]
    [InlineData("--hoem", null)]
    [InlineData("serve --help", null)]
    [InlineData("--version", null)]
    [InlineData("backup", null)]
    [InlineData("bakcup x", null)]
    public void To_serve_needs_no_reader_of_command_lines_and_everything_else_goes_to_one(string line, string? settings) =>
        Assert.Equal(settings?.Split(' ', StringSplitOptions.RemoveEmptyEntries), Serving.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("CoupleCheckin:JournalMegabytes", "plenty", "a whole number from 1 to 100000")]
    [InlineData("CoupleCheckin:LongPolling", "maybe", "true or false")]
    [InlineData("CoupleCheckin:HomePort", "70000", "a port from 1 to 65535")]
    [InlineData("CoupleCheckin:PublicOrigin", "checkin.example", "a whole address without a path")]
    [InlineData("CoupleCheckin:PublicOrigin", "https://checkin.example/below", "a whole address without a path")]
    [InlineData("CoupleCheckin:ExitAddress", "http://weather.example", "begins with https://")]
    [InlineData("CoupleCheckin:Proxies", "10.0.0.0/33", "addresses or networks")]
    [InlineData("CoupleCheckin:Backup:EveryHours", "0", "a whole number from 1 to 720")]
    [InlineData("CoupleCheckin:Backup:PassphraseFile", "/nowhere/at/all", "a file that is there")]
    [InlineData("CoupleCheckin:Mail:From", "nobody at all <", "an address of mail")]
    [InlineData("CoupleCheckin:Mail:Port", "smtp", "a port from 1 to 65535")]
    [InlineData("Logging:LogLevel:Default", "Loud", "one of Trace, Debug, Information")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "a whole address")]
    public void A_wrong_setting_is_named_with_what_it_may_be(string name, string value, string may)
    {
        var refused = Assert.Throws<SettingRefusedException>(() => HostSettings.Check(With(name, value)));

        Assert.Contains($"{name.Replace(":", "__", StringComparison.Ordinal)} is “{value}”", refused.Message, StringComparison.Ordinal);
        Assert.Contains(may, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "ASPNETCORE_URLS", "nonsense")]
    [InlineData("urls", "ASPNETCORE_URLS", "http://localhost:5080;https://*:99999")]
    [InlineData("HTTP_PORTS", "ASPNETCORE_HTTP_PORTS", "eighty")]
    public void So_is_one_that_the_framework_reads_under_another_name(string name, string spelt, string value) =>
        Assert.StartsWith($"The setting {spelt} is “{value}”", Assert.Throws<SettingRefusedException>(() => HostSettings.Check(With(name, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Host=localhost;Pasword=open sesame")]
    [InlineData("Password=open sesame")]
    [InlineData("Host=localhost;Port=many;Password=open sesame")]
    public void A_wrong_connection_is_named_and_its_password_is_not_said(string value)
    {
        var refused = Assert.Throws<SettingRefusedException>(() => HostSettings.Check(With("ConnectionStrings:Postgres", value)));

        Assert.Contains("ConnectionStrings__Postgres cannot be read, and it has to be the connection string", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kestrel:Certificates:Default:Path", "Kestrel__Certificates__Default__Path")]
    [InlineData("Kestrel:Endpoints:Home:Certificate:Path", "Kestrel__Endpoints__Home__Certificate__Path")]
    [InlineData("CoupleCheckin:CookieKeysCertificate", "CoupleCheckin__CookieKeysCertificate")]
    public void A_certificate_that_cannot_be_opened_is_named_before_anything_listens(string name, string spelt)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "some.pfx");
        File.WriteAllText(file, "no certificate");

        Assert.StartsWith($"The setting {spelt} names {file}, which cannot be opened.", Assert.Throws<SettingRefusedException>(() => HostSettings.CheckToServe(With(name, file))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CoupleCheckin:PublicOrigin", "https://checkin.example")]
    [InlineData("CoupleCheckin:PublicOrigin", "https://checkin.example/")]
    [InlineData("CoupleCheckin:Proxies", "10.0.0.2; 172.16.0.0/12; fd00::/8")]
    [InlineData("CoupleCheckin:HomeName", "desk.local")]
    [InlineData("CoupleCheckin:LongPolling", "True")]
    [InlineData("CoupleCheckin:Mail:From", "Notes <notes@home.example>")]
    [InlineData("urls", "http://localhost:5080;https://*:5443;http://[::1]:0")]
    [InlineData("ConnectionStrings:Postgres", "Host=localhost;Database=checkin")]
    [InlineData("Logging:LogLevel:Default", "debug")]
    public void A_setting_that_is_right_passes(string name, string value) => HostSettings.Check(With(name, value));

    [Fact]
    public void A_slip_of_the_pen_is_noticed() => Assert.Equal(["CoupleCheckin__OperatorNam"], HostSettings.Unknown(With("CoupleCheckin:OperatorNam", "Ann")));

    private static IConfiguration With(string name, string value) => new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

    private HomeCertificates Make() => new(folder, time, () => addresses);

    private List<X509ChainStatusFlags> Problems(HomeCertificates certificates, X509Certificate2 leaf)
    {
        using var authority = X509CertificateLoader.LoadCertificate(certificates.AuthorityFile);
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
                VerificationTime = time.GetUtcNow().UtcDateTime,
                DisableCertificateDownloads = true,
            },
        };
        chain.Build(leaf);
        return [.. chain.ChainStatus.Select(status => status.Status).Where(status => status is not X509ChainStatusFlags.NoError)];
    }
}
