namespace Soma.Testing;

/// <summary>A stream that behaves like a disk with room for a certain number of bytes: the write that needs more fails.</summary>
public sealed class FailingStream(Stream inner, long room) : Stream
{
    private long _room = room;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count)
    {
        int written = (int)Math.Min(count, _room);
        inner.Write(buffer, offset, written);
        _room -= written;
        if (written < count)
            throw new IOException("No space left on device.");
    }
}
