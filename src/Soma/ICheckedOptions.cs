namespace Soma;

/// <summary>Options that know what is wrong among themselves, beside single values out of range: a name that does not exist, or two values that do not go together.</summary>
internal interface ICheckedOptions
{
    /// <summary>What is wrong: the key, as written in experiment files, and why. Values that could not be read count as their defaults.</summary>
    IEnumerable<(string Key, string Message)> Wrong { get; }
}
