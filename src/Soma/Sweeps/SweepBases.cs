using System.Text.Json.Nodes;
using Soma.Training;

namespace Soma.Sweeps;

/// <summary>The experiments that a sweep varies, each read once.</summary>
/// <param name="origin">The sweep file: paths are relative to its folder.</param>
internal sealed class SweepBases(string origin)
{
    private readonly Dictionary<string, JsonObject?> _trees = [];

    /// <summary>Reads an experiment and notes what is wrong with it.</summary>
    /// <param name="wanted">A name or a path.</param>
    /// <param name="path">Where the sweep file names it.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public void Require(string wanted, string path, List<Problem> problems)
    {
        if (_trees.ContainsKey(wanted))
            return;
        List<Problem> found = [];
        JsonObject? tree = null;
        try
        {
            string file = Path.Combine(Path.GetDirectoryName(origin) ?? "", wanted);
            string json = ExperimentLibrary.Find(wanted)?.Json ?? ExperimentLibrary.ReadFile(file, wanted);
            if (ExperimentTree.Parse(json, found) is { } written && new ExperimentInheritance(file, found).Resolve(written) is { } resolved)
            {
                tree = (JsonObject)resolved.DeepClone();
                new ExperimentBinder(KnownNames.Catalogued, found).Bind(resolved);
            }
        }
        catch (ExperimentException failure)
        {
            found.AddRange(failure.Problems);
        }

        if (found.Count > 0)
            problems.Add(new(path, $"names '{wanted}', which cannot be used: {string.Join(" ", found)}"));
        _trees[wanted] = tree;
    }

    /// <summary>A copy of an experiment that was found right.</summary>
    public JsonObject Copy(string wanted) => (JsonObject)_trees[wanted]!.DeepClone();
}
