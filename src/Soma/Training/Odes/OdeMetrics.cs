using System.Globalization;
using System.Text;

namespace Soma.Training.Odes;

/// <summary>One row of <c>metrics.csv</c> of the training of a field.</summary>
/// <param name="Iteration">Minibatches that were learned.</param>
/// <param name="TrainLoss">Mean loss of the minibatches since the row before, each before its update.</param>
/// <param name="TestLoss">Loss on the test set; infinite if its solution did not reach its end.</param>
/// <param name="ForwardEvaluations">Evaluations of the field on the way forward, per minibatch.</param>
/// <param name="BackwardEvaluations">Evaluations on the way back, per minibatch.</param>
/// <param name="MemoryValues">Numbers that were held when most were held, as the gradient mode counts them.</param>
/// <param name="Milliseconds">Time per minibatch in this process, without the test.</param>
public sealed record OdeMetrics(long Iteration, double TrainLoss, double TestLoss, double ForwardEvaluations, double BackwardEvaluations, long MemoryValues, double Milliseconds)
{
    private const string Header = "iteration,train_loss,test_loss,forward_evaluations,backward_evaluations,memory_values,ms_per_iteration";

    /// <summary>Reads the rows of a file, in order.</summary>
    /// <param name="path">A <c>metrics.csv</c>; none if there is no such file.</param>
    /// <exception cref="RunFolderException">It is not such a table.</exception>
    public static IReadOnlyList<OdeMetrics> Read(string path)
    {
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (lines.Length > 0 && lines[0] != Header)
            throw new RunFolderException($"'{path}' begins with '{lines[0]}', but expected was '{Header}'. Move the file away to go on without it.");
        return [.. lines.Skip(1).Select((line, index) => Parse(line) ?? throw new RunFolderException(
            FormattableString.Invariant($"Line {index + 2} of '{path}' is '{line}', but expected were seven numbers. Mend the line, or move the file away to go on without it.")))];
    }

    /// <summary>The text of a file.</summary>
    internal static string ToCsv(IEnumerable<OdeMetrics> rows)
    {
        StringBuilder csv = new StringBuilder(Header).Append('\n');
        foreach (OdeMetrics row in rows)
            csv.Append(CultureInfo.InvariantCulture, $"{row.Iteration},{row.TrainLoss},{row.TestLoss},{row.ForwardEvaluations},{row.BackwardEvaluations},{row.MemoryValues},{row.Milliseconds}\n");
        return csv.ToString();
    }

    private static OdeMetrics? Parse(string line)
    {
        double[] cells = [.. line.Split(',').Select(static cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
        return cells.Length == 7 && !cells.Any(double.IsNaN) ? new((long)cells[0], cells[1], cells[2], cells[3], cells[4], (long)cells[5], cells[6]) : null;
    }
}
