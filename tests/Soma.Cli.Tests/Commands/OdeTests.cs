using System.Text.Json;
using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Solvers;

namespace Soma.Cli.Tests.Commands;

public sealed class OdeTests
{
    [Fact]
    public async Task The_list_names_every_method_and_mode()
    {
        string text = (await SomaRun.Of("ode", "list")).Expect(0).Out;
        Assert.All(TableauCatalog.All, tableau => Assert.Contains(tableau.Name, text, StringComparison.Ordinal));
        Assert.All(GradientModeCatalog.All, mode => Assert.Contains(mode.Name, text, StringComparison.Ordinal));
    }

    // Catches a benchmark that times another number of steps than it says, for methods that choose their steps too.
    [Theory]
    [InlineData("rk4", "double")]
    [InlineData("dopri5", "float")]
    public async Task Every_mode_is_timed_at_every_number_of_steps(string method, string precision)
    {
        string[] small = ["--samples", "2", "--width", "3", "--hidden", "4,5", "--steps", "2,8", "--seconds", "0", "--threads", "2", "--json"];
        JsonElement json = JsonDocument.Parse(Assert.Single((await SomaRun.Of(["ode", "bench", "--method", method, "--precision", precision, .. small])).Expect(0).Lines)).RootElement;
        JsonElement[] times = [.. json.GetProperty("gradients").EnumerateArray()];
        Assert.Equal(2 * GradientModeCatalog.All.Count, times.Length);
        Assert.Equal([2, 8], times.Select(static time => time.GetProperty("steps").GetInt32()).Distinct());
        Assert.All(times, static time => Assert.True(time.GetProperty("milliseconds").GetProperty("minimum").GetDouble() > 0));
        Assert.All(
            times.Where(static time => time.GetProperty("mode").GetString() == "backpropagation"),
            static time => Assert.Equal(1, time.GetProperty("ratio").GetDouble()));
    }

    [Fact]
    public async Task The_table_names_the_field()
    {
        Outcome outcome = (await SomaRun.Of("ode", "bench", "--width", "3", "--hidden", "4", "--steps", "2", "--seconds", "0", "--activation", "softplus")).Expect(0);
        Assert.Contains("3-4-3 (softplus)", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("symplectic-adjoint", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--method", "dopri6", "did you mean 'dopri5'?")]
    [InlineData("--steps", "10,0", "whole numbers from 1")]
    [InlineData("--hidden", "x", "whole numbers from 1")]
    [InlineData("--activation", "cubic", "tanh|softplus|sigmoid|relu")]
    [InlineData("--precision", "half", "double|float")]
    public async Task What_is_not_understood_is_told(string option, string value, string told) =>
        Assert.Contains(told, (await SomaRun.Of("ode", "bench", option, value)).Expect(2).Error, StringComparison.Ordinal);
}
