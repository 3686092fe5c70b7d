using Soma.Data;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The name says nothing: a packed file without .gz and a plain one with it are both read.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bytes_are_read_plain_or_packed(bool packed)
    {
        byte[] plain = Idx.Bytes([2, 3], 1, 2, 3, 4, 5, 255);
        IdxArray array = IdxFile.Read(_folder.Write(packed ? "images" : "images.gz", packed ? Idx.Gzip(plain) : plain));
        Assert.Equal(IdxType.UnsignedByte, array.Type);
        Assert.Equal([2, 3], array.Extents);
        Assert.Equal([1, 2, 3, 4, 5, 255], array.Bytes.ToArray());
        Assert.Equal([1.0, 2, 3, 4, 5, 255], array.ToDoubles());
    }

    [Fact]
    public void Doubles_are_read_with_the_most_significant_byte_first()
    {
        IdxArray array = IdxFile.Read(_folder.Write("x", Idx.Gzip(Idx.Doubles([3], 0.1, -2, 1e300))));
        Assert.Equal(IdxType.DoublePrecision, array.Type);
        Assert.Equal([0.1, -2, 1e300], array.ToDoubles());
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Contains("There is no file", Refused(_folder.File("nowhere")), StringComparison.Ordinal);

    [Fact]
    public void An_empty_file() => Refused([], "is empty");

    [Fact]
    public void A_file_of_another_kind() => Refused("<html>"u8.ToArray(), "begins with the bytes 3C68746D");

    [Fact]
    public void A_file_that_ends_within_its_first_bytes() => Refused([0, 0, 8], "begins with the bytes 000008");

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x0B)]
    [InlineData(0xFF)]
    public void A_type_that_is_not_read(byte type) => Refused(Idx.Of(type, [1], 0), $"type 0x{type:X2}");

    [Fact]
    public void No_dimensions() => Refused(Idx.Bytes([], 0), "no dimensions");

    [Fact]
    public void A_file_that_ends_within_its_extents() => Refused(Idx.Bytes([2, 3])[..9], "2 of them need 8 bytes, but it has 5");

    [Fact]
    public void A_file_that_ends_early() => Refused(Idx.Counting(2, 3)[..^1], "2 × 3 need 6 bytes");

    [Fact]
    public void A_file_that_goes_on() => Refused([.. Idx.Counting(2, 3), 0], "goes on behind its last value");

    [Fact]
    public void A_count_beyond_31_bits() => Refused(Idx.Bytes([-1, 3], 0), "extent 4294967295 in dimension 0");

    // 65536 · 65536 wraps to 0 in 32 bits; the file would pass as empty.
    [Theory]
    [InlineData(65536, 65536)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Extents_that_overflow(int rows, int columns) => Refused(Idx.Bytes([rows, columns]), "that can be held");

    // A few bytes must not make us set two gigabytes aside.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_promise_that_the_file_is_too_short_to_keep(bool packed)
    {
        byte[] plain = Idx.Bytes([2_000_000_000]);
        Refused(packed ? Idx.Gzip(plain) : plain, "too short to hold them");
    }

    // Cut within the data, within the check sum, within the length, and right behind the first bytes.
    [Fact]
    public void A_gzip_file_that_ends_early_is_refused_wherever_it_ends()
    {
        byte[] whole = Idx.Gzip(Idx.Counting(100, 3));
        for (int length = 0; length < whole.Length; length++)
            Refused(whole[..length], string.Empty);
    }

    // The ten bytes of its head hold a time and other things that nobody reads.
    [Fact]
    public void A_gzip_file_with_any_bit_changed_behind_its_head_is_refused()
    {
        byte[] packed = Idx.Gzip(Idx.Counting(100, 3));
        for (int place = 10; place < packed.Length; place++)
        {
            packed[place] ^= 0x10;
            Refused(packed, string.Empty);
            packed[place] ^= 0x10;
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(2)]
    public void A_gzip_file_that_does_not_match_its_check_sum_or_length(int fromEnd)
    {
        byte[] packed = Idx.Gzip(Idx.Counting(100, 3));
        packed[^fromEnd] ^= 1;
        Refused(packed, "damaged gzip file");
    }

    [Fact]
    public void Bytes_behind_a_gzip_file() => Refused([.. Idx.Gzip(Idx.Counting(2, 3)), 1, 2, 3], "something was appended");

    [Fact]
    public void Values_behind_the_last_in_a_gzip_file() => Refused(Idx.Gzip([.. Idx.Counting(2, 3), 0]), "goes on behind its last value");

    private void Refused(byte[] contents, string word) => Assert.Contains(word, Refused(_folder.Write("bad", contents)), StringComparison.Ordinal);

    private static string Refused(string path)
    {
        string message = Assert.Throws<DataException>(() => IdxFile.Read(path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        return message;
    }
}
