using Soma.Data;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Data;

public sealed class DatasetLocatorTests : IDisposable
{
    private static readonly TinySource _source = new();

    private readonly TemporaryFolder _folder = new();
    private readonly DatasetPlaces _places;

    public DatasetLocatorTests() => _places = new DatasetPlaces
    {
        FromEnvironment = _folder.Folder("environment"),
        ProgramFolder = _folder.Folder("repository/src/bin"),
        CurrentFolder = _folder.Folder("home/work"),
        CacheFolder = _folder.Folder("cache"),
    };

    public void Dispose() => _folder.Dispose();

    // Each place in turn is filled, from the last to the first: each must win over those before.
    [Fact]
    public void Places_are_tried_in_the_order_promised()
    {
        string[] places = ["cache/soma/tiny", "home/data/tiny", "home/work/data/tiny", "repository/data/tiny", "repository/src/bin/data/tiny", "environment/tiny", "environment"];
        Assert.All(places, place => Assert.Equal(Fill(place), new DatasetLocator(_places).Find(_source)));
    }

    [Theory]
    [InlineData("named")]
    [InlineData("named/tiny")]
    public void A_named_folder_holds_the_files_or_a_folder_of_the_name(string place)
    {
        string expected = Fill(place);
        Fill("environment");
        Assert.Equal(expected, new DatasetLocator(_places).Find(_source, _folder.File("named")));
    }

    [Fact]
    public void A_named_folder_counts_from_the_current_one()
    {
        string expected = Fill("home/named");
        Assert.Equal(expected, new DatasetLocator(_places).Find(_source, "../named"));
    }

    // Someone who names a folder must not get the data of another one unnoticed.
    [Fact]
    public void A_named_folder_without_the_files_is_an_error_although_other_places_have_them()
    {
        Fill("cache/soma/tiny");
        string message = Assert.Throws<DataException>(() => new DatasetLocator(_places).Find(_source, _folder.Folder("named"))).Message;
        Assert.Contains($"{_folder.File("named")}: none of its files", message, StringComparison.Ordinal);
        Assert.DoesNotContain("cache", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_lacks_a_file_is_passed_over()
    {
        File.Delete(Path.Combine(Fill("repository/data/tiny"), "test-images.gz"));
        string expected = Fill("cache/soma/tiny");
        Assert.Equal(expected, new DatasetLocator(_places).Find(_source));
    }

    [Fact]
    public void If_nothing_is_found_every_place_is_named_with_what_it_lacks_and_the_way_out()
    {
        File.Delete(Path.Combine(Fill("repository/data/tiny"), "test-images.gz"));
        string message = Assert.Throws<DataException>(() => new DatasetLocator(_places).Find(_source)).Message;
        Assert.Contains($"{_folder.File("repository/data/tiny")}: lacks test-images.gz", message, StringComparison.Ordinal);
        Assert.Contains($"{_folder.File("environment")}: none of its files", message, StringComparison.Ordinal);
        Assert.Contains($"{_folder.File("cache/soma/tiny")}: no such folder", message, StringComparison.Ordinal);
        Assert.Contains($"{_folder.File("home/work/data/tiny")}: no such folder", message, StringComparison.Ordinal);
        Assert.Contains("soma data fetch tiny", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_fetched_without_a_folder_is_found_again()
    {
        DatasetLocator locator = new(_places with { FromEnvironment = null });
        string place = locator.FetchFolder(_source);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        Directory.Move(Fill("elsewhere"), place);
        Assert.Equal(place, locator.Find(_source));
    }

    [Fact]
    public void A_user_without_a_cache_gets_a_data_folder_that_is_found_again()
    {
        DatasetLocator locator = new(_places with { FromEnvironment = string.Empty, CacheFolder = string.Empty });
        Assert.Equal(Fill("home/work/data/tiny"), locator.FetchFolder(_source));
        Assert.Equal(locator.FetchFolder(_source), locator.Find(_source));
    }

    // A package of the operating system may put the files anywhere; what a person fetched or named comes first.
    [Fact]
    public void Further_folders_of_a_dataset_are_looked_at_last()
    {
        TinySource source = new() { FurtherFolders = [_folder.File("system/share")] };
        string system = Fill("system/share");
        Assert.Equal(system, new DatasetLocator(_places).Find(source));
        Assert.Throws<DataException>(() => new DatasetLocator(_places).Find(source, _folder.Folder("named")));
        string cache = Fill("cache/soma/tiny");
        Assert.Equal(cache, new DatasetLocator(_places).Find(source));
    }

    [Fact]
    public void A_dataset_that_is_built_in_is_found_without_a_folder()
        => Assert.Equal(DatasetLocator.BuiltIn, new DatasetLocator(_places).Find(new OptDigits()));

    private string Fill(string place)
    {
        string path = _folder.Folder(place);
        foreach (DatasetFile file in _source.Files)
            File.WriteAllBytes(Path.Combine(path, file.Name), TinySource.Contents(file.Name));
        return path;
    }
}
