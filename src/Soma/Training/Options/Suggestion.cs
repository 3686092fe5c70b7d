namespace Soma.Training.Options;

/// <summary>Guesses what was meant.</summary>
public static class Suggestion
{
    /// <summary>The name nearest to what was written, if one is near.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">What would be valid.</param>
    /// <returns>A valid name, or null if none is near.</returns>
    public static string? Nearest(string written, IEnumerable<string> names) => throw new NotSupportedException($"{written}{names}");
}
