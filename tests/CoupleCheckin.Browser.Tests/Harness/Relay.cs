using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>
/// A line between a browser and the app that can be cut and mended: a second address of the app. Cookies know no ports, so one
/// browser can have a tab at either address.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly Lock _gate = new();
    private readonly HashSet<TcpClient> _ends = [];
    private TcpListener? _listener;
    private Task _running = Task.CompletedTask;

    private Relay(Uri target)
    {
        _target = target;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{RunningApp.FreePort()}/"));
    }

    /// <summary>Where it answers, as long as it is whole; the same after it was mended.</summary>
    public Uri Address { get; }

    public static Relay To(RunningApp app)
    {
        var relay = new Relay(app.BaseAddress);
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
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
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
