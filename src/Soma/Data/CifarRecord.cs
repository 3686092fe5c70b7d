namespace Soma.Data;

/// <summary>How a record of the binary versions of CIFAR begins; 3072 bytes of image follow: red, green, blue, each plane row by row.</summary>
/// <param name="LabelBytes">Labels before the image: 1, or 2 where a coarse one comes first.</param>
/// <param name="LabelIndex">Which of them is the class.</param>
internal readonly record struct CifarRecord(int LabelBytes, int LabelIndex)
{
    /// <summary>Bytes of a record.</summary>
    public int Length => LabelBytes + CifarFiles.Features;
}
