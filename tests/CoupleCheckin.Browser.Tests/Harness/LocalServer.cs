using System.Globalization;
using System.Net;

namespace CoupleCheckin.Browser.Tests.Harness;

/// <summary>A server of a test's own on this machine, until it is disposed.</summary>
public abstract class LocalServer : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private Task running = Task.CompletedTask;

    /// <summary>Where it answers: host and port.</summary>
    public string Host { get; } = string.Create(CultureInfo.InvariantCulture, $"localhost:{RunningApp.FreePort()}");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        listener.Stop();
        await running;
        listener.Close();
    }

    /// <summary>Begins to answer.</summary>
    protected void Start()
    {
        listener.Prefixes.Add($"http://{Host}/");
        listener.Start();
        running = RunAsync();
    }

    /// <summary>Answers one request.</summary>
    protected abstract Task AnswerAsync(HttpListenerContext context);

    private async Task RunAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                await AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                // It was stopped.
            }
        }
    }
}
