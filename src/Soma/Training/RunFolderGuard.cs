namespace Soma.Training;

/// <summary>Claims run folders, and turns what the system says into sentences.</summary>
internal static class RunFolderGuard
{
    /// <summary>Makes a folder ours and empty of an earlier run.</summary>
    public static FileStream Claim(string path, bool overwrite)
    {
        if (File.Exists(path))
            throw new RunFolderException($"'{path}' is a file, so a run cannot be kept there. Choose another folder.");
        RefuseOccupied(path, overwrite);
        Writing(path, () => Directory.CreateDirectory(path));
        FileStream held = Lock(path);
        try
        {
            Writing(path, () =>
            {
                DeleteTensorBoard(Path.Combine(path, RunFiles.TensorBoard));
                foreach (string name in RunFiles.InOrderOfDeletion)
                    File.Delete(Path.Combine(path, name));
            });
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The text of a run's experiment.</summary>
    public static string ReadExperiment(string path)
    {
        if (!Directory.Exists(path))
            throw new RunFolderException($"There is no folder '{path}'. Name the folder of an earlier run.");
        string file = Path.Combine(path, RunFiles.Experiment);
        if (!File.Exists(file))
            throw new RunFolderException($"The folder '{path}' holds no run: there is no {RunFiles.Experiment} in it. Name the folder of an earlier run, or start a new one.");
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"The file '{file}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Keeps other processes out until disposed, or until this process ends in whatever way.</summary>
    public static FileStream Lock(string path)
    {
        string file = Path.Combine(path, RunFiles.Lock);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw Unwritable(path, failure);
        }
        catch (IOException failure)
        {
            throw new RunFolderException($"The run folder '{path}' cannot be opened for writing; most likely another process is training in it. Wait for it to end, or choose another folder. ({failure.Message})", failure) { IsInUse = true };
        }
    }

    /// <summary>Whether a process has the folder locked. Changes nothing.</summary>
    public static bool IsHeld(string path)
    {
        string file = Path.Combine(path, RunFiles.Lock);
        try
        {
            // A process that was killed leaves the file, but not the lock on it.
            if (File.Exists(file))
                new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 1).Dispose();
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Writes something in the folder.</summary>
    /// <exception cref="RunFolderException">It cannot be written.</exception>
    public static void Writing(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, failure);
        }
    }

    /// <summary>
    /// Makes a folder ours without touching what a run left in it. Whoever holds it decides what is to be done only then: what was seen before may have changed
    /// hands since.
    /// </summary>
    public static FileStream Enter(string path)
    {
        if (File.Exists(path))
            throw new RunFolderException($"'{path}' is a file, so a run cannot be kept there. Choose another folder.");
        Writing(path, () => Directory.CreateDirectory(path));
        if (!File.Exists(Path.Combine(path, RunFiles.Experiment)) && Directory.EnumerateFileSystemEntries(path).Any(static entry => !RunFiles.IsOwn(Path.GetFileName(entry))))
            throw new RunFolderException($"The folder '{path}' holds files that are not a run's; nothing there is touched. Choose a new or an empty folder.");
        return Lock(path);
    }

    private static void DeleteTensorBoard(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        File.Delete(Path.Combine(folder, RunFiles.TensorBoardEvents));
        File.Delete(Path.Combine(folder, RunFiles.TensorBoardEvents + Checkpoints.AtomicFile.TemporarySuffix));
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private static void RefuseOccupied(string path, bool overwrite)
    {
        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any(static entry => Path.GetFileName(entry) != RunFiles.Lock))
            return;
        if (!File.Exists(Path.Combine(path, RunFiles.Experiment)))
            throw new RunFolderException($"The folder '{path}' holds files that are not a run's; nothing there is touched. Choose a new or an empty folder.");
        if (!overwrite)
            throw new RunFolderException($"The folder '{path}' holds a run already. Choose another folder, resume that run, or ask for it to be overwritten.");
    }

    private static RunFolderException Unwritable(string path, Exception failure) =>
        new($"The run folder '{path}' cannot be written: {failure.Message} Make room or grant access, or choose another folder; what was whole there still is.", failure);
}
