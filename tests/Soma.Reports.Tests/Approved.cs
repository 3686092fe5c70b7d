using System.Text;
using Xunit;

namespace Soma.Reports.Tests;

/// <summary>
/// Compares texts with the files under Approved/, byte for byte. With SOMA_APPROVE=1 in the environment the files are rewritten
/// instead; look at the difference before you commit it.
/// </summary>
internal static class Approved
{
    public static void Equal(string name, string text)
    {
        if (Environment.GetEnvironmentVariable("SOMA_APPROVE") == "1")
            File.WriteAllBytes(Path.Combine(SourceFolder(), name), Encoding.UTF8.GetBytes(text));
        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Approved", name)), text);
    }

    private static string SourceFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Soma.slnx")))
            folder = folder.Parent;
        Assert.NotNull(folder);
        return Path.Combine(folder.FullName, "tests", "Soma.Reports.Tests", "Approved");
    }
}
