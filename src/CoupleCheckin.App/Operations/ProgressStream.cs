using System.Globalization;

namespace CoupleCheckin.App.Operations;

/// <summary>Says how far the reading of another stream is, in tenths; short ones are not worth a word.</summary>
internal sealed class ProgressStream(Stream below, string what, Action<string> say, long? length = null) : Stream
{
    private const long WorthSaying = 32 * 1024 * 1024;
    private readonly long length = length ?? below.Length;
    private long read;
    private long tenth;

    public override bool CanRead => true;

    public override bool CanSeek => below.CanSeek;

    public override bool CanWrite => false;

    public override long Length => below.Length;

    public override long Position { get => below.Position; set => below.Position = value; }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => Tell(below.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Tell(below.Read(buffer));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Tell(await below.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Tell(await below.ReadAsync(buffer, cancellationToken));

    public override long Seek(long offset, SeekOrigin origin) => below.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        below.Dispose();
        base.Dispose(disposing);
    }

    private int Tell(int more)
    {
        read += more;
        if (length >= WorthSaying && read * 10 / length is var now && now > tenth)
        {
            tenth = now;
            say(string.Create(CultureInfo.InvariantCulture, $"{what}: {tenth * 10} %"));
        }

        return more;
    }
}
