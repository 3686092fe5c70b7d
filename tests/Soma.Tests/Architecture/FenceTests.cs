using System.Text.RegularExpressions;

namespace Soma.Tests.Layering;

/// <summary>Only Soma.Numerics is unsafe, vectorised or threaded: whoever looks for a race or a wild pointer looks in one place.</summary>
public sealed class FenceTests
{
    private static readonly string[] _forbidden =
    [
        @"\bunsafe\b",
        @"\bSystem\.Runtime\.Intrinsics\b",
        @"\bVector(64|128|256|512)?<",
        @"\bnew (System\.Threading\.)?Thread\(",
        @"\bThreadPool\.",
        @"\bParallel\.",
        @"\bAsParallel\(",
    ];

    // The command line waits for signals and downloads; the library has nothing to wait for.
    private const string TaskStart = @"\bTask\.(Run|Factory)\b";

    [Fact]
    public void Unsafe_vector_and_thread_code_lies_in_numerics_only()
    {
        string[] trespassers =
        [
            .. from file in SourceTree.Under(string.Empty)
               where !file.Path.StartsWith("Soma.Numerics/", StringComparison.Ordinal)
               from pattern in Forbidden(file)
               where Regex.IsMatch(file.Code, pattern)
               select $"{file.Path}: {pattern}",
        ];
        Assert.Empty(trespassers);
    }

    // If the patterns found nothing here either, the test above would prove nothing.
    [Theory]
    [InlineData(@"\bunsafe\b")]
    [InlineData(@"\bSystem\.Runtime\.Intrinsics\b")]
    [InlineData(@"\bVector(64|128|256|512)?<")]
    [InlineData(@"\bnew (System\.Threading\.)?Thread\(")]
    public void What_is_forbidden_outside_is_found_inside(string pattern) =>
        Assert.Contains(SourceTree.Under("Soma.Numerics"), file => Regex.IsMatch(file.Code, pattern));

    [Fact]
    public void Only_numerics_may_compile_unsafe_code()
    {
        string[] projects = [.. Directory.EnumerateFiles(SourceTree.Root, "*.*proj", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(SourceTree.Root, "*.props"))];
        Assert.NotEmpty(projects);
        string permitted = Assert.Single(projects, static project => File.ReadAllText(project).Contains("AllowUnsafeBlocks", StringComparison.Ordinal));
        Assert.Equal("Soma.Numerics.csproj", Path.GetFileName(permitted));
    }

    private static IEnumerable<string> Forbidden(SourceFile file) =>
        file.Path.StartsWith("Soma.Cli/", StringComparison.Ordinal) ? _forbidden : _forbidden.Append(TaskStart);
}
