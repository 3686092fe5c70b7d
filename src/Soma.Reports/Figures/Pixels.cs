using Soma.Reports.Charts;
using Soma.Training.Portraits;

namespace Soma.Reports.Figures;

/// <summary>Values as pixels.</summary>
internal static class Pixels
{
    private const int Colours = 3, Levels = 48;

    /// <summary>An image as it looks, values from 0 to 1: three planes as colours, one as grey, others by their mean.</summary>
    public static byte[] OfImage(Picture picture) => Paint(picture, static value => Byte(value), static value => (Byte(value), Byte(value), Byte(value)));

    /// <summary>Weights: grey inputs from blue (negative) over white to vermilion, colours as the colour that excites most; each field by its own greatest size.</summary>
    public static byte[] OfWeights(Picture weights)
    {
        double most = Math.Max(weights.Values.Max(Math.Abs), 1e-30);

        // Fewer shades than the eye tells apart make the file a third as long.
        double Share(double weight) => Math.Round((0.5 + (weight / (2 * most))) * Levels) / Levels;
        return Paint(weights, weight => Byte(Share(weight)), weight => ColourRamp.Signed.At(Share(weight)));
    }

    private static byte[] Paint(Picture picture, Func<double, byte> ofPlane, Func<double, (byte R, byte G, byte B)> ofGrey)
    {
        int pixels = picture.Shape.Rows * picture.Shape.Columns;
        byte[] bytes = new byte[4 * pixels];
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            (byte r, byte g, byte b) = picture.Shape.Channels == Colours
                ? (ofPlane(picture.Values[pixel]), ofPlane(picture.Values[pixels + pixel]), ofPlane(picture.Values[(2 * pixels) + pixel]))
                : ofGrey(Enumerable.Range(0, picture.Shape.Channels).Average(plane => picture.Values[(plane * pixels) + pixel]));
            (bytes[4 * pixel], bytes[(4 * pixel) + 1], bytes[(4 * pixel) + 2], bytes[(4 * pixel) + 3]) = (r, g, b, byte.MaxValue);
        }

        return bytes;
    }

    private static byte Byte(double share) => (byte)Math.Round(byte.MaxValue * Math.Clamp(share, 0, 1));
}
