namespace Soma.Networks.Blocks;

/// <summary>
/// What a layer of blocks takes and gives: fully connected units, or a convolution of 3 × 3 pixels with a border of zeros, whose image may then be halved by taking the largest of 2 × 2 pixels.
/// </summary>
/// <param name="InputChannels">Values per pixel of its input; of a fully connected layer after another one its units.</param>
/// <param name="InputRows">Height of its input in pixels; 1 if it is no image.</param>
/// <param name="InputColumns">Width of its input in pixels; 1 if it is no image.</param>
/// <param name="Channels">Values per pixel that it gives; of a fully connected layer its units.</param>
/// <param name="IsConvolution">Whether it is a convolution.</param>
/// <param name="Pools">Whether its image is halved.</param>
public sealed record BlockShape(int InputChannels, int InputRows, int InputColumns, int Channels, bool IsConvolution = false, bool Pools = false)
{
    /// <summary>Pixels of the window of a convolution.</summary>
    public const int Taps = 9;

    /// <summary>Pixels before pooling; 1 of a fully connected layer.</summary>
    public int Pixels => IsConvolution ? InputRows * InputColumns : 1;

    /// <summary>Height of what it gives.</summary>
    public int Rows => !IsConvolution ? 1 : Pools ? InputRows / 2 : InputRows;

    /// <summary>Width of what it gives.</summary>
    public int Columns => !IsConvolution ? 1 : Pools ? InputColumns / 2 : InputColumns;

    /// <summary>Pixels of what it gives.</summary>
    public int PooledPixels => Rows * Columns;

    /// <summary>Units: all values that it gives.</summary>
    public int Units => Channels * PooledPixels;

    /// <summary>Inputs of one unit: nine pixels, row by row and each with its channels, or all there is below.</summary>
    public int Inputs => InputChannels * (IsConvolution ? Taps : InputRows * InputColumns);
}
