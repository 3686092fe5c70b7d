using System.Net;
using System.Net.Http.Headers;

namespace Soma.Testing;

/// <summary>
/// A web server without a network: it answers from a table, can refuse to serve ranges, and can drop the connection after some bytes.
/// </summary>
public sealed class FakeServer : HttpMessageHandler
{
    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>What was asked: the address, and where the range began if there was one.</summary>
    public List<(string Address, long? From)> Requests { get; } = [];

    /// <summary>Whether a request for a range is answered with one.</summary>
    public bool ServesRanges { get; set; } = true;

    /// <summary>Whether the length of an answer is told beforehand.</summary>
    public bool TellsLength { get; set; } = true;

    /// <summary>Bytes after which the connection breaks; null if it holds.</summary>
    public int? BreaksAfter { get; set; }

    /// <summary>Whether the server can be reached at all.</summary>
    public bool Answers { get; set; } = true;

    public void Offer(string address, byte[] contents) => _files[address] = contents;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string address = request.RequestUri!.AbsoluteUri;
        long? from = request.Headers.Range?.Ranges.Single().From;
        Requests.Add((address, from));
        if (!Answers)
            throw new HttpRequestException("Name or service not known.");
        if (!_files.TryGetValue(address, out byte[]? contents))
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
        if (from is null || !ServesRanges)
            return Task.FromResult(Answer(HttpStatusCode.OK, contents));
        if (from >= contents.Length)
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.RequestedRangeNotSatisfiable));

        HttpResponseMessage part = Answer(HttpStatusCode.PartialContent, contents[(int)from..]);
        part.Content.Headers.ContentRange = new ContentRangeHeaderValue(from.Value, contents.Length - 1, contents.Length);
        return Task.FromResult(part);
    }

    private HttpResponseMessage Answer(HttpStatusCode status, byte[] body)
    {
        HttpResponseMessage response = new(status) { Content = new StreamContent(new BreakingStream(body, BreaksAfter ?? int.MaxValue)) };
        response.Content.Headers.ContentLength = TellsLength ? body.Length : null;
        return response;
    }

    private sealed class BreakingStream(byte[] body, int breaksAfter) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        // A stream that can seek would tell its length by itself.
        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_position >= breaksAfter)
                throw new IOException("Connection reset by peer.");
            int read = Math.Min(count, Math.Min(body.Length, breaksAfter) - _position);
            body.AsSpan(_position, read).CopyTo(buffer.AsSpan(offset));
            _position += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
