using System.Text.Json;
using Microsoft.Playwright;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>What one tab sends and receives over the network, as the browser counts it: compressed, with headers.</summary>
public sealed class Wire
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _asked = new(StringComparer.Ordinal);
    private readonly List<(string Url, double Bytes)> _got = [];
    private double _socketBytes;
    private int _sockets;

    private Wire()
    {
    }

    /// <summary>Bytes of the answers, without what came through web sockets.</summary>
    public double Bytes => Read(() => _got.Sum(answer => answer.Bytes));

    /// <summary>Requests that went out, web sockets included, and what the browser's own cache answered not.</summary>
    public int Requests => Read(() => _got.Count + _sockets);

    /// <summary>The text and bytes within web-socket frames, both directions, without compression.</summary>
    public double SocketBytes => Read(() => _socketBytes);

    /// <summary>Every address with its bytes, for the reader of a failed budget.</summary>
    public string Listing => Read(() => string.Join('\n', _got.Select(answer => $"{answer.Bytes,10:0} {answer.Url}")));

    /// <summary>Starts counting in this tab, from now on.</summary>
    public static async Task<Wire> CountAsync(IPage page)
    {
        var wire = new Wire();
        var session = await page.Context.NewCDPSessionAsync(page);
        wire.Listen(session, "Network.requestWillBeSent", e =>
        {
            if (e.TryGetProperty("redirectResponse", out var redirect))
            {
                wire._got.Add((redirect.GetProperty("url").GetString()!, redirect.GetProperty("encodedDataLength").GetDouble()));
            }
            var url = e.GetProperty("request").GetProperty("url").GetString()!;
            if (url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            {
                wire._asked[Id(e)] = url;
            }
        });
        wire.Listen(session, "Network.requestServedFromCache", e => wire._asked.Remove(Id(e)));
        wire.Listen(session, "Network.responseReceived", e =>
        {
            if (e.GetProperty("response").TryGetProperty("fromDiskCache", out var cached) && cached.GetBoolean())
            {
                wire._asked.Remove(Id(e));
            }
        });
        wire.Listen(session, "Network.loadingFinished", e =>
        {
            if (wire._asked.Remove(Id(e), out var url))
            {
                wire._got.Add((url, e.GetProperty("encodedDataLength").GetDouble()));
            }
        });
        wire.Listen(session, "Network.loadingFailed", e =>
        {
            if (wire._asked.Remove(Id(e), out var url))
            {
                wire._got.Add((url, 0));
            }
        });
        wire.Listen(session, "Network.webSocketCreated", _ => wire._sockets++);
        wire.Listen(session, "Network.webSocketFrameReceived", wire.CountFrame);
        wire.Listen(session, "Network.webSocketFrameSent", wire.CountFrame);
        await session.SendAsync("Network.enable");
        return wire;
    }

    public void Reset()
    {
        lock (_gate)
        {
            _got.Clear();
            _socketBytes = 0;
            _sockets = 0;
        }
    }

    private static string Id(JsonElement e) => e.GetProperty("requestId").GetString()!;

    private void CountFrame(JsonElement e)
    {
        var frame = e.GetProperty("response");
        var length = frame.GetProperty("payloadData").GetString()!.Length;
        // A frame of bytes (opcode 2) is handed over as base64.
        _socketBytes += frame.GetProperty("opcode").GetDouble() == 2 ? length * 3 / 4 : length;
    }

    private void Listen(ICDPSession session, string name, Action<JsonElement> listener) =>
        session.Event(name).OnEvent += (_, e) =>
        {
            lock (_gate)
            {
                listener(e!.Value);
            }
        };

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
