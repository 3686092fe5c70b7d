using System.Text.Json.Serialization;

namespace Soma.Training;

/// <summary>The value type of a network.</summary>
public enum Precision
{
    /// <summary>32 bits, "float" in experiment files: to train.</summary>
    [JsonStringEnumMemberName("float")]
    Bits32,

    /// <summary>64 bits, "double" in experiment files: to compare with exact numbers, at about half the speed.</summary>
    [JsonStringEnumMemberName("double")]
    Bits64,
}
