namespace Soma.Cli.Benchmarks;

/// <summary>
/// Operations of one minibatch, a multiply-add counted as two. Counted are the matrix products at the network's sizes: no padding, and of the
/// input only pixels that are not zero, since the others can be skipped.
/// </summary>
/// <param name="Free">Of the free phase, the drive of the clamped input included.</param>
/// <param name="Nudged">Of the nudged phase.</param>
/// <param name="Update">Of the update.</param>
internal readonly record struct StepWork(double Free, double Nudged, double Update)
{
    /// <summary>Of all.</summary>
    public double Total => Free + Nudged + Update;

    /// <summary>Counts.</summary>
    /// <param name="plan">The network and its phases.</param>
    /// <param name="activeInputs">Inputs that are not zero, summed over the samples of the minibatch.</param>
    public static StepWork Of(BenchmarkPlan plan, double activeInputs)
    {
        double inputDrive = 2 * activeInputs * plan.Architecture[1];
        double sweep = 0, update = inputDrive;
        for (int layer = 1; layer <= plan.Architecture.OutputLayer; layer++)
        {
            double units = plan.Architecture[layer], below = plan.Architecture[layer - 1];
            double lateral = 2 * plan.BatchSize * units * units;
            sweep += lateral;

            // z = B r, and the change of B by z zᵀ.
            update += 2 * lateral;
            if (layer == 1)
                continue;
            double between = 2 * plan.BatchSize * units * below;

            // Up and down in every sweep; predicted and learned both ways, in both phases.
            sweep += 2 * between;
            update += 8 * between;
        }

        return new(inputDrive + (plan.FreeSweeps * sweep), plan.NudgedSweeps * sweep, update);
    }
}
