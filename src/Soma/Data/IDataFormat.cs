namespace Soma.Data;

/// <summary>
/// A way to bring data of one's own: how files of one kind become samples with classes. A new format is one file with a class that implements this and has a
/// constructor without parameters; <see cref="DataName"/> finds it, and no list is edited.
/// </summary>
internal interface IDataFormat
{
    /// <summary>What is written before the colon, such as "csv".</summary>
    string Name { get; }

    /// <summary>How a name is written, for messages: "csv:FILE or csv:FOLDER".</summary>
    string Usage { get; }

    /// <summary>The options that may follow a question mark.</summary>
    IReadOnlyList<string> Options { get; }

    /// <summary>Reads the data.</summary>
    /// <param name="request">What to read, and how.</param>
    /// <exception cref="DataException">It is not there, damaged, of another kind, or does not belong together; the message lists all that could be found out.</exception>
    DatasetPair Load(DataRequest request);
}
