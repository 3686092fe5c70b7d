using System.Numerics;
using Soma.Data;
using Soma.Networks;

namespace Soma.Checkpoints;

/// <summary>
/// Everything needed to go on: the synapses, and the trainer's own notes as text. The file holds neither a time nor anything of the
/// machine, so the same run gives the same bytes anywhere.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="Synapses">All that the network learned or remembers; each value finite.</param>
/// <param name="State">The trainer's own keys, such as "epoch" or "experiment"; none begins with <see cref="CheckpointFormat.Prefix"/>.</param>
public sealed record Checkpoint<T>(Synapses<T> Synapses, IReadOnlyDictionary<string, string> State)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The layers of the network.</summary>
    public Architecture Architecture => Synapses.Architecture;

    /// <summary>Where it was read from, for messages.</summary>
    private string Origin { get; init; } = "The checkpoint";

    /// <summary>Reads a checkpoint. One of single precision is read exactly into a network of double precision; the other way is refused.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">There is no such file; it is damaged; it is not a checkpoint; it was written by a newer version; a weight is not finite.</exception>
    public static Checkpoint<T> Load(string path)
    {
        SafeTensorsFile file = SafeTensors.Read(path);
        Architecture architecture = CheckpointFormat.ReadArchitecture(file);
        ProblemList problems = new();
        Synapses<T> synapses = SynapseReader.Read<T>(file, architecture, problems);
        if (!problems.IsEmpty)
            throw new CheckpointException(problems.After($"The checkpoint '{path}' cannot be used") + "\nUse another checkpoint, or train again.");
        return new Checkpoint<T>(synapses, CheckpointFormat.ReadState(file)) { Origin = $"The checkpoint '{path}'" };
    }

    /// <summary>Reads a checkpoint of a network with the given layers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">The layers of the network that is to go on.</param>
    /// <exception cref="CheckpointException">As for <see cref="Load(string)"/>; or it is from another network.</exception>
    public static Checkpoint<T> Load(string path, Architecture expected)
    {
        Checkpoint<T> checkpoint = Load(path);
        checkpoint.RequireArchitecture(expected);
        return checkpoint;
    }

    /// <summary>Writes the checkpoint beside and renames it once it is whole: a crash leaves the old one or the new one.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="CheckpointException">It cannot be written; what was there before is untouched.</exception>
    /// <exception cref="ArgumentException">A key of <see cref="State"/> is reserved.</exception>
    public void Save(string path)
    {
        IReadOnlyList<KeyValuePair<string, string>> metadata = CheckpointFormat.Metadata(Architecture, State);
        try
        {
            SafeTensorsWriter.Save<T>(path, metadata, [.. Synapses.All.Select(static pair => (pair.Key, pair.Value))]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                $"The checkpoint '{path}' cannot be written ({fault.Message.TrimEnd('.')}); what was there before is untouched. Make room or choose another folder.", fault);
        }
    }

    /// <summary>Refuses a checkpoint of a network with other layers.</summary>
    /// <param name="expected">The layers of the network that is to go on.</param>
    /// <exception cref="CheckpointException">It is from another network.</exception>
    public void RequireArchitecture(Architecture expected)
    {
        if (Architecture != expected)
            throw new CheckpointException($"{Origin} is from another network: its layers are {Architecture}, expected were {expected}. Use a checkpoint of this network, or train a new one.");
    }

    /// <summary>Refuses a checkpoint whose tensors are not those that a rule grows: a missing one, one too many, or one of another shape.</summary>
    /// <param name="expected">New synapses of the network that is to go on; only their names and shapes are looked at.</param>
    /// <exception cref="CheckpointException">It is from another network; the message lists every difference.</exception>
    public void RequireSynapses(Synapses<T> expected)
    {
        RequireArchitecture(expected.Architecture);
        Dictionary<string, string> found = Shapes(Synapses);
        Dictionary<string, string> wanted = Shapes(expected);
        ProblemList problems = new();
        foreach ((string name, string shape) in wanted)
        {
            if (!found.TryGetValue(name, out string? other))
                problems.Add($"The synapses '{name}' of shape {shape} are missing.");
            else if (other != shape)
                problems.Add($"The synapses '{name}' have the shape {other}, expected was {shape}.");
        }

        foreach (string name in found.Keys.Except(wanted.Keys))
            problems.Add($"The synapses '{name}' are not part of this network.");
        if (!problems.IsEmpty)
            throw new CheckpointException(problems.After($"{Origin} is from another network or another rule") + "\nUse a checkpoint of this network, or train a new one.");
    }

    private static Dictionary<string, string> Shapes(Synapses<T> synapses)
        => synapses.All.ToDictionary(static pair => pair.Key, static pair => $"({pair.Value.Outputs}, {pair.Value.Inputs})");
}
