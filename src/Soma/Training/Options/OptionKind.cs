namespace Soma.Training.Options;

/// <summary>What an option takes.</summary>
internal enum OptionKind
{
    /// <summary>true or false.</summary>
    Truth,

    /// <summary>An integer.</summary>
    WholeNumber,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>A string.</summary>
    Text,

    /// <summary>One of a few names.</summary>
    Choice,

    /// <summary>A list of one of the other kinds.</summary>
    List,

    /// <summary>An option record of its own.</summary>
    Record,
}
