using System.Globalization;

namespace Soma.Reports.Charts;

/// <summary>Colours that stand for values, told apart in grey and by every kind of colour vision.</summary>
internal sealed class ColourRamp
{
    private readonly (int R, int G, int B)[] _stops;

    private ColourRamp(params string[] stops) =>
        _stops = [.. stops.Select(static stop => (Part(stop, 1), Part(stop, 3), Part(stop, 5)))];

    /// <summary>From dark blue over grey to yellow, lighter for more: for values without a middle (after Nuñez, Anderton and Renslow's cividis, 2018).</summary>
    public static ColourRamp Sequential { get; } = new("#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838");

    /// <summary>From white to vermilion: for errors, of which none is best.</summary>
    public static ColourRamp Errors { get; } = new("#ffffff", "#f7cfb5", "#ee9a63", "#d55e00", "#a03f00");

    /// <summary>From blue over white to vermilion: for values with a sign.</summary>
    public static ColourRamp Signed { get; } = new("#00456b", "#0072b2", "#8fc3e3", "#ffffff", "#f0b58d", "#d55e00", "#8a3c00");

    /// <summary>The colour of a value.</summary>
    /// <param name="share">From 0 to 1.</param>
    public (byte R, byte G, byte B) At(double share)
    {
        double place = Math.Clamp(share, 0, 1) * (_stops.Length - 1);
        int index = Math.Min((int)place, _stops.Length - 2);
        double rest = place - index;
        return (Mix(_stops[index].R, _stops[index + 1].R, rest), Mix(_stops[index].G, _stops[index + 1].G, rest), Mix(_stops[index].B, _stops[index + 1].B, rest));
    }

    /// <summary>The same as SVG writes it, and the ink that can be read on it.</summary>
    /// <param name="share">From 0 to 1.</param>
    public (string Fill, string Ink) Cell(double share)
    {
        (byte r, byte g, byte b) = At(share);
        double brightness = (0.299 * r) + (0.587 * g) + (0.114 * b);
        return (string.Create(CultureInfo.InvariantCulture, $"#{r:x2}{g:x2}{b:x2}"), brightness > 140 ? "#1a1a1a" : "#fefefe");
    }

    private static byte Mix(int from, int to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static int Part(string stop, int start) => int.Parse(stop.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
