using CoupleCheckin.App.Features;
using CoupleCheckin.App.Signals;
using CoupleCheckin.App.Storage;

namespace CoupleCheckin.Web.Hosting;

/// <summary>What one circuit hears: one line for the shell and the page together.</summary>
/// <param name="listen">Where it comes from.</param>
public sealed class Hearing(Listen listen) : IDisposable
{
    private readonly Lock gate = new();
    private IDisposable? line;
    private bool isOver;

    /// <summary>Something of yours changed.</summary>
    public event Action<Signal>? Heard;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SpaceNotOpenException">Nobody is signed in, or the space is locked.</exception>
    public async Task BeginAsync()
    {
        if (line is null)
            Take(await listen.RunAsync(Hear));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
            isOver = true;
        line?.Dispose();
    }

    /// <summary>Whoever is in another couple now hears that one from here on.</summary>
    private void Hear(Signal signal)
    {
        if (signal.Kind == SignalKind.Couple)
            _ = HearAnewAsync(signal);
        else
            Heard?.Invoke(signal);
    }

    private async Task HearAnewAsync(Signal signal)
    {
        try
        {
            Take(await listen.RunAsync(Hear));
        }
        catch (Exception failure) when (failure is SpaceNotOpenException || NotSavedException.Covers(failure))
        {
            // Then what was heard so far is heard on; the page that reads now says what is the matter.
        }

        Heard?.Invoke(signal);
    }

    private void Take(IDisposable next)
    {
        IDisposable? before;
        lock (gate)
            (before, line) = isOver ? (next, line) : (line, next);
        before?.Dispose();
    }
}
