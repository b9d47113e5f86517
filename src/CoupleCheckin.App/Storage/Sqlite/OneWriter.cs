namespace CoupleCheckin.App.Storage.Sqlite;

/// <summary>
/// SQLite has one writer at a time. Writers of this process queue here, where waiting costs nothing, instead of at the file.
/// </summary>
internal sealed class OneWriter : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Waits for a turn; disposing gives it on.</summary>
    public async Task<Turn> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        return new(turn);
    }

    public void Dispose() => turn.Dispose();

    internal readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
