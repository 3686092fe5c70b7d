namespace Soma.Data.Formats;

/// <summary>
/// Pictures in one folder per class, named like the class: FOLDER/cat/1.png. With FOLDER/train and FOLDER/test there are two such sets; else some are set apart for
/// the test. Classes and pictures come in the order of their names.
/// </summary>
internal sealed class ImageFolderFormat : IDataFormat
{
    private const string PngEnding = ".png", TrainFolder = "train", TestFolder = "test";

    // Other pictures would be missed by the person who put them there; other files are theirs to keep.
    private static readonly string[] _otherPictures = [".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".pgm", ".ppm", ".svg"];

    /// <inheritdoc/>
    public string Name => "images";

    /// <inheritdoc/>
    public string Usage => "images:FOLDER with a folder of PNG files per class, or with such folders under train and test, then perhaps ?test=SHARE";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = [SampleJoin.TestOption];

    /// <inheritdoc/>
    public DatasetPair Load(DataRequest request)
    {
        ProblemList problems = new();
        string folder = request.Paths[0];
        if (request.Paths.Count > 1)
            problems.Add($"{request.Paths.Count} folders are named; written is {Usage}.");
        else if (!Directory.Exists(folder))
            problems.Add(File.Exists(folder) ? $"'{folder}' is a file; expected was a folder with a folder per class." : $"There is no folder '{folder}'.");
        string[] parts = [Path.Combine(folder, TrainFolder), Path.Combine(folder, TestFolder)];
        bool[] there = [.. parts.Select(Directory.Exists)];
        if (there[0] != there[1])
            problems.Add($"'{folder}' has '{(there[0] ? TrainFolder : TestFolder)}' but not '{(there[0] ? TestFolder : TrainFolder)}'; expected were both, or a folder per class.");
        if (!problems.IsEmpty)
            throw request.Refuse(problems);

        RawSamples? train = Read(there[0] ? parts[0] : folder, problems);
        RawSamples? test = there[1] ? Read(parts[1], problems) : null;
        return train is not null && problems.IsEmpty ? SampleJoin.Join(request, train, test) : throw request.Refuse(problems);
    }

    private static RawSamples? Read(string folder, ProblemList problems)
    {
        string[] classes = [.. Directory.EnumerateDirectories(folder).Where(static path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal)];
        if (classes.Length == 0)
            problems.Add($"'{folder}' has no folders; expected was one per class, named like the class.");
        string[] files = [.. classes.SelectMany(path => Pictures(path, problems))];
        if (files.Length == 0)
            return null;

        ImageShape? shape = null;
        string firstFile = files[0];
        MemoryStream samples = new();
        foreach (string file in files)
        {
            if (TryRead(file, problems) is not { } image)
                continue;
            if (shape is null)
                (shape, firstFile) = (image.Shape, file);
            else if (shape != image.Shape)
                problems.Add($"'{file}' is {image.Shape}, but '{firstFile}' is {shape}; all must be alike.");
            if (problems.IsEmpty)
                samples.Write(image.Planes);
        }

        return shape is null || !problems.IsEmpty
            ? null
            : new RawSamples(folder, shape.Features, samples.ToArray(), default, [.. files.Select(static file => Path.GetFileName(Path.GetDirectoryName(file)!))]) { Image = shape };
    }

    private static string[] Pictures(string folder, ProblemList problems)
    {
        ILookup<string, string> files = Directory.EnumerateFiles(folder).Where(static path => !Path.GetFileName(path).StartsWith('.')).ToLookup(static path => Path.GetExtension(path).ToLowerInvariant());
        string[] others = [.. _otherPictures.SelectMany(ending => files[ending])];
        if (others.Length > 0)
            problems.Add($"'{folder}' has {others.Length} pictures that are no PNG, such as '{Path.GetFileName(others[0])}'; save them as PNG, or take them out.");
        else if (!files[PngEnding].Any())
            problems.Add($"The class '{folder}' has no PNG files.");
        return [.. files[PngEnding].Order(StringComparer.Ordinal)];
    }

    private static PngImage? TryRead(string path, ProblemList problems)
    {
        try
        {
            return PngImage.Read(path);
        }
        catch (InvalidDataException fault)
        {
            problems.Add($"'{path}' {fault.Message}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problems.Add($"'{path}' {PackedFile.Describe(fault)}.");
        }

        return null;
    }
}
