namespace Soma.Data;

/// <summary>
/// Brings the files of a dataset into a folder, from the publisher or from a mirror. A file appears under its name only when its length and
/// SHA-256 are those of the publisher's file, or what it unpacks to is; until then it grows beside, under a name ending in <c>.part</c>, and a transfer that breaks off goes on there the next time.
/// </summary>
/// <param name="client">Asks the servers; it must not unpack what they send.</param>
public sealed class DatasetFetcher(HttpClient client)
{
    /// <summary>Added to the name of a file that is not whole.</summary>
    public const string PartSuffix = ".part";

    /// <summary>Fetches the files that are missing or wrong; those that are there and right are left alone. A dataset that is built in needs nothing.</summary>
    /// <param name="source">The dataset.</param>
    /// <param name="folder">Where the files go; made if it does not exist.</param>
    /// <param name="mirror">A web address or a folder that offers the files under their names; null for the publisher.</param>
    /// <param name="progress">Is told the bytes that are there so far, of all files together.</param>
    /// <param name="cancellation">Stops in the middle; what came so far is kept for the next time.</param>
    /// <exception cref="DataException">A file could not be had, or was not the publisher's; the message tells of each, and how to go on.</exception>
    public async Task FetchAsync(
        IDatasetSource source, string folder, string? mirror = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        if (source.Files.Count == 0)
            return;
        ProblemList problems = new();
        try
        {
            Directory.CreateDirectory(folder);
            long before = 0;
            foreach (DatasetFile file in source.Files)
            {
                long start = before;
                await TryFetchAsync(file, folder, mirror, bytes => progress?.Report(start + bytes), problems, cancellation).ConfigureAwait(false);
                before += file.Bytes;
            }
        }
        catch (HttpRequestException fault)
        {
            // The other files lie on the same server: there is no point in knocking again for each.
            problems.Add($"The server did not answer ({fault.Message.TrimEnd('.')}).");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"The files of '{source.Name}' cannot be written to '{folder}' ({fault.Message.TrimEnd('.')}). Make room or choose another folder.", fault);
        }

        if (!problems.IsEmpty)
            throw new DataException(problems.After($"The dataset '{source.Name}' could not be fetched whole to '{folder}'") + WayOut(source));
    }

    private async Task TryFetchAsync(
        DatasetFile file, string folder, string? mirror, Action<long> report, ProblemList problems, CancellationToken cancellation)
    {
        if (DatasetVerifier.Verify(file, folder).All(static found => found.Condition == FileCondition.Present))
        {
            report(file.Bytes);
            return;
        }

        string part = Path.Combine(folder, file.Name + PartSuffix);
        try
        {
            await TransferAsync(file, part, mirror, report, cancellation).ConfigureAwait(false);
            Accept(file, part, Path.Combine(folder, file.Name));
        }
        catch (DataException fault)
        {
            problems.Add(fault.Message);
        }
        finally
        {
            if (new FileInfo(part) is { Exists: true, Length: 0 })
                File.Delete(part);
        }
    }

    private async Task TransferAsync(DatasetFile file, string part, string? mirror, Action<long> report, CancellationToken cancellation)
    {
        FileStream output = new(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        await using (output.ConfigureAwait(false))
        {
            if (mirror is null)
                await new WebTransfer(client, file, file.Address).RunAsync(output, report, cancellation).ConfigureAwait(false);
            else if (WebAddress(mirror) is { } address)
                await new WebTransfer(client, file, new Uri(address, file.Name)).RunAsync(output, report, cancellation).ConfigureAwait(false);
            else
                await FolderTransfer.RunAsync(Path.Combine(mirror, file.Name), output, cancellation).ConfigureAwait(false);
            output.Flush(flushToDisk: true);
        }

        report(file.Bytes);
    }

    // What is not the publisher's file is deleted: going on from it would never come right.
    private static void Accept(DatasetFile file, string part, string target)
    {
        FileReport found = DatasetVerifier.VerifyPacked(file, part);
        if (found.Condition == FileCondition.Present)
        {
            File.Move(part, target, overwrite: true);
            return;
        }

        File.Delete(part);
        throw new DataException($"{found.Detail} It was not the publisher's file and has been deleted.");
    }

    // A folder of the mirror must end in a slash, or its last part would be replaced by the name of the file.
    private static Uri? WebAddress(string mirror)
        => Uri.TryCreate(mirror.EndsWith('/') ? mirror : mirror + '/', UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? address : null;

    private static string WayOut(IDatasetSource source)
    {
        string command = $"soma data fetch {source.Name}";
        string mirrors = string.Concat(source.Mirrors.Select(mirror => $"\n  {command} --from {mirror}"));
        return $"\nRun it again to go on with what is there, or take another place, a web address or a folder:{mirrors}\n  {command} --from FOLDER";
    }
}
