using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using CoupleCheckin.Browser.Tests.Harness;
using Xunit.Abstractions;

namespace CoupleCheckin.Browser.Tests;

/// <summary>The container image, as the SDK makes it without an engine: what it starts, as whom, and what lies in it (docs/hosting.md, security.md 2.4).</summary>
public sealed class ImageTests(ITestOutputHelper output) : IDisposable
{
    private const UnixFileMode ForOthersToWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private readonly string folder = Directory.CreateTempSubdirectory("couple-checkin-image-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_starts_the_app_as_a_user_without_rights_and_holds_nothing_that_this_user_may_change()
    {
        await using var registry = new Registry();
        var archive = Path.Combine(folder, "image.tar");
        await Dotnet.RunAsync(Repository.Root, ci: null, "publish", "src/CoupleCheckin.Web", "-c", "Release", "-t:PublishContainer", $"-p:ContainerBaseImage={registry.Base}", $"-p:ContainerArchiveOutputPath={archive}");
        var blobs = Path.Combine(folder, "image");
        Directory.CreateDirectory(blobs);
        await TarFile.ExtractToDirectoryAsync(archive, blobs, overwriteFiles: false);
        var manifest = Read(Blob(Read(Path.Combine(blobs, "index.json")).GetProperty("manifests")[0]));
        var config = Read(Blob(manifest.GetProperty("config"))).GetProperty("config");

        Assert.Equal("app", config.GetProperty("User").GetString());
        Assert.Equal(["dotnet", "/app/CoupleCheckin.Web.dll"], config.GetProperty("Entrypoint").EnumerateArray().Select(part => part.GetString()));
        Assert.Equal(["8080/tcp"], config.GetProperty("ExposedPorts").EnumerateObject().Select(port => port.Name));
        var environment = config.GetProperty("Env").EnumerateArray().Select(entry => entry.GetString()!).ToList();
        Assert.Contains("CoupleCheckin__DataDirectory=/home/app/data", environment);
        Assert.Contains("DOTNET_EnableDiagnostics=0", environment);

        var files = new List<TarEntry>();
        await using var layer = new TarReader(new GZipStream(File.OpenRead(Blob(manifest.GetProperty("layers").EnumerateArray().Last())), CompressionMode.Decompress));
        while (await layer.GetNextEntryAsync() is { } entry)
            files.Add(entry);
        var names = files.Select(file => file.Name.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        Assert.All(files, file => Assert.StartsWith("app", file.Name, StringComparison.Ordinal));
        Assert.All(files, file => Assert.True(file.Uid == 0 && (file.Mode & ForOthersToWrite) is UnixFileMode.None, $"{file.Name} can be changed by who runs it."));
        Assert.Superset(new HashSet<string>(["app/CoupleCheckin.Web.dll", "app/seeds/en/starter.yaml", "app/wwwroot/app.css"]), names);
        Assert.DoesNotContain(names, name => name.EndsWith(".db", StringComparison.Ordinal) || name.EndsWith(".xml", StringComparison.Ordinal) || name.Contains("Development", StringComparison.Ordinal));
        Figures.Print(output, "layer of the app in the image", new FileInfo(Blob(manifest.GetProperty("layers").EnumerateArray().Last())).Length / 1e6, "MB");

        string Blob(JsonElement part) => Path.Combine(blobs, "blobs", "sha256", part.GetProperty("digest").GetString()!["sha256:".Length..]);
    }

    [Fact]
    public async Task Without_a_word_it_stands_on_the_image_without_a_shell_that_knows_languages_and_time_zones() =>
        Assert.EndsWith(
            "dotnet/aspnet:10.0-noble-chiseled-extra",
            (await Dotnet.RunAsync(Repository.Root, ci: null, "msbuild", "src/CoupleCheckin.Web", "-t:ComputeContainerConfig", "-getProperty:ContainerBaseImage", "-p:Configuration=Release")).Trim(),
            StringComparison.Ordinal);

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement;

    /// <summary>A registry with one small image in it, to build on.</summary>
    private sealed class Registry : LocalServer
    {
        private const string Manifest = "application/vnd.oci.image.manifest.v1+json";
        private const string Name = "base";
        private static readonly string[] Variables = ["APP_UID=1654"];
        private readonly Dictionary<string, (string Type, byte[] Bytes)> parts = new(StringComparer.Ordinal);

        public Registry()
        {
            var tar = new MemoryStream();
            using (var writer = new TarWriter(tar, leaveOpen: true))
                writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "home/app/"));
            var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                gzip.Write(tar.ToArray());
            var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
            var layer = Add("application/vnd.oci.image.layer.v1.tar+gzip", packed.ToArray());
            var config = Add("application/vnd.oci.image.config.v1+json", JsonSerializer.SerializeToUtf8Bytes(new
            {
                architecture,
                os = "linux",
                config = new { Env = Variables },
                rootfs = new { type = "layers", diff_ids = new[] { Digest(tar.ToArray()) } },
            }));
            parts["manifests/1"] = (Manifest, JsonSerializer.SerializeToUtf8Bytes(new { schemaVersion = 2, mediaType = Manifest, config, layers = new[] { layer } }));
            Start();
        }

        public string Base => $"{Host}/{Name}:1";

        private static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

        private object Add(string mediaType, byte[] bytes)
        {
            parts[$"blobs/{Digest(bytes)}"] = ("application/octet-stream", bytes);
            return new { mediaType, digest = Digest(bytes), size = bytes.Length };
        }

        protected override Task AnswerAsync(HttpListenerContext context)
        {
            var path = context.Request.Url!.AbsolutePath;
            var (type, bytes) = path == "/v2/" ? ("text/plain", [])
                : parts.GetValueOrDefault(path.StartsWith($"/v2/{Name}/", StringComparison.Ordinal) ? path[$"/v2/{Name}/".Length..] : "");
            context.Response.StatusCode = type is null ? 404 : 200;
            context.Response.ContentType = type;
            context.Response.Close(bytes ?? [], willBlock: false);
            return Task.CompletedTask;
        }
    }
}
