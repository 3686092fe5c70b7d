using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Soma.Numerics;

namespace Soma.Sweeps;

/// <summary>Draws the settings of a random search. Each key has a stream of its own, so that one more key, or one more setting, leaves the rest as it was.</summary>
/// <param name="seed">Where the randomness starts.</param>
internal sealed class RandomDraws(ulong seed)
{
    // A space that gives the same setting so many times over is taken to be used up.
    private const int DrawsPerSetting = 100;

    private readonly List<(string Key, RandomStream Stream, Func<RandomStream, JsonNode?> Draw)> _keys = [];

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty => _keys.Count == 0;

    /// <summary>Adds a key that takes one of several values.</summary>
    public void Add(string key, IReadOnlyList<JsonNode?> choices) => Add(key, stream => choices[stream.NextInt(choices.Count)]?.DeepClone());

    /// <summary>Adds a key that takes a number from a range.</summary>
    public void Add(string key, RandomRange range) => Add(key, stream => NodeOf(Draw(range, stream)));

    /// <summary>Draws settings, no two of them equal.</summary>
    /// <returns>Fewer than asked for if there are no more.</returns>
    public IReadOnlyList<SweepChoice> Draw(int count, string path)
    {
        List<SweepChoice> drawn = [];
        HashSet<string> seen = [];
        for (long position = 0; drawn.Count < count && position < (long)DrawsPerSetting * (count + DrawsPerSetting); position++)
        {
            KeyValuePair<string, JsonNode?>[] changes = [.. _keys.Select(key => KeyValuePair.Create(key.Key, At(key, position)))];
            if (seen.Add(string.Join('\n', changes.Select(static change => change.Value?.ToJsonString()))))
                drawn.Add(new SweepChoice(path, changes));
        }

        return drawn;
    }

    private void Add(string key, Func<RandomStream, JsonNode?> draw) => _keys.Add((key, new RandomStream(seed).Split($"sweep/{key}"), draw));

    private static JsonNode? At((string Key, RandomStream Stream, Func<RandomStream, JsonNode?> Draw) key, long position)
    {
        key.Stream.MoveTo((ulong)position);
        return key.Draw(key.Stream);
    }

    private static double Draw(RandomRange range, RandomStream stream)
    {
        double value = range.Scale == RandomScale.Log
            ? Math.Exp(stream.NextUniform(Math.Log(range.From), Math.Log(range.To)))
            : stream.NextUniform(range.From, range.To + (range.Whole ? 1 : 0));
        return Math.Clamp(range.Whole ? Math.Floor(value) : Short(value), range.From, range.To);
    }

    // Six digits can be read, written down and typed; and no platform's logarithm is so far from another's.
    private static double Short(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static JsonValue? NodeOf(double value) => JsonValue.Create(JsonSerializer.SerializeToElement(value));
}
