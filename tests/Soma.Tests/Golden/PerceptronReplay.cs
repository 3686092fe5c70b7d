using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Golden;

/// <summary>Steps of a multilayer perceptron, as the folders bp and fa hold them.</summary>
internal sealed class PerceptronReplay<T>(GoldenCase golden, ILearningRule<T> rule)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Architecture _architecture = CorInfoMaxGolden.ArchitectureOf(golden);
    private readonly Dictionary<string, double[]> _computed = [];

    public IReadOnlyDictionary<string, double[]> Run()
    {
        int steps = (int)golden.Number("steps"), samples = (int)golden.Number("batch");
        using ThreadTeam team = new(1);
        Synapses<T> synapses = rule.Grow(_architecture, new RandomStream(1));
        GiveWeights(synapses);
        PhaseRecord<T> record = rule.Prepare(_architecture, samples, team);
        Batch<T> batch = new(samples, _architecture[0], _architecture[_architecture.OutputLayer]) { Count = samples };
        OutputLoss<T> loss = new(LossOf(golden));
        double[] losses = new double[steps];
        for (int step = 0; step < steps; step++)
        {
            batch.Inputs.Import(Tensors.Of<T>(golden.AtStep("x", step, manySteps: true)));
            batch.Targets.Import(Tensors.Of<T>(golden.AtStep("y", step, manySteps: true)));
            rule.RunPhases(synapses, batch, record);
            losses[step] = loss.Value(record[0].Rates[_architecture.OutputLayer], batch);
            if (step == 0)
                KeepFirst(record);
            rule.Update(synapses, record, rateFactor: 1);
            if (step == 0)
                KeepWeights("after1.", synapses);
        }

        _computed["loss"] = losses;
        KeepWeights("after.", synapses);
        return _computed;
    }

    public static Loss LossOf(GoldenCase golden) => golden.Text("loss") == "ce" ? Loss.CrossEntropy : Loss.MeanSquared;

    public static OutputActivation OutputOf(GoldenCase golden) => golden.Text("output_activation") == "relu" ? OutputActivation.Relu : OutputActivation.None;

    public static OptimizerOptions OptimizerOf(GoldenCase golden) => golden.Text("optimizer") == "adam"
        ? new() { Name = "adam", Beta1 = golden.Number("adam_beta1"), Beta2 = golden.Number("adam_beta2"), Epsilon = golden.Number("adam_eps") }
        : new() { Name = "sgd", Momentum = golden.Number("momentum"), Decay = golden.Number("l2") };

    private void GiveWeights(Synapses<T> synapses)
    {
        for (int i = 1; i <= _architecture.OutputLayer; i++)
        {
            synapses["wff"][i].Import(Tensors.Of<T>(golden[$"w.{i}"]));
            synapses["bias"][i].Import(Tensors.Of<T>(golden[$"bias.{i}"]));
            if (golden.Has($"wfa.{i}"))
                synapses["wfb"][i].Import(Tensors.Of<T>(Tensors.Transposed(golden[$"wfa.{i}"], _architecture[i], _architecture[i - 1])));
        }
    }

    private void KeepFirst(PhaseRecord<T> record)
    {
        _computed["output"] = Tensors.Of(record[0].Rates[_architecture.OutputLayer]);
        for (int i = 1; i <= _architecture.OutputLayer; i++)
        {
            Matrix<T> error = record[0]["error"][i], rates = record[0].Rates[i - 1];
            double[] weights = new double[_architecture[i] * _architecture[i - 1]], biases = new double[_architecture[i]];
            for (int sample = 0; sample < record.Batch.Count; sample++)
            {
                for (int output = 0; output < _architecture[i]; output++)
                {
                    double post = double.CreateChecked(error.Row(sample)[output]);
                    biases[output] += post;
                    for (int input = 0; input < _architecture[i - 1]; input++)
                        weights[(output * _architecture[i - 1]) + input] += post * double.CreateChecked(rates.Row(sample)[input]);
                }
            }

            _computed[$"grad.w.{i}"] = weights;
            _computed[$"grad.bias.{i}"] = biases;
        }
    }

    private void KeepWeights(string prefix, Synapses<T> synapses)
    {
        for (int i = 1; i <= _architecture.OutputLayer; i++)
        {
            _computed[$"{prefix}w.{i}"] = Tensors.Of(synapses["wff"][i]);
            _computed[$"{prefix}bias.{i}"] = Tensors.Of(synapses["bias"][i]);
        }
    }
}
