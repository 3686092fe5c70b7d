namespace Soma.Data;

/// <summary>How the features of a sample make an image: plane after plane, each row by row from the top left.</summary>
/// <param name="Channels">Planes: 1 for grey, 3 for red, green and blue.</param>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
public sealed record ImageShape(int Channels, int Rows, int Columns)
{
    /// <summary>Values that make one image.</summary>
    public int Features => checked(Channels * Rows * Columns);

    /// <summary>For people, such as "28 × 28 grey" or "32 × 32 colour".</summary>
    public override string ToString() => $"{Rows} × {Columns} {(Channels == 1 ? "grey" : Channels == 3 ? "colour" : $"in {Channels} planes")}";
}
