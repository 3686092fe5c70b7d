namespace Soma.Tests.Golden;

/// <summary>Golden images come plane by plane; Soma keeps the channels of a pixel together.</summary>
internal static class Images
{
    /// <summary>Examples of (channel, pixel) as (pixel, channel).</summary>
    public static double[] ToPixels(double[] planes, int channels, int pixels) => Rearranged(planes, channels, pixels);

    /// <summary>Examples of (pixel, channel) as (channel, pixel).</summary>
    public static double[] ToPlanes(double[] values, int channels, int pixels) => Rearranged(values, pixels, channels);

    private static double[] Rearranged(double[] values, int outer, int inner)
    {
        double[] result = new double[values.Length];
        for (int start = 0; start < values.Length; start += outer * inner)
        {
            for (int index = 0; index < outer * inner; index++)
                result[start + (index % inner * outer) + (index / inner)] = values[start + index];
        }

        return result;
    }
}
