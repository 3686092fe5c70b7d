using System.Reflection;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.PublicApi;

/// <summary>
/// What the libraries show, against approved text files: a change of it is seen in review. With SOMA_APPROVE=1 in the environment the files
/// are rewritten instead; look at the difference before you commit it.
/// </summary>
public sealed class PublicApiTests
{
    private const string Approve = "SOMA_APPROVE";

    public static TheoryData<string> Libraries => ["Soma.Numerics", "Soma", "Soma.Reports"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void What_is_public_is_what_was_approved(string library)
    {
        string text = PublicApiText.Of(Assembly.Load(library)), path = Repository.PathOf("tests", "Soma.Tests", "PublicApi", $"{library}.approved.txt");
        if (Environment.GetEnvironmentVariable(Approve) == "1")
            File.WriteAllText(path, text);
        string[] approved = File.Exists(path) ? File.ReadAllLines(path) : [], found = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] changes = [.. found.Except(approved).Select(static line => $"+ {line}"), .. approved.Except(found).Select(static line => $"- {line}")];
        Assert.True(
            approved.SequenceEqual(found),
            $"The public face of {library} is not what was approved. If that is meant, run the tests once with {Approve}=1 and commit the file.\n{string.Join('\n', changes)}");
    }

    // If the text left these out, it would leave out a change of them as well.
    [Theory]
    [InlineData(typeof(PrimitivePath), "enum Soma.Numerics.PrimitivePath")]
    [InlineData(typeof(PrimitivePath), "  Avx512 = 3")]
    [InlineData(typeof(Primitives), "  static bool AllFinite<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>")]
    [InlineData(typeof(Tensor<>), "  abstract Span<T> Storage { get; }")]
    [InlineData(typeof(ThreadTeam), "sealed class Soma.Numerics.ThreadTeam : IDisposable")]
    [InlineData(typeof(Experiment), "  ulong Seed { get; init; }")]
    [InlineData(typeof(Trainer<>), "  new(Experiment experiment, DatasetPair data, ThreadTeam team, TimeProvider? time = null)")]
    [InlineData(typeof(MinibatchReport), "readonly record struct Soma.Training.MinibatchReport")]
    [InlineData(typeof(Soma.Learning.PhasedRule<>), "  protected abstract void Sweep(in Moment<T> moment, RowRange samples)")]
    [InlineData(typeof(Soma.Learning.RuleInfo), "  ILearningRule<T> Create<T>(object options) where T : unmanaged, IBinaryFloatingPointIeee754<T>")]
    public void Signatures_read_like_source(Type type, string line) => Assert.Contains(line, PublicApiText.Of(type.Assembly).Split('\n'));

    [Fact]
    public void What_is_internal_is_left_out() => Assert.DoesNotContain("AlignedBuffer", PublicApiText.Of(typeof(Primitives).Assembly), StringComparison.Ordinal);
}
