using Soma.Data;
using Soma.Training;

namespace Soma.Sweeps;

/// <summary>The data of a sweep: each dataset is read once and shared by all runs, which only read it.</summary>
/// <param name="load">Finds and reads a dataset by its name.</param>
internal sealed class SweepData(Func<string, DatasetPair> load)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DatasetPair> _read = [];
    private readonly Dictionary<(string Name, int Validation), DatasetPair> _divided = [];

    /// <summary>The data of an experiment, with its validation samples set apart.</summary>
    /// <exception cref="DataException">It is not there, or cannot be used.</exception>
    public DatasetPair Of(Experiment experiment)
    {
        lock (_gate)
        {
            if (_divided.TryGetValue((experiment.Data, experiment.Validation), out DatasetPair? divided))
                return divided;
            if (!_read.TryGetValue(experiment.Data, out DatasetPair? whole))
                _read[experiment.Data] = whole = load(experiment.Data);
            return _divided[(experiment.Data, experiment.Validation)] = DataFit.Divide(experiment, whole);
        }
    }
}
