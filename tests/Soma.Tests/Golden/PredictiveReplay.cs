using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Golden;

/// <summary>Steps of a predictive network, as the folders pc and pc-nudge hold them.</summary>
internal sealed class PredictiveReplay<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GoldenCase _golden;
    private readonly Func<int, PredictiveRule<T>> _ruleOf;
    private readonly Architecture _architecture;
    private readonly Synapses<T> _synapses;
    private readonly Dictionary<string, double[]> _computed = [];

    /// <param name="golden">The file.</param>
    /// <param name="ruleOf">The rule of a step; its memories lie in the synapses.</param>
    public PredictiveReplay(GoldenCase golden, Func<int, PredictiveRule<T>> ruleOf)
    {
        _golden = golden;
        _ruleOf = ruleOf;
        _architecture = CorInfoMaxGolden.ArchitectureOf(golden);
        _synapses = ruleOf(0).Grow(_architecture, new RandomStream(1));
        for (int i = 1; i <= P; i++)
        {
            _synapses["wff"][i].Import(Tensors.Of<T>(golden[$"w.{i}"]));
            _synapses["bias"][i].Import(Tensors.Of<T>(golden[$"bias.{i}"]));
        }
    }

    private int P => _architecture.OutputLayer;

    public IReadOnlyDictionary<string, double[]> Run()
    {
        int steps = (int)_golden.Number("steps"), samples = (int)_golden.Number("batch"), every = (int)_golden.Number("steplr_step_size");
        using ThreadTeam team = new(1);
        Batch<T> batch = new(samples, _architecture[0], _architecture[P]) { Count = samples };
        double[] score = new double[steps];
        double factor = 1;
        for (int step = 0; step < steps; step++)
        {
            if (every > 0 && step > 0 && step % every == 0)
                factor *= _golden.Number("steplr_gamma");
            PredictiveRule<T> rule = _ruleOf(step);
            PhaseRecord<T> record = rule.Prepare(_architecture, samples, team);
            batch.Inputs.Import(Tensors.Of<T>(_golden.AtStep("x", step, manySteps: true)));
            batch.Targets.Import(Tensors.Of<T>(_golden.AtStep("y", step, manySteps: true)));
            Assert.False(rule.RunPhases(_synapses, batch, record).HasDiverged);
            if (step == 0)
                KeepPotentials(record);
            rule.Update(_synapses, record, factor);
            if (step == 0)
                KeepWeights("after1.");
            score[step] = -rule.Energies(_synapses, batch, record[1], nudge: 0).Average();
        }

        _computed["score"] = score;
        KeepWeights("after.");
        return _computed;
    }

    public static OptimizerOptions OptimizerOf(GoldenCase golden, bool epsilonBeforeCorrection) => golden.Text("optimizer") == "sgd"
        ? new() { Name = "sgd" }
        : new()
        {
            Beta1 = golden.Number("adam_beta1"),
            Beta2 = golden.Number("adam_beta2"),
            Epsilon = golden.Number("adam_eps"),
            EpsilonBeforeCorrection = epsilonBeforeCorrection,
        };

    private void KeepPotentials(PhaseRecord<T> record)
    {
        for (int i = 1; i <= P; i++)
        {
            _computed[$"init.n.{i}"] = Tensors.Of(record[0].Somatic[i]);
            _computed[$"n.{i}"] = Tensors.Of(record[1].Somatic[i]);
        }
    }

    private void KeepWeights(string prefix)
    {
        for (int i = 1; i <= P; i++)
        {
            _computed[$"{prefix}w.{i}"] = Tensors.Of(_synapses["wff"][i]);
            _computed[$"{prefix}bias.{i}"] = Tensors.Of(_synapses["bias"][i]);
        }
    }
}
