using System.Net;
using System.Net.Http.Headers;

namespace Soma.Data;

/// <summary>Brings one file from a web server, going on where an earlier attempt broke off if the server can.</summary>
/// <param name="client">Asks the server.</param>
/// <param name="file">What is expected.</param>
/// <param name="address">Where it lies.</param>
internal sealed class WebTransfer(HttpClient client, DatasetFile file, Uri address)
{
    private const int BufferLength = 1 << 16;

    // A server that is silent for so long in the middle of a file has forgotten us.
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(60);

    /// <summary>Fetches what is missing.</summary>
    /// <param name="output">What there is so far; the rest is added.</param>
    /// <param name="report">Is told the bytes that are there so far.</param>
    /// <param name="cancellation">Stops in the middle; what came is kept.</param>
    /// <exception cref="DataException">The server refuses, offers another file, or breaks off.</exception>
    /// <exception cref="HttpRequestException">The server does not answer.</exception>
    public async Task RunAsync(FileStream output, Action<long> report, CancellationToken cancellation)
    {
        if (output.Length > file.Bytes)
            output.SetLength(0);
        if (output.Length == file.Bytes)
            return;

        using HttpResponseMessage response = await AskAsync(output, cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new DataException($"The server answers {(int)response.StatusCode} ({response.ReasonPhrase}) to {address}.");

        // Looked at before the beginning is given up: the page of an access point must not cost what is there.
        long start = response.StatusCode == HttpStatusCode.PartialContent ? output.Length : 0;
        if (response.Content.Headers.ContentLength is { } offered && start + offered != file.Bytes)
            throw new DataException($"The server offers {start + offered} bytes at {address}; the file has {file.Bytes}.");
        output.SetLength(start);
        output.Seek(0, SeekOrigin.End);
        await CopyAsync(response, output, report, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> AskAsync(FileStream output, CancellationToken cancellation)
    {
        if (output.Length > 0)
        {
            HttpResponseMessage response = await SendAsync(output.Length, cancellation).ConfigureAwait(false);
            bool goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == output.Length;
            if (goesOn || response.StatusCode is not (HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable))
                return response;

            // The server understands ranges, but not this one: from the beginning, then.
            response.Dispose();
            output.SetLength(0);
        }

        return await SendAsync(0, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(long from, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (from > 0)
            request.Headers.Range = new RangeHeaderValue(from, null);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"{address} gave no answer in time", fault);
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream output, Action<long> report, CancellationToken cancellation)
    {
        byte[] buffer = new byte[BufferLength];
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            while (await ReadAsync(body, buffer, output.Length, patience, cancellation).ConfigureAwait(false) is > 0 and int read)
            {
                // A server may send more than it was asked for; the rest would only fill the disk.
                if (output.Length + read > file.Bytes)
                {
                    output.SetLength(0);
                    throw new DataException($"The server sends more than the {file.Bytes} bytes of the file at {address}.");
                }

                await output.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                report(output.Length);
            }
        }

        if (output.Length < file.Bytes)
            throw BrokenOff(output.Length, null);
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, long soFar, CancellationTokenSource patience, CancellationToken cancellation)
    {
        patience.CancelAfter(_longestSilence);
        try
        {
            return await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw BrokenOff(soFar, fault);
        }
    }

    private DataException BrokenOff(long soFar, Exception? cause)
        => new($"The transfer of {address} broke off at {soFar} of {file.Bytes} bytes; the beginning is kept.", cause);
}
