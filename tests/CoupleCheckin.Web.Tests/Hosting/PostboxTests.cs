using System.Net;
using System.Net.Sockets;
using CoupleCheckin.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoupleCheckin.Web.Tests.Hosting;

public sealed class PostboxTests
{
    private static Postbox To(int port) => new(new("127.0.0.1", port, "notes@example.org", null, null, Plain: true), NullLogger<Postbox>.Instance);

    [Fact]
    public async Task A_letter_is_handed_in_and_says_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = TakeAsync(listener);
        Assert.True(await To(((IPEndPoint)listener.LocalEndpoint).Port).SendAsync("ann@example.org", default));
        var letter = await server;
        Assert.Contains("RCPT TO:<ann@example.org>", letter, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Subject: Notes", letter, StringComparison.Ordinal);
        Assert.Contains("There is something to look at in your notes today.", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("couple", letter, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", letter, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_is_down_is_a_no_and_nothing_worse()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.False(await To(port).SendAsync("ann@example.org", default));
    }

    [Fact]
    public async Task One_that_hangs_up_or_talks_nonsense_is_a_no_too()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("554 not today\r\n"u8.ToArray());
        });
        Assert.False(await To(((IPEndPoint)listener.LocalEndpoint).Port).SendAsync("ann@example.org", default));
        await server;
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("mail.example.org", null, false)]
    [InlineData(null, "notes@example.org", false)]
    [InlineData("mail.example.org", "not an address <", false)]
    [InlineData("mail.example.org", "notes@example.org", true)]
    public void Without_a_server_and_a_sender_there_is_no_postbox(string? server, string? from, bool isThere)
    {
        var settings = MailSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["CoupleCheckin:Mail:Server"] = server, ["CoupleCheckin:Mail:From"] = from, ["CoupleCheckin:Mail:Password"] = "secret" }).Build());
        Assert.Equal(isThere, settings is not null);
        Assert.DoesNotContain("secret", $"{settings}", StringComparison.Ordinal);
    }

    /// <summary>A mail server that takes one letter.</summary>
    private static async Task<string> TakeAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        var heard = new List<string>();
        await writer.WriteLineAsync("220 here");
        for (var isLetter = false; await reader.ReadLineAsync() is { } line;)
        {
            heard.Add(line);
            if (isLetter)
            {
                if (line != ".")
                    continue;
                isLetter = false;
            }

            isLetter = line == "DATA";
            await writer.WriteLineAsync(isLetter ? "354 go on" : "250 good");
            if (line == ".")
                break;
        }

        return string.Join('\n', heard);
    }
}
