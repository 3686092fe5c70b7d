using Soma.Data;
using Xunit.Abstractions;

namespace Soma.Tests.Data;

/// <summary>Datasets that need not be on a machine: tests on them say that they did nothing where they are not.</summary>
internal static class RealData
{
    /// <summary>The folder of a dataset in the usual places of this machine, or null after a note in the output.</summary>
    public static string? Find(IDatasetSource source, ITestOutputHelper output)
    {
        try
        {
            return new DatasetLocator(DatasetPlaces.OfThisProcess()).Find(source);
        }
        catch (DataException fault)
        {
            output.WriteLine($"NOT CHECKED: {source.Name} is not on this machine. {fault.Message}");
            return null;
        }
    }
}
