namespace Soma.Data;

/// <summary>
/// Loads a dataset of four IDX files: images and labels, to train and to test. It goes on after a fault as far as it can, so that
/// one message tells all that is wrong.
/// </summary>
/// <param name="source">The dataset.</param>
/// <param name="folder">Where its files lie.</param>
internal sealed class LabelledImages(IDatasetSource source, string folder)
{
    private readonly ProblemList _problems = new();

    /// <summary>Reads and compares the files.</summary>
    /// <param name="train">Images and labels to train with.</param>
    /// <param name="test">Images and labels to test with.</param>
    /// <exception cref="DataException">Something is missing, damaged or does not belong together.</exception>
    public DatasetPair Load((DatasetFile Images, DatasetFile Labels) train, (DatasetFile Images, DatasetFile Labels) test)
    {
        (IdxArray Images, IdxArray Labels)? trainArrays = Read(train.Images, train.Labels);
        (IdxArray Images, IdxArray Labels)? testArrays = Read(test.Images, test.Labels);
        if (trainArrays is { } first && testArrays is { } second && !first.Images.Extents.Skip(1).SequenceEqual(second.Images.Extents.Skip(1)))
            _problems.Add($"'{first.Images.Path}' has images of {Size(first.Images)}, but '{second.Images.Path}' of {Size(second.Images)}.");
        if (!_problems.IsEmpty || trainArrays is null || testArrays is null)
            throw new DataException(_problems.After($"The dataset '{source.Name}' in '{folder}' cannot be used") + $"\nGet the files with: soma data fetch {source.Name}");
        return new DatasetPair(Join("train", trainArrays.Value), Join("test", testArrays.Value));
    }

    private (IdxArray Images, IdxArray Labels)? Read(DatasetFile imagesFile, DatasetFile labelsFile)
    {
        IdxArray? images = Read(imagesFile);
        IdxArray? labels = Read(labelsFile);
        if (images is not null && !AreImages(images))
            images = null;
        if (labels is not null && !AreLabels(labels))
            labels = null;
        if (labels is not null)
            CheckRange(labels);
        if (images is null || labels is null)
            return null;
        if (images.Extents[0] != labels.Extents[0])
            _problems.Add($"'{images.Path}' has {images.Extents[0]} images, but '{labels.Path}' has {labels.Extents[0]} labels.");
        return (images, labels);
    }

    private IdxArray? Read(DatasetFile file)
    {
        if (file.FindIn(folder) is not { } path)
        {
            _problems.Add($"The file '{file.Name}' is missing.");
            return null;
        }

        try
        {
            return IdxFile.Read(path);
        }
        catch (DataException fault)
        {
            _problems.Add(fault.Message);
            return null;
        }
    }

    private bool AreImages(IdxArray array)
    {
        if (array.Type == IdxType.UnsignedByte && array.Extents.Count > 1 && !array.Bytes.IsEmpty)
            return true;
        _problems.Add($"'{array.Path}' holds {Kind(array)}; expected were images, that is bytes in at least two dimensions.");
        return false;
    }

    private bool AreLabels(IdxArray array)
    {
        if (array.Type == IdxType.UnsignedByte && array.Extents.Count == 1 && !array.Bytes.IsEmpty)
            return true;
        _problems.Add($"'{array.Path}' holds {Kind(array)}; expected were labels, that is bytes in one dimension.");
        return false;
    }

    private void CheckRange(IdxArray labels)
    {
        int last = source.LabelNames.Count - 1;
        int outside = labels.Bytes.Span.IndexOfAnyExceptInRange((byte)0, (byte)last);
        if (outside >= 0)
            _problems.Add($"'{labels.Path}' has the label {labels.Bytes.Span[outside]} at index {outside}; labels go from 0 to {last}.");
    }

    private Dataset Join(string part, (IdxArray Images, IdxArray Labels) arrays)
    {
        IReadOnlyList<int> extents = arrays.Images.Extents;
        int features = arrays.Images.Bytes.Length / extents[0];
        return new Dataset($"{source.Name}/{part}", features, source.LabelNames.Count, arrays.Images.Bytes, arrays.Labels.Bytes)
        {
            Image = extents.Count == 3 ? new ImageShape(1, extents[1], extents[2]) : null,
            LabelNames = source.LabelNames,
        };
    }

    private static string Kind(IdxArray array) => $"values of type {array.Type} and extents {string.Join(" × ", array.Extents)}";

    private static string Size(IdxArray images) => string.Join(" × ", images.Extents.Skip(1));
}
