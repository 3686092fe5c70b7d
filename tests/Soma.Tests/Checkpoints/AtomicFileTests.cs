using Soma.Checkpoints;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Checkpoints;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_contents_replace_the_old_whole()
    {
        string path = _folder.File("metrics.csv");
        AtomicFile.WriteText(path, "a long first text\n");
        AtomicFile.WriteText(path, "ä\n");
        Assert.Equal("ä\n"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    // The disk is full after some bytes: neither the old file nor the folder may show it.
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_full_disk_leaves_the_old_contents_and_no_litter(int room)
    {
        string path = _folder.File("checkpoint.safetensors");
        File.WriteAllText(path, "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => new FailingStream(stream, room).Write("much longer than that"u8)));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Before_the_contents_are_whole_a_reader_sees_the_old_ones()
    {
        string path = _folder.File("a.txt");
        File.WriteAllText(path, "old");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void What_a_killed_process_left_beside_does_no_harm()
    {
        string path = _folder.File("a.txt");
        File.WriteAllText(path + AtomicFile.TemporarySuffix, "half of something that is longer than the new text");
        AtomicFile.WriteText(path, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void The_temporary_of_another_writer_is_left_alone()
    {
        string path = _folder.File("a.txt");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("first"u8);
            Assert.Throws<IOException>(() => AtomicFile.WriteText(path, "second"));
        });
        Assert.Equal("first", File.ReadAllText(path));
    }

    [Fact]
    public void A_missing_folder_fails_and_makes_nothing()
    {
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.WriteText(_folder.File("no/such.txt"), "x"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }
}
