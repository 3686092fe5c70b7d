using System.Globalization;

namespace Soma.Data.Formats;

/// <summary>IDX files of one's own: a folder of four named like those of MNIST (or of two), or the files themselves, samples before labels and training before test.</summary>
internal sealed class IdxFormat : IDataFormat
{
    /// <inheritdoc/>
    public string Name => "idx";

    /// <inheritdoc/>
    public string Usage => "idx:FOLDER, or idx:SAMPLES,LABELS[,TEST-SAMPLES,TEST-LABELS]";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = [SampleJoin.TestOption];

    /// <inheritdoc/>
    public DatasetPair Load(DataRequest request)
    {
        ProblemList problems = new();
        IReadOnlyList<string> files = request.Paths is [string folder] ? IdxFolder.Find(folder, problems) : request.Paths;
        if (request.Paths.Count is 3 or > 4)
            problems.Add($"{request.Paths.Count} files are named; written is {Usage}.");
        if (!problems.IsEmpty)
            throw request.Refuse(problems);

        RawSamples? train = Read(files[0], files[1], problems);
        RawSamples? test = files.Count > 2 ? Read(files[2], files[3], problems) : null;
        return train is not null && problems.IsEmpty ? SampleJoin.Join(request, train, test) : throw request.Refuse(problems);
    }

    private static RawSamples? Read(string samplesPath, string labelsPath, ProblemList problems)
    {
        IdxArray? samples = TryRead(samplesPath, problems);
        IdxArray? labels = TryRead(labelsPath, problems);
        if (samples is { Extents.Count: < 2 })
            problems.Add($"'{samplesPath}' has {samples.Extents.Count} dimension; samples have at least two: their number, and their values.");
        if (labels is not null && (labels.Extents.Count != 1 || labels.Type != IdxType.UnsignedByte))
            problems.Add($"'{labelsPath}' holds values of type {labels.Type} and extents {string.Join(" × ", labels.Extents)}; expected were labels, that is bytes in one dimension.");
        if (samples is null || labels is null || !problems.IsEmpty)
            return null;
        if (samples.Extents[0] != labels.Extents[0])
            problems.Add($"'{samplesPath}' has {samples.Extents[0]} samples, but '{labelsPath}' has {labels.Extents[0]} labels.");
        else if (samples.Bytes.IsEmpty)
            problems.Add($"'{samplesPath}' has the extents {string.Join(" × ", samples.Extents)}, so there is nothing in it.");
        return problems.IsEmpty ? ToSamples(samples, labels, problems) : null;
    }

    private static RawSamples ToSamples(IdxArray samples, IdxArray labels, ProblemList problems)
    {
        bool areBytes = samples.Type == IdxType.UnsignedByte;
        float[] values = areBytes ? [] : ToFloats(samples, problems);
        int features = samples.Extents.Skip(1).Aggregate(1, static (product, extent) => product * extent);
        string[] words = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(static label => label.ToString(CultureInfo.InvariantCulture))];
        return new RawSamples(samples.Path, features, areBytes ? samples.Bytes : default, values, [.. labels.Bytes.ToArray().Select(label => words[label])])
        {
            Image = samples.Extents.Count == 3 ? new ImageShape(1, samples.Extents[1], samples.Extents[2]) : null,
        };
    }

    private static float[] ToFloats(IdxArray samples, ProblemList problems)
    {
        float[] values = [.. samples.ToDoubles().Select(static value => (float)value)];
        int outside = Array.FindIndex(values, static value => !float.IsFinite(value));
        if (outside >= 0)
            problems.Add($"'{samples.Path}' has a value that is no finite number of single precision, at index {outside}.");
        return values;
    }

    private static IdxArray? TryRead(string path, ProblemList problems)
    {
        try
        {
            return IdxFile.Read(path);
        }
        catch (DataException fault)
        {
            problems.Add(fault.Message);
            return null;
        }
    }
}
