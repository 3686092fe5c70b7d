using System.Numerics;
using System.Text.Json;
using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;

namespace Soma.Tests.Golden;

/// <summary>The problem of a file of the folder symplectic-adjoint: a field with one hidden layer, a loss that is linear in the outputs.</summary>
internal sealed class SymplecticAdjointProblem<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly string[] _parameterNames = ["W1", "b1", "wt", "W2", "b2"];

    private readonly GoldenCase _golden;
    private readonly int _samples, _width;

    public SymplecticAdjointProblem(GoldenCase golden)
    {
        _golden = golden;
        (_samples, _width) = (golden.ShapeOf("y0")[0], golden.ShapeOf("y0")[1]);
        HasEnergy = golden.Has("q0");
        PerceptronField<T> perceptron = new(_samples, _width, [golden.ShapeOf("W1")[0]]);
        Field = HasEnergy ? new EnergyField<T>(perceptron) : perceptron;
        Field.SetParameters(Tensors.Of<T>([.. _parameterNames.SelectMany(name => golden[name])]));
        Times = golden["t"];
        Start = Joined("y0", "q0", 1);
        OutputGradients = Joined("G", "Gq", Times.Length);
        Options = OptionsOf(golden);
    }

    public VectorField<T> Field { get; }

    public OdeOptions Options { get; }

    public double[] Times { get; }

    public T[] Start { get; }

    public T[] OutputGradients { get; }

    /// <summary>−1 for a solution backward in time, whose step record is in −t.</summary>
    public int Direction => Times[1] > Times[0] ? 1 : -1;

    private bool HasEnergy { get; }

    /// <summary>Each sample's states at all times, and the loss.</summary>
    public void KeepSolution(OdeSolution<T> solution, Dictionary<string, double[]> computed)
    {
        int moving = _samples * _width, all = Field.StateLength;
        double[] states = Tensors.Of<double>([.. solution.States.ToArray().Select(double.CreateChecked)]);
        computed["y"] = [.. Enumerable.Range(0, Times.Length).SelectMany(k => states[(k * all)..((k * all) + moving)])];
        if (HasEnergy)
            computed["q"] = [.. Enumerable.Range(0, Times.Length).SelectMany(k => states[((k * all) + moving)..((k + 1) * all)])];
        computed["L"] = [states.Zip(OutputGradients, static (state, gradient) => state * double.CreateChecked(gradient)).Sum()];
        computed["steps.t"] = [.. solution.StepTimes.Select(time => Direction * time)];
        computed["attempts.t_start"] = [.. solution.Attempts.Select(attempt => Direction * attempt.Time)];
        computed["attempts.h_proposed"] = [.. solution.Attempts.Select(attempt => Direction * attempt.Proposed)];
        computed["attempts.accepted"] = [.. solution.Attempts.Select(static attempt => attempt.Accepted ? 1.0 : 0.0)];
        computed["first_step"] = [Direction * solution.FirstStep];
    }

    /// <summary>The gradient by a mode, under the names of the file.</summary>
    public GradientReport KeepGradient(string name, GradientMode<T> mode, Dictionary<string, double[]> computed)
    {
        T[] start = new T[Field.StateLength], parameters = new T[Field.ParameterLength];
        OdeSolution<T> solution = mode.Forward(Field, Times, Start);
        Assert.True(solution.Outcome.Succeeded, solution.Outcome.Advice);
        GradientReport report = mode.Backward(OutputGradients, start, parameters);
        Assert.True(report.Outcome.Succeeded, report.Outcome.Advice);
        double[] values = [.. start.Select(double.CreateChecked)];
        computed[$"{name}.y0"] = values[..(_samples * _width)];
        if (HasEnergy)
            computed[$"{name}.q0"] = values[(_samples * _width)..];
        int place = 0;
        foreach (string parameter in _parameterNames)
        {
            int length = _golden[parameter].Length;
            computed[$"{name}.{parameter}"] = [.. parameters[place..(place + length)].Select(double.CreateChecked)];
            place += length;
        }

        return report;
    }

    private T[] Joined(string moving, string energy, int times)
    {
        double[] y = _golden[moving], q = HasEnergy ? _golden[energy] : [];
        int width = y.Length / times, energies = q.Length / times;
        return Tensors.Of<T>([.. Enumerable.Range(0, times).SelectMany(k => y[(k * width)..((k + 1) * width)].Concat(q[(k * energies)..((k + 1) * energies)]))]);
    }

    private static OdeOptions OptionsOf(GoldenCase golden)
    {
        using JsonDocument options = JsonDocument.Parse(golden.Text("options"));
        OdeOptions usual = new();
        double Of(string key, double otherwise) => options.RootElement.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : otherwise;
        return usual with
        {
            Method = golden.Text("method") switch
            {
                "adaptive_heun" => "adaptive-heun",
                "fehlberg2" => "fehlberg2-as-published",
                "fehlberg2_fixed_error" => "fehlberg2",
                string other => other,
            },
            RelativeTolerance = golden.Number("rtol"),
            AbsoluteTolerance = golden.Number("atol"),
            FirstStep = Of("first_step", usual.FirstStep),
            Safety = Of("safety", usual.Safety),
            Growth = Of("ifactor", usual.Growth),
            Shrink = Of("dfactor", usual.Shrink),
        };
    }
}
