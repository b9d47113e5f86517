using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>
/// A line between a browser and the app that can be cut and mended: a second address of the app. Cookies know no ports, so one
/// browser can have a tab at either address.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly Line? _line;
    private readonly Func<ReadOnlyMemory<byte>, Task>? _before;
    private readonly Lock _gate = new();
    private readonly HashSet<TcpClient> _ends = [];
    private TcpListener? _listener;
    private Task _running = Task.CompletedTask;

    private Relay(Uri address, Uri target, Line? line, Func<ReadOnlyMemory<byte>, Task>? before) =>
        (Address, _target, _line, _before) = (address, target, line, before);

    /// <summary>Where it answers, as long as it is whole; the same after it was mended.</summary>
    public Uri Address { get; }

    /// <summary>
    /// A line to an app; as fast as this machine, unless it is told to be slower. <c>before</c> is what a part that the browser sends
    /// waits for.
    /// </summary>
    public static Relay To(RunningApp app, Line? line = null, Func<ReadOnlyMemory<byte>, Task>? before = null)
    {
        var relay = new Relay(RunningApp.FreeAddress(), app.BaseAddress, line, before);
        relay.Mend();
        return relay;
    }

    /// <summary>A line from one address to another.</summary>
    public static Relay Between(Uri address, Uri target, Line line)
    {
        var relay = new Relay(address, target, line, before: null);
        relay.Mend();
        return relay;
    }

    /// <summary>Breaks every connection and lets nobody through.</summary>
    public async Task CutAsync()
    {
        lock (_gate)
        {
            _listener?.Stop();
            _listener = null;
            foreach (var end in _ends)
            {
                end.Dispose();
            }
            _ends.Clear();
        }
        await _running;
    }

    /// <summary>Lets through again.</summary>
    public void Mend()
    {
        lock (_gate)
        {
            _listener = new TcpListener(IPAddress.Loopback, Address.Port);
            _listener.Start();
            _running = AcceptAsync(_listener);
        }
    }

    public async ValueTask DisposeAsync() => await CutAsync();

    private Task CopyAsync(NetworkStream from, NetworkStream to) => _line is { } line ? line.CopyAsync(from, to) : from.CopyToAsync(to);

    private async Task SendAsync(NetworkStream near, NetworkStream far)
    {
        if (_before is not { } before)
        {
            await CopyAsync(near, far);
            return;
        }
        var buffer = new byte[16 * 1024];
        int length;
        while ((length = await near.ReadAsync(buffer)) > 0)
        {
            await before(buffer.AsMemory(0, length));
            await far.WriteAsync(buffer.AsMemory(0, length));
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            TcpClient near;
            try
            {
                near = await listener.AcceptTcpClientAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            _ = PassAsync(listener, near);
        }
    }

    private async Task PassAsync(TcpListener listener, TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            near.NoDelay = far.NoDelay = true;
            lock (_gate)
            {
                if (_listener != listener)
                {
                    near.Dispose();
                    return;
                }
                _ends.Add(near);
                _ends.Add(far);
            }
            await far.ConnectAsync(_target.Host, _target.Port);
            await Task.WhenAny(SendAsync(near.GetStream(), far.GetStream()), CopyAsync(far.GetStream(), near.GetStream()));
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or one end went away.
        }
        finally
        {
            lock (_gate)
            {
                _ends.Remove(near);
                _ends.Remove(far);
            }
            near.Dispose();
        }
    }
}

/// <summary>How slow a line is.</summary>
/// <param name="OneWay">How long a byte is on its way.</param>
/// <param name="BytesPerSecond">How many bytes pass in a second.</param>
public sealed record Line(TimeSpan OneWay, double BytesPerSecond)
{
    /// <summary>A phone on the way: 60 ms there and back, 10 Mbit/s (performance.md).</summary>
    public static Line Mobile { get; } = new(TimeSpan.FromMilliseconds(30), 10e6 / 8);

    /// <summary>Passes on what comes, each part when it would have arrived.</summary>
    public async Task CopyAsync(Stream from, Stream to)
    {
        var underway = Channel.CreateUnbounded<(byte[] Part, TimeSpan Arrives)>();
        var watch = Stopwatch.StartNew();
        var passing = PassOnAsync(underway.Reader, watch, to);
        var free = TimeSpan.Zero;
        var buffer = new byte[16 * 1024];
        int length;
        while ((length = await from.ReadAsync(buffer)) > 0)
        {
            free = (watch.Elapsed > free ? watch.Elapsed : free) + TimeSpan.FromSeconds(length / BytesPerSecond);
            await underway.Writer.WriteAsync((buffer[..length], free + OneWay));
        }
        underway.Writer.Complete();
        await passing;
    }

    private static async Task PassOnAsync(ChannelReader<(byte[] Part, TimeSpan Arrives)> underway, Stopwatch watch, Stream to)
    {
        await foreach (var (part, arrives) in underway.ReadAllAsync())
        {
            if (arrives - watch.Elapsed is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest);
            }
            await to.WriteAsync(part);
        }
    }
}
