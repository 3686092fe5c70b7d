using Soma.Checkpoints;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Checkpoints;

/// <summary>Every way in which a safetensors file can be malformed is refused, with a word that tells which.</summary>
public sealed class MalformedSafeTensorsTests : IDisposable
{
    private const string Good = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_case_that_the_others_spoil_is_good() => Assert.Equal(["a"], SafeTensors.Read(_folder.WriteSafeTensors(Good, new byte[8])).Names);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_file_too_short_for_its_length(int bytes) => Refused(new byte[bytes], $"It has {bytes} bytes");

    [Fact]
    public void A_header_beyond_the_file() => Refused([.. SafeTensorsBytes.Length(50), .. "{}"u8], "header of 50 bytes, but only 2 follow");

    [Theory]
    [InlineData(100_000_001UL)]
    [InlineData((ulong)long.MaxValue)]
    [InlineData(ulong.MaxValue)]
    public void A_header_longer_than_the_format_allows(ulong length) => Refused([.. SafeTensorsBytes.Length(length), .. "{}"u8], "the format allows 100000000");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"a":}""")]
    [InlineData("""{"\ud800":{}}""")]
    public void A_header_that_is_not_JSON(string header) => Refused(SafeTensorsBytes.Of(header), "not JSON");

    [Theory]
    [InlineData("[]", "Array")]
    [InlineData("7", "Number")]
    [InlineData("null", "Null")]
    public void A_header_that_is_not_an_object(string header, string kind) => Refused(SafeTensorsBytes.Of(header), $"JSON {kind}");

    [Fact]
    public void A_header_that_is_not_UTF_8() => Refused(SafeTensorsBytes.Of([.. "{\""u8, 0xC3, 0x28, .. "\":{}}"u8], []), "UTF-8");

    [Fact]
    public void A_name_given_twice()
        => Refused("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'a' occurs more than once");

    [Fact]
    public void A_field_given_twice() => Refused("""{"a":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}""", 8, "'shape' more than once");

    [Fact]
    public void A_metadata_key_given_twice() => Refused("""{"__metadata__":{"k":"1","k":"2"}}""", 0, "'k' occurs more than once");

    [Theory]
    [InlineData("""{"__metadata__":{"epoch":7}}""", "'epoch'")]
    [InlineData("""{"__metadata__":{"epoch":null}}""", "'epoch'")]
    [InlineData("""{"__metadata__":["epoch"]}""", "object of strings")]
    public void Metadata_that_is_not_text(string header, string word) => Refused(header, 0, word);

    [Theory]
    [InlineData("F31")]
    [InlineData("")]
    [InlineData("f32")]
    public void An_unknown_type(string type) => Refused(Good.Replace("F32", type, StringComparison.Ordinal), 8, $"unknown type '{type}'");

    [Theory]
    [InlineData("I64")]
    [InlineData("U8")]
    [InlineData("BF16")]
    [InlineData("BOOL")]
    public void A_type_of_the_format_that_is_not_supported(string type)
        => Refused(Good.Replace("F32", type, StringComparison.Ordinal), 8, $"{type}, which the format knows but which is not supported here");

    [Theory]
    [InlineData("""{"a":7}""", "Number")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", "'dtype'")]
    [InlineData("""{"a":{"dtype":32,"shape":[2],"data_offsets":[0,8]}}""", "'dtype'")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,8]}}""", "'shape'")]
    [InlineData("""{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", "'shape'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "'data_offsets'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8]}}""", "'data_offsets'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}}""", "'data_offsets'")]
    public void A_field_that_is_missing_or_of_the_wrong_kind(string header, string word) => Refused(header, 8, word);

    [Theory]
    [InlineData("[-2]")]
    [InlineData("[2.5]")]
    [InlineData("[1e999]")]
    [InlineData("[2147483648]")]
    [InlineData("[99999999999999999999]")]
    public void A_shape_that_is_not_of_extents(string shape) => Refused(Good.Replace("[2]", shape, StringComparison.Ordinal), 8, "'shape'");

    // 2³¹−1 to the third power times 4 wraps to a small number in 64 bits if nobody looks.
    [Theory]
    [InlineData("[2147483647,2147483647,2147483647]")]
    [InlineData("[1073741824,1073741824,4]")]
    public void A_shape_that_overflows(string shape) => Refused(Good.Replace("[2]", shape, StringComparison.Ordinal), 8, "more bytes than can be counted");

    [Theory]
    [InlineData("[0,16]", "cut off")]
    [InlineData("[9223372036854775800,9223372036854775807]", "cut off")]
    [InlineData("[0,9223372036854775808]", "'data_offsets'")]
    [InlineData("[-8,0]", "'data_offsets'")]
    public void Offsets_outside_the_file(string offsets, string word) => Refused(Good.Replace("[0,8]", offsets, StringComparison.Ordinal), 8, word);

    [Fact]
    public void A_beginning_behind_the_end() => Refused(Good.Replace("[0,8]", "[8,0]", StringComparison.Ordinal), 8, "behind its end");

    [Theory]
    [InlineData("[0,4]")]
    [InlineData("[0,12]")]
    public void A_size_that_does_not_match_the_shape(string offsets) => Refused(Good.Replace("[0,8]", offsets, StringComparison.Ordinal), 12, "need 8");

    [Fact]
    public void Tensors_that_overlap()
        => Refused("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlaps the tensor 'a'");

    [Fact]
    public void Two_tensors_in_the_same_place()
        => Refused("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "overlaps the tensor 'a'");

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""")]
    [InlineData("""{"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""")]
    public void A_hole(string header) => Refused(header, 12, "hole");

    [Fact]
    public void Trailing_bytes() => Refused(Good, 9, "1 bytes that belong to no tensor");

    [Fact]
    public void A_file_that_was_cut_off() => Refused(Good, 7, "cut off");

    [Fact]
    public void All_faults_are_told_at_once()
    {
        string header = """{"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[-2],"data_offsets":[8,16]},"__metadata__":{"k":1}}""";
        string message = Refused(header, 16, "'a'");
        Assert.Contains("'b'", message, StringComparison.Ordinal);
        Assert.Contains("'k'", message, StringComparison.Ordinal);
    }

    // A hostile file with thousands of faults must not fill the screen.
    [Fact]
    public void A_flood_of_faults_is_cut_short()
    {
        string message = Refused("{" + string.Join(',', Enumerable.Range(0, 5000).Select(static i => $"\"t{i}\":0")) + "}", 0, "and 4980 more");
        Assert.True(message.Length < 4000);
    }

    private string Refused(string header, int dataLength, string word) => Refused(SafeTensorsBytes.Of(header, new byte[dataLength]), word);

    private string Refused(byte[] contents, string word)
    {
        string path = _folder.Write("bad.safetensors", contents);
        string message = Assert.Throws<CheckpointException>(() => SafeTensors.Read(path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains(word, message, StringComparison.Ordinal);
        return message;
    }
}
