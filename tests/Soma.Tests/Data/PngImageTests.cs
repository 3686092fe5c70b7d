using Soma.Data;
using Soma.Data.Formats;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Data;

public sealed class PngImageTests : IDisposable
{
    // 5 × 6 pixels, value x·37 + y²·11 modulo 256, written by another program (Pillow 9.4 over libpng and zlib).
    private const string Grey = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGCAAAAAAukAuXAAAAKElEQVR4nAXBMQ0AIAADMCB8O1GwoxpQgX87tHPASpKstu2+sB/MAx89ZQPSuLc13QAAAABJRU5ErkJggg==";
    private const string GreyAlpha = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGCAQAAACh8pzAAAAAKklEQVR4nGNkYFC1gUAmbgYYZFJkgEEWcwZVKGTxRTCTGVQZVBmSGVQZAK36BVNnJ+irAAAAAElFTkSuQmCC";

    // The same in red, x·50 in green, 255 − y·40 in blue; the second with x·60 as transparency.
    private const string Colour = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGCAIAAACEmcMcAAAANklEQVR4nF3HMQ0AIAxFwUfyt6roUAMsqEBFTdcNTHQgueUGnJg0GWXQ5JRD06ICmvb3fE8IuA0eCmZrznAvAAAAAElFTkSuQmCC";
    private const string ColourAlpha = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGCAYAAAAL+1RLAAAAOUlEQVR4nGNkYPjPoGrEYIOMWbgZbjBwMzCgYBZFhhsMigwMKJjFnOEGgyoDAwpm8cUmmIwkmAylASBUC1b1qJgtAAAAAElFTkSuQmCC";

    private const string OneBit = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGAQMAAAAxNcYIAAAABlBMVEUAAAD///+l2Z/dAAAADklEQVR4nGMIYFjBAMUAEHQC6TqDS8QAAAAASUVORK5CYII=";
    private const string SixteenBits = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGEAAAAAB+ANfUAAAAI0lEQVR4nGNkYFCFAiZuOGBShAMWc3OYAhZfXxiTUVgYxgQA3u4HldcD93gAAAAASUVORK5CYII=";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Grey)]
    [InlineData(GreyAlpha)]
    public void Grey_images_of_another_program_are_one_plane(string file)
    {
        PngImage image = Read(Convert.FromBase64String(file));
        Assert.Equal(new ImageShape(1, 6, 5), image.Shape);
        Assert.Equal(Pixels(static (x, y) => (x * 37) + (y * y * 11)), image.Planes);
    }

    [Theory]
    [InlineData(Colour)]
    [InlineData(ColourAlpha)]
    public void Colour_images_of_another_program_are_three_planes(string file)
    {
        PngImage image = Read(Convert.FromBase64String(file));
        Assert.Equal(new ImageShape(3, 6, 5), image.Shape);
        byte[] expected = [.. Pixels(static (x, y) => (x * 37) + (y * y * 11)), .. Pixels(static (x, _) => x * 50), .. Pixels(static (_, y) => 255 - (y * 40))];
        Assert.Equal(expected, image.Planes);
    }

    [Fact]
    public void A_palette_gives_its_colours()
    {
        byte[] file = PngFile.Of(1, 3, 3, [0, 2, 0, 1], palette: [10, 20, 30, 40, 50, 60, 70, 80, 90]);
        Assert.Equal([70, 10, 40, 80, 20, 50, 90, 30, 60], Read(file).Planes);
    }

    // Each filter in a row of its own, in the first row too, with every width of pixel.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(4, 2)]
    [InlineData(6, 4)]
    public void Every_filter_is_taken_back(byte kind, int channels)
    {
        const int Columns = 7, Rows = 10;
        byte[] pixels = [.. Enumerable.Range(0, Rows * Columns * channels).Select(static i => (byte)(i * i * 31 % 253))];
        for (byte first = 0; first < 5; first++)
        {
            byte[] filtered = PngFile.Rows(pixels, Columns * channels, row => (byte)((row + first) % 5), channels);
            byte[] planes = Read(PngFile.Of(Rows, Columns, kind, filtered)).Planes;
            for (int i = 0; i < planes.Length; i++)
                Assert.Equal(pixels[(i % (Rows * Columns) * channels) + (i / (Rows * Columns))], planes[i]);
        }
    }

    [Fact]
    public void Pixels_may_be_divided_into_chunks_anywhere_and_other_chunks_are_passed_over()
    {
        byte[] packed = PngFile.Pack([0, 1, 2, 0, 3, 4]);
        byte[] file = PngFile.Join(PngFile.Header(2, 2, 0), PngFile.Chunk("tEXt", [65, 0, 66]), PngFile.Chunk("IDAT", packed[..3]), PngFile.Chunk("IDAT", []), PngFile.Chunk("IDAT", packed[3..]), PngFile.Chunk("IEND", []));
        Assert.Equal([1, 2, 3, 4], Read(file).Planes);
    }

    [Theory]
    [InlineData(OneBit, "has 1 bits per channel; 8 can be read")]
    [InlineData(SixteenBits, "has 16 bits per channel; 8 can be read")]
    public void Other_depths_are_refused(string file, string message) => Refused(message, Convert.FromBase64String(file));

    [Fact]
    public void Interlaced_images_are_refused() => Refused("is interlaced", PngFile.Of(1, 1, 0, [0, 0], interlaced: 1));

    [Fact]
    public void What_is_no_png_is_refused()
    {
        Refused("does not begin as a PNG does", [0xFF, 0xD8, 0xFF, 0xE0]);
        Refused("does not begin as a PNG does", []);
        Refused("colour type 5", PngFile.Of(1, 1, 5, [0, 0]));
    }

    // Cut anywhere, an image is refused and never half read.
    [Fact]
    public void Every_shorter_file_is_refused()
    {
        byte[] file = Convert.FromBase64String(Grey);
        for (int length = 0; length < file.Length; length++)
            Assert.ThrowsAny<InvalidDataException>(() => Read(file[..length]));
    }

    // Any one bit of any chunk: the check sums notice.
    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        byte[] file = Convert.FromBase64String(Grey);
        for (int i = 0; i < file.Length; i++)
        {
            byte[] spoilt = [.. file[..i], (byte)(file[i] ^ 0x10), .. file[(i + 1)..]];
            Assert.ThrowsAny<InvalidDataException>(() => Read(spoilt));
        }
    }

    [Fact]
    public void Too_few_and_too_many_pixels_are_refused()
    {
        Refused("2 rows of 2 pixels need 6 bytes, but it has 5", PngFile.Of(2, 2, 0, [0, 1, 2, 0, 3]));
        Refused("2 rows of 2 pixels need 6 bytes, but it has more", PngFile.Of(2, 2, 0, [0, 1, 2, 0, 3, 4, 5]));
        Refused("pixels cannot be unpacked", PngFile.Join(PngFile.Header(1, 1, 0), PngFile.Chunk("IDAT", [1, 2, 3, 4, 5, 6, 7, 8]), PngFile.Chunk("IEND", [])));
        Refused("has the filter 9", PngFile.Of(1, 1, 0, [9, 1]));
        Refused("has a pixel of colour 2, but its palette has 2", PngFile.Of(1, 1, 3, [0, 2], palette: [1, 2, 3, 4, 5, 6]));
    }

    // A header of 33 bytes must not make the program set gigabytes aside.
    [Theory]
    [InlineData(int.MaxValue, int.MaxValue, "which cannot be read")]
    [InlineData(0, 5, "which cannot be read")]
    [InlineData(20_000, 20_000, "need 400020000 bytes, but it has fewer")]
    public void Hostile_sizes_are_refused(int rows, int columns, string message) => Refused(message, PngFile.Of(rows, columns, 0, [0, 0]));

    [Fact]
    public void Chunks_out_of_place_are_refused()
    {
        Refused("the chunk IDAT stands where it cannot", PngFile.Join(PngFile.Chunk("IDAT", []), PngFile.Header(1, 1, 0), PngFile.Chunk("IEND", [])));
        Refused("the chunk IHDR stands where it cannot", PngFile.Join(PngFile.Header(1, 1, 0), PngFile.Header(1, 1, 0), PngFile.Chunk("IEND", [])));
        Refused("cut off", PngFile.Join(PngFile.Header(1, 1, 0), PngFile.Chunk("IDAT", PngFile.Pack([0, 1]))));
    }

    private static byte[] Pixels(Func<int, int, int> value) => [.. Enumerable.Range(0, 30).Select(i => (byte)value(i % 5, i / 5))];

    private PngImage Read(byte[] file) => PngImage.Read(_folder.Write("image.png", file));

    private void Refused(string message, byte[] file) => Assert.Contains(message, Assert.ThrowsAny<InvalidDataException>(() => Read(file)).Message, StringComparison.Ordinal);
}
