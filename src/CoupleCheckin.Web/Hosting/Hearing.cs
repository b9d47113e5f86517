using CoupleCheckin.App.Features;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.Web.Hosting;

/// <summary>What one circuit hears: one line for the shell and the page together.</summary>
/// <param name="listen">Where it comes from.</param>
public sealed class Hearing(Listen listen) : IDisposable
{
    private IDisposable? line;

    /// <summary>Something of yours changed.</summary>
    public event Action<Signal>? Heard;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task BeginAsync() => line ??= await listen.RunAsync(signal => Heard?.Invoke(signal));

    /// <inheritdoc/>
    public void Dispose() => line?.Dispose();
}
