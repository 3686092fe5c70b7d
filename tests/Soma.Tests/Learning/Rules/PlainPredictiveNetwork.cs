using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning.Rules;

/// <summary>The energy of a predictive network for one sample, as plain sums, from nothing but the weights.</summary>
internal sealed class PlainPredictiveNetwork(Synapses<double> synapses, Func<double, double> fire)
{
    private readonly Architecture _architecture = synapses.Architecture;

    /// <summary>Σᵢ‖nᵢ − Wᵢ pᵢ₋₁ − bᵢ‖² + ν‖n_P − y‖²</summary>
    public double Energy(double[] x, double[][] n, double[] y, double nudge)
    {
        double energy = n[^1].Zip(y, (a, b) => nudge * (a - b) * (a - b)).Sum();
        for (int i = 1; i <= _architecture.OutputLayer; i++)
        {
            double[] prediction = Predict(i, i == 1 ? x : [.. n[i - 1].Select(fire)]);
            energy += n[i].Zip(prediction, static (a, b) => (a - b) * (a - b)).Sum();
        }

        return energy;
    }

    /// <summary>n₁ … n_P without errors; entry 0 is empty.</summary>
    public double[][] Answer(double[] x)
    {
        double[][] n = new double[_architecture.OutputLayer + 1][];
        n[0] = [];
        for (int i = 1; i <= _architecture.OutputLayer; i++)
            n[i] = Predict(i, i == 1 ? x : [.. n[i - 1].Select(fire)]);
        return n;
    }

    public static double[][] PotentialsOf(Activity<double> activity, int sample) =>
        [[], .. Enumerable.Range(1, activity.Architecture.OutputLayer).Select(i => activity.Somatic[i].Row(sample).ToArray())];

    /// <summary>∂ value/∂ where, by a symmetric difference.</summary>
    public static double Derivative(ref double where, Func<double> value)
    {
        const double Width = 1e-5;
        double before = where;
        where = before + Width;
        double above = value();
        where = before - Width;
        double below = value();
        where = before;
        return (above - below) / (2 * Width);
    }

    private double[] Predict(int i, double[] below)
    {
        PanelMatrix<double> w = synapses["wff"][i], bias = synapses["bias"][i];
        double[] prediction = new double[w.Outputs];
        for (int output = 0; output < w.Outputs; output++)
        {
            prediction[output] = bias[output, 0];
            for (int input = 0; input < w.Inputs; input++)
                prediction[output] += w[output, input] * below[input];
        }

        return prediction;
    }
}
