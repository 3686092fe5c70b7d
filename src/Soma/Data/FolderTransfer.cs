namespace Soma.Data;

/// <summary>Copies a file of a dataset from a folder, such as a mounted disk.</summary>
internal static class FolderTransfer
{
    /// <summary>Copies from the beginning.</summary>
    /// <param name="path">The file to copy.</param>
    /// <param name="output">Receives the bytes in place of any it has.</param>
    /// <param name="cancellation">Stops in the middle.</param>
    /// <exception cref="DataException">There is no such file.</exception>
    public static async Task RunAsync(string path, FileStream output, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new DataException($"There is no file '{path}'.");
        output.SetLength(0);
        FileStream input = File.OpenRead(path);
        await using (input.ConfigureAwait(false))
            await input.CopyToAsync(output, cancellation).ConfigureAwait(false);
    }
}
