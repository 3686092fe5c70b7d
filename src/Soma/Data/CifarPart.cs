namespace Soma.Data;

/// <summary>
/// Fills the samples of one part of CIFAR, to train or to test, from the records of its files. Room is made once and filled in place, whatever the order in which
/// the files come.
/// </summary>
internal sealed class CifarPart
{
    private readonly CifarRecord _record;
    private readonly IReadOnlyList<UnpackedFile> _files;
    private readonly int _classes;
    private readonly byte[] _samples;
    private readonly byte[] _labels;

    /// <summary>Makes room.</summary>
    /// <param name="files">The files, in the order of the samples; their lengths are whole numbers of records.</param>
    /// <param name="record">How a record begins.</param>
    /// <param name="classes">Number of classes.</param>
    public CifarPart(IReadOnlyList<UnpackedFile> files, CifarRecord record, int classes)
    {
        _record = record;
        _files = files;
        _classes = classes;
        int count = files.Sum(RecordsIn);
        _samples = new byte[count * CifarFiles.Features];
        _labels = new byte[count];
    }

    /// <summary>All images, one after the other.</summary>
    public ReadOnlyMemory<byte> Samples => _samples;

    /// <summary>All classes.</summary>
    public ReadOnlyMemory<byte> Labels => _labels;

    /// <summary>Whether a file belongs to this part.</summary>
    public bool Has(UnpackedFile file) => _files.Contains(file);

    /// <summary>Reads the records of a file.</summary>
    /// <param name="file">One of the files of this part.</param>
    /// <param name="stream">Its contents.</param>
    /// <param name="origin">How messages name it.</param>
    /// <param name="problems">Receives what is wrong with it.</param>
    public void Read(UnpackedFile file, Stream stream, string origin, ProblemList problems)
    {
        int first = _files.TakeWhile(other => other != file).Sum(RecordsIn);
        int records = RecordsIn(file);
        Span<byte> labels = stackalloc byte[_record.LabelBytes];
        bool labelsFit = true;
        for (int i = 0; i < records; i++)
        {
            int sample = first + i;
            int read = stream.ReadAtLeast(labels, labels.Length, throwOnEndOfStream: false);
            if (read == labels.Length)
                read += stream.ReadAtLeast(_samples.AsSpan(sample * CifarFiles.Features, CifarFiles.Features), CifarFiles.Features, throwOnEndOfStream: false);
            if (read < _record.Length)
            {
                problems.Add($"{origin} ends early: it has {((long)i * _record.Length) + read} bytes; expected were {Expected(file)}.");
                return;
            }

            byte label = _labels[sample] = labels[_record.LabelIndex];
            if (label >= _classes && labelsFit)
            {
                labelsFit = false;
                problems.Add($"{origin} has the label {label} in record {i}; labels go from 0 to {_classes - 1}.");
            }
        }

        if (stream.ReadByte() >= 0)
            problems.Add($"{origin} goes on behind its last record; expected were {Expected(file)}.");
    }

    /// <summary>The length that a file should have, for messages.</summary>
    public string Expected(UnpackedFile file) => $"{file.Bytes} bytes ({RecordsIn(file)} records of {_record.Length})";

    private int RecordsIn(UnpackedFile file) => (int)(file.Bytes / _record.Length);
}
