using Soma.Data;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Data;

public sealed class DatasetFetcherTests : IDisposable
{
    private const string First = "train-images.gz";
    private const string Publisher = "http://publisher.test/tiny/";
    private const string Mirror = "https://mirror.test/tiny/";

    private static readonly TinySource _source = new();
    private static readonly byte[] _first = TinySource.Contents(First);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeServer _server = new();
    private readonly HttpClient _client;

    public DatasetFetcherTests()
    {
        _client = new HttpClient(_server);
        foreach (DatasetFile file in _source.Files)
        {
            _server.Offer(Publisher + file.Name, TinySource.Contents(file.Name));
            _server.Offer(Mirror + file.Name, TinySource.Contents(file.Name));
        }
    }

    private string Target => _folder.File("fetched");

    private string Part => Path.Combine(_folder.Folder("fetched"), First + DatasetFetcher.PartSuffix);

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task All_files_come_from_the_publisher()
    {
        await Fetch();
        AssertWhole();
        Assert.Equal(_source.Files.Select(static file => (file.Address.AbsoluteUri, (long?)null)), _server.Requests);
    }

    [Fact]
    public async Task What_is_there_and_right_is_not_fetched_again()
    {
        await Fetch();
        _server.Requests.Clear();
        await Fetch();
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task What_is_there_and_wrong_is_replaced()
    {
        File.WriteAllBytes(Path.Combine(_folder.Folder("fetched"), First), [.. _first[..^1], 77]);
        await Fetch();
        AssertWhole();
    }

    [Theory]
    [InlineData("https://mirror.test/tiny")]
    [InlineData("https://mirror.test/tiny/")]
    public async Task A_mirror_on_the_web_is_asked_instead(string mirror)
    {
        await Fetch(mirror);
        AssertWhole();
        Assert.All(_server.Requests, static request => Assert.StartsWith(Mirror, request.Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_can_be_the_mirror()
    {
        await Fetch(TinySource.WriteTo(_folder));
        AssertWhole();
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_mirror_folder_that_lacks_files_gives_the_others_and_names_what_it_lacks()
    {
        string message = await Refused(TinySource.WriteTo(_folder, (First, null), ("test-labels.gz", null)));
        Assert.Contains($"There is no file '{_folder.File(First)}'", message, StringComparison.Ordinal);
        Assert.Contains($"There is no file '{_folder.File("test-labels.gz")}'", message, StringComparison.Ordinal);
        Assert.Equal(["test-images.gz", "train-labels.gz"], Names());
    }

    [Fact]
    public async Task A_transfer_that_breaks_off_goes_on_where_it_stopped()
    {
        _server.BreaksAfter = 20;
        string message = await Refused();
        Assert.Contains($"broke off at 20 of {_first.Length} bytes", message, StringComparison.Ordinal);
        Assert.Contains("Run it again", message, StringComparison.Ordinal);
        Assert.Equal(_first[..20], await File.ReadAllBytesAsync(Part));

        _server.BreaksAfter = null;
        _server.Requests.Clear();
        await Fetch();
        AssertWhole();
        Assert.All(_server.Requests, static request => Assert.Equal(20, request.From));
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_sends_the_whole_again()
    {
        await File.WriteAllBytesAsync(Part, _first[..20]);
        _server.ServesRanges = false;
        await Fetch();
        AssertWhole();
    }

    [Fact]
    public async Task A_part_longer_than_the_file_is_begun_anew()
    {
        await File.WriteAllBytesAsync(Part, [.. _first, 1, 2, 3]);
        await Fetch();
        AssertWhole();
    }

    // The part came from elsewhere and is as long as what this server has: it answers 416, and is asked for the whole.
    [Fact]
    public async Task A_server_that_has_nothing_to_add_is_asked_for_the_whole()
    {
        await File.WriteAllBytesAsync(Part, _first[..^1]);
        _server.Offer(Publisher + First, _first[..^1]);
        await Refused();
        Assert.Equal([(Publisher + First, _first.Length - 1), (Publisher + First, null)], _server.Requests[..2]);
    }

    // The process was killed between the last byte and the renaming.
    [Fact]
    public async Task A_part_that_is_whole_is_taken_as_it_is()
    {
        await File.WriteAllBytesAsync(Part, _first);
        await Fetch();
        AssertWhole();
        Assert.DoesNotContain(_server.Requests, static request => request.Address.EndsWith(First, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_sum_deletes_the_part_and_tells_both_sums()
    {
        byte[] other = [.. _first[..^1], (byte)(_first[^1] ^ 1)];
        _server.Offer(Publisher + First, other);
        string message = await Refused();
        Assert.Contains(_source.Files[0].Sha256, message, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(other)), message, StringComparison.Ordinal);
        Assert.Equal(["test-images.gz", "test-labels.gz", "train-labels.gz"], Names());
    }

    // A page of an access point, say: told by its length before a byte is written.
    [Fact]
    public async Task Another_length_is_refused_and_what_is_there_is_kept()
    {
        _server.Offer(Publisher + First, "<html>sign in</html>"u8.ToArray());
        await File.WriteAllBytesAsync(Part, _first[..10]);
        _server.ServesRanges = false;
        Assert.Contains($"offers 20 bytes at {Publisher}{First}; the file has {_first.Length}", await Refused(), StringComparison.Ordinal);
        Assert.Equal(_first[..10], await File.ReadAllBytesAsync(Part));
    }

    [Fact]
    public async Task A_server_that_sends_too_much_is_stopped()
    {
        _server.TellsLength = false;
        _server.Offer(Publisher + First, [.. _first, .. new byte[1000]]);
        Assert.Contains($"more than the {_first.Length} bytes", await Refused(), StringComparison.Ordinal);
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_status_and_address_and_the_mirrors()
    {
        string message = await Refused("https://mirror.test/elsewhere");
        Assert.Contains("404", message, StringComparison.Ordinal);
        Assert.Contains("https://mirror.test/elsewhere/train-images.gz", message, StringComparison.Ordinal);
        Assert.Contains($"soma data fetch tiny --from {Mirror}", message, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_asked_once()
    {
        _server.Answers = false;
        Assert.Contains("Name or service not known", await Refused(), StringComparison.Ordinal);
        Assert.Single(_server.Requests);
        Assert.Empty(Names());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        string path = _folder.Write("fetched", []);
        Assert.Contains(path, await Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_rises_to_the_bytes_of_all_files()
    {
        Recorder progress = new();
        await new DatasetFetcher(_client).FetchAsync(_source, Target, progress: progress);
        Assert.Equal(progress.Reports.Order(), progress.Reports);
        Assert.Equal(_source.Files.Sum(static file => file.Bytes), progress.Reports[^1]);
    }

    [Fact]
    public async Task Cancelling_stops_and_is_not_taken_for_a_fault()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DatasetFetcher(_client).FetchAsync(_source, Target, cancellation: cancelled.Token));
        Assert.Empty(Names());
    }

    [Fact]
    public void Verifying_tells_of_each_file_how_it_is()
    {
        TinySource.WriteTo(_folder, ("train-images.gz", null), ("train-labels.gz", [1, 2, 3]), ("test-images.gz", [.. TinySource.Contents("test-images.gz")[..^1], 99]));
        IReadOnlyList<FileReport> reports = DatasetVerifier.Verify(_source, _folder.Path);
        Assert.Equal([FileCondition.Missing, FileCondition.WrongSize, FileCondition.WrongSum, FileCondition.Present], reports.Select(static report => report.Condition));
        Assert.Contains("3 bytes", reports[1].Detail, StringComparison.Ordinal);
        Assert.Contains(_source.Files[2].Sha256, reports[2].Detail, StringComparison.Ordinal);
        Assert.Empty(reports[3].Detail);
    }

    private Task Fetch(string? mirror = null) => new DatasetFetcher(_client).FetchAsync(_source, Target, mirror);

    private async Task<string> Refused(string? mirror = null) => (await Assert.ThrowsAsync<DataException>(() => Fetch(mirror))).Message;

    private IEnumerable<string> Names() => Directory.GetFiles(Target).Select(static path => Path.GetFileName(path)).Order();

    private void AssertWhole()
    {
        Assert.Equal(_source.Files.Select(static file => file.Name).Order(), Names());
        Assert.All(_source.Files, file => Assert.Equal(TinySource.Contents(file.Name), File.ReadAllBytes(Path.Combine(Target, file.Name))));
    }

    private sealed class Recorder : IProgress<long>
    {
        public List<long> Reports { get; } = [];

        public void Report(long value) => Reports.Add(value);
    }
}
