using System.Globalization;
using Soma.Networks;

namespace Soma.Checkpoints;

/// <summary>What a checkpoint adds to a plain safetensors file: its own keys in the metadata.</summary>
public static class CheckpointFormat
{
    /// <summary>The format that this version writes; it reads every format up to this one.</summary>
    public const int Version = 1;

    /// <summary>Keys that begin so are the format's own.</summary>
    public const string Prefix = "soma.";

    private const string FormatKey = Prefix + "format";
    private const string ArchitectureKey = Prefix + "architecture";

    /// <summary>Our keys, then the trainer's in the order of their code points, so that the bytes do not depend on a dictionary.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Metadata(Architecture architecture, IReadOnlyDictionary<string, string> state)
    {
        if (state.Keys.FirstOrDefault(IsOurs) is { } reserved)
            throw new ArgumentException($"The key '{reserved}' begins with '{Prefix}', which the checkpoint keeps for itself.", nameof(state));
        return
        [
            new(FormatKey, Version.ToString(CultureInfo.InvariantCulture)),
            new(ArchitectureKey, architecture.ToString()),
            .. state.OrderBy(static pair => pair.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The layers, once it is certain that the file is a checkpoint that this version can read.</summary>
    internal static Architecture ReadArchitecture(SafeTensorsFile file)
    {
        if (!file.Metadata.TryGetValue(FormatKey, out string? format) || !file.Metadata.TryGetValue(ArchitectureKey, out string? layers))
            throw new CheckpointException($"The file '{file.Path}' is a safetensors file but not a checkpoint: its metadata lacks '{FormatKey}' or '{ArchitectureKey}'. Name a checkpoint.");
        if (!int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out int version) || version < 1)
            throw new CheckpointException($"The checkpoint '{file.Path}' has the format '{format}'; expected was a number from 1 to {Version}. Use another copy of the file.");
        if (version > Version)
            throw new CheckpointException($"The checkpoint '{file.Path}' was written by a newer version (format {version}; this version reads up to {Version}). Update Soma.");
        return Parse(layers) ?? throw new CheckpointException(
            $"The checkpoint '{file.Path}' has the layers '{layers}'; expected were at least two sizes such as 784-500-10. Use another copy of the file.");
    }

    /// <summary>The trainer's own keys.</summary>
    internal static Dictionary<string, string> ReadState(SafeTensorsFile file)
        => file.Metadata.Where(static pair => !IsOurs(pair.Key)).ToDictionary(StringComparer.Ordinal);

    private static bool IsOurs(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    private static Architecture? Parse(string layers)
    {
        List<int> sizes = [];
        foreach (string part in layers.Split('-'))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < 1)
                return null;
            sizes.Add(size);
        }

        return sizes.Count < 2 ? null : new Architecture(sizes);
    }
}
