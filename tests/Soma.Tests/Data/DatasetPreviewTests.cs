using Soma.Data;
using Xunit;

namespace Soma.Tests.Data;

public sealed class DatasetPreviewTests
{
    private static readonly Dataset _digits = new OptDigits().Load().Train;

    // Drawn by another program from the publisher's file.
    [Fact]
    public void Small_images_stand_side_by_side_under_their_classes()
        => Assert.Equal(
            [
                "0: 0              1: 0",
                "    --@@##            **@@--",
                "  ==@@----**        ==@@++@@--",
                "  ++@@..  **..      **@@  --%%..",
                "  --@@..  --==      ####    ****",
                "  ==%%..  ++==      ####    ++##",
                "  ::##    %%--      ==@@    %%**",
                "    %%++@@++          @@++**@@..",
                "    --%%==            **@@@@..",
            ],
            DatasetPreview.Draw(_digits, 0, 2));

    [Fact]
    public void No_line_is_wider_than_asked()
    {
        Dataset wide = new("wide", 40 * 200, 1, new byte[40 * 200], new byte[1]) { Image = new ImageShape(1, 40, 200) };
        Dataset signal = new("signal", 100, 1, new float[100], new byte[1]);
        foreach (int width in new[] { 16, 20, 79, 80 })
            Assert.All(new[] { wide, signal, _digits }.SelectMany(data => DatasetPreview.Draw(data, 0, 5, width)), line => Assert.True(line.Length <= width));
    }

    // Two rows of a large image share a line: 28 × 28 pixels become 28 × 14 characters.
    [Fact]
    public void Large_images_have_a_character_for_two_pixels()
    {
        byte[] pixels = new byte[28 * 28];
        pixels.AsSpan(0, 56).Fill(255);
        pixels.AsSpan(56, 28).Fill(255);
        IReadOnlyList<string> lines = DatasetPreview.Draw(new Dataset("x", 784, 1, pixels, new byte[1]) { Image = new ImageShape(1, 28, 28) }, 0, 1);
        Assert.Equal(15, lines.Count);
        Assert.Equal(new string('@', 28), lines[1]);
        Assert.Equal(new string('+', 28), lines[2]);
        Assert.Equal(string.Empty, lines[3]);
    }

    [Fact]
    public void Wide_images_are_drawn_smaller()
    {
        byte[] pixels = [.. Enumerable.Range(0, 64 * 64).Select(static i => (byte)(i % 64 < 32 ? 255 : 0))];
        IReadOnlyList<string> lines = DatasetPreview.Draw(new Dataset("x", 64 * 64, 1, pixels, new byte[1]) { Image = new ImageShape(1, 64, 64) }, 0, 1, 32);
        Assert.Equal(17, lines.Count);
        Assert.All(lines.Skip(1), static line => Assert.Equal(new string('@', 16), line));
    }

    // Green is bright, blue is dark: a sum of planes with equal weights would show them alike.
    [Fact]
    public void Colours_become_their_brightness()
    {
        byte[] pixels = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255];
        Dataset data = new("x", 12, 1, pixels, new byte[1]) { Image = new ImageShape(3, 1, 4) };
        Assert.Equal("::++..@@", DatasetPreview.Draw(data, 0, 1)[1]);
    }

    [Fact]
    public void Samples_that_are_no_images_are_bars()
    {
        Dataset data = new("x", 5, 1, new float[] { -1, 0, 1, 3, -0.75f }, new byte[1]) { LabelNames = ["up"] };
        Assert.Equal(["0: up", "▁▃▅█▁"], DatasetPreview.Draw(data, 0, 1));
    }

    [Fact]
    public void What_is_not_there_is_not_drawn()
    {
        Assert.Empty(DatasetPreview.Draw(_digits, _digits.Count, 3));
        Assert.Single(DatasetPreview.Draw(_digits, _digits.Count - 1, 3)[0].Split("  ", StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(DatasetPreview.Draw(_digits, 0, 0));
    }
}
