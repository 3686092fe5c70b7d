namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class PrimitivePathsTests
{
    [Theory]
    [InlineData("scalar")]
    [InlineData("SCALAR")]
    [InlineData(" Scalar ")]
    public void A_known_name_is_taken_in_any_case(string text) => Assert.Equal(PrimitivePath.Scalar, PrimitivePaths.FromEnvironment(text));

    [Fact]
    public void Every_supported_path_can_be_named()
    {
        foreach (PrimitivePath path in PrimitivePaths.Supported)
            Assert.Equal(path, PrimitivePaths.FromEnvironment(path.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void No_name_gives_the_widest_path(string? text) => Assert.Equal(PrimitivePaths.Supported[^1], PrimitivePaths.FromEnvironment(text));

    // The last two are what a lenient reader of enums lets through.
    [Theory]
    [InlineData("avx1024")]
    [InlineData("1")]
    [InlineData("scalar, vector128")]
    public void An_unknown_name_is_refused_with_the_names_there_are(string text)
    {
        string message = Assert.Throws<NotSupportedException>(() => PrimitivePaths.FromEnvironment(text)).Message;
        Assert.Contains("SOMA_PATH", message, StringComparison.Ordinal);
        Assert.Contains($"'{text}'", message, StringComparison.Ordinal);
        Assert.Contains("scalar, vector128, avx2, avx512", message, StringComparison.Ordinal);
    }

    // No processor has every path, but ours may have all that have a name: then a number beyond them stands for one it lacks.
    [Fact]
    public void A_path_that_the_processor_lacks_is_refused_with_those_it_has()
    {
        PrimitivePath lacking = Enum.GetValues<PrimitivePath>().Append((PrimitivePath)99).First(static path => !PrimitivePaths.IsSupported(path));
        string message = Assert.Throws<NotSupportedException>(() => PrimitivePaths.Force(lacking)).Message;
        Assert.Contains(lacking.ToString(), message, StringComparison.Ordinal);
        Assert.EndsWith(string.Join(", ", PrimitivePaths.Supported.Select(static path => path.ToString().ToLowerInvariant())) + ".", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forced_path_holds_until_it_is_disposed()
    {
        PrimitivePath before = PrimitivePaths.Current;
        using (PrimitivePaths.Force(PrimitivePath.Scalar))
            Assert.Equal(PrimitivePath.Scalar, PrimitivePaths.Current);
        Assert.Equal(before, PrimitivePaths.Current);
    }

    [Fact]
    public void The_scalar_path_is_everywhere()
    {
        Assert.Equal(PrimitivePath.Scalar, PrimitivePaths.Supported[0]);
        Assert.Contains(PrimitivePaths.Widest, PrimitivePaths.Supported);
    }
}
