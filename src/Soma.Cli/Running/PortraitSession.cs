using Soma.Checkpoints;
using Soma.Cli.Reporting;
using Soma.Data;
using Soma.Numerics;
using Soma.Reports;
using Soma.Training;
using Soma.Training.Portraits;

namespace Soma.Cli.Running;

/// <summary>Has the networks of runs portrayed for a report: the first seed of each experiment, as long as there are portraits left. What cannot be portrayed is said and passed over.</summary>
/// <param name="data">The value of --data; null to look in the usual places.</param>
/// <param name="threads">Threads to use.</param>
internal sealed class PortraitSession(string? data, int threads)
{
    private readonly Dictionary<string, DataSource> _sources = new(StringComparer.Ordinal);

    /// <summary>Adds the portraits to what a report is drawn from.</summary>
    /// <param name="content">The runs.</param>
    /// <param name="most">How many portraits at most; 0 for none.</param>
    /// <param name="cancellation">Stops it.</param>
    public ReportContent Add(ReportContent content, int most, CancellationToken cancellation)
    {
        List<RunPortrait> portraits = [];
        List<string> without = [];
        using ThreadTeam team = new(threads);
        foreach (RunGroup group in content.Groups.Take(most))
        {
            string label = RunPortrait.LabelOf(group, group.Runs[0]);
            try
            {
                Portrait portrait = Portray(group.Runs[0].Folder, team, cancellation);
                if (portrait.Divergence is { } divergence)
                    without.Add($"No portrait of {label}: {divergence}");
                else
                    portraits.Add(new RunPortrait(label, portrait));
            }
            catch (Exception failure) when (failure is RunFolderException or CheckpointException or ExperimentException or DataException or IOException or UnauthorizedAccessException)
            {
                without.Add($"No portrait of {label}: {failure.Message}");
            }
        }

        if (content.Groups.Count > most)
            without.Add($"{Wording.Whole(content.Groups.Count - most)} of {Wording.Whole(content.Groups.Count)} experiments were not portrayed; --portraits N portrays more, the first seed of each.");
        return content with { Portraits = portraits, WithoutPortrait = without };
    }

    private Portrait Portray(string folder, ThreadTeam team, CancellationToken cancellation)
    {
        ITrainedNetwork network = TrainedNetwork.Load(folder);
        if (!_sources.TryGetValue(network.Experiment.Data, out DataSource? source))
            _sources.Add(network.Experiment.Data, source = DataSource.Load(network.Experiment.Data, data));
        return network.Portray(source.Pair.Test, team, cancellation);
    }
}
