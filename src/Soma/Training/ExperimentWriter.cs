namespace Soma.Training;

/// <summary>Writes experiments as JSON, every option with its value.</summary>
internal static class ExperimentWriter
{
    public static string Write(Experiment experiment) => throw new NotSupportedException(experiment.Name);
}
