using System.Text;
using Soma.Data;
using Soma.Testing;

namespace Soma.Tests.Data;

/// <summary>What the tests of data of one's own share: a folder, and a locator that stands in it.</summary>
public abstract class OwnDataTests : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    private DatasetLocator Locator => new(new DatasetPlaces { ProgramFolder = Folder.Path, CurrentFolder = Folder.Path, CacheFolder = string.Empty });

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected DatasetPair Load(string name, string? namedFolder = null) => DataName.Parse(name).Load(Locator, namedFolder).Pair;

    private protected void Refused(string name, params string[] words)
    {
        string message = Xunit.Assert.Throws<DataException>(() => Load(name)).Message;
        Xunit.Assert.All(words, word => Xunit.Assert.Contains(word, message, StringComparison.Ordinal));
    }

    private protected void Write(string path, byte[] contents)
    {
        Folder.Folder(Path.GetDirectoryName(path)!);
        Folder.Write(path, contents);
    }

    private protected void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    private protected static double[] Row(Dataset data, int sample)
    {
        Batch<double> batch = new(1, data.Features, data.Classes);
        data.Fill([sample], batch);
        return batch.Inputs.Row(0).ToArray();
    }
}
