namespace Soma.Training;

/// <summary>The JSON Schema of experiment files, made from the same attributes that the reader checks by.</summary>
public static class ExperimentSchema
{
    /// <summary>The schema (draft 2020-12) as JSON text, ending in a line break.</summary>
    public static string ToJson() => throw new NotSupportedException();
}
