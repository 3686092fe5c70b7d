namespace Soma.Data;

/// <summary>How a file of a dataset is found to be.</summary>
public enum FileCondition
{
    /// <summary>There, with the length and sum that the publisher's file has, or packed anew with the same contents.</summary>
    Present,

    /// <summary>Not there.</summary>
    Missing,

    /// <summary>Of another length.</summary>
    WrongSize,

    /// <summary>Of the right length, but with other contents.</summary>
    WrongSum,
}

/// <summary>What <see cref="DatasetVerifier"/> found out about a file.</summary>
/// <param name="Name">The name of the file, which may be that of its unpacked form.</param>
/// <param name="Condition">How it is.</param>
/// <param name="Detail">A sentence with what was found and what was expected; empty if all is well.</param>
public sealed record FileReport(string Name, FileCondition Condition, string Detail);
