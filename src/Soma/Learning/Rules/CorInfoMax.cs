using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Networks;
using Soma.Networks.Confinements;
using Soma.Numerics;

namespace Soma.Learning.Rules;

/// <summary>
/// Correlative information maximization (Bozkurt, Pehlevan &amp; Erdogan, NeurIPS 2023), any depth and width, each layer on a polytope of its own. Feedforward
/// synapses W predict a layer from below, feedback synapses V from above, and neither is the other's transpose; lateral synapses B ≈ (R + εI)⁻¹ come
/// from the log-determinant of the correlations.
/// </summary>
/// <remarks>
/// Letters of the paper: λ <see cref="CorInfoMaxOptions.ForgettingFactor"/>, γ = (1 − λ)/λ, ε <see cref="CorInfoMaxOptions.Perturbation"/>,
/// g <see cref="CorInfoMaxOptions.Leak"/>, β <see cref="CorInfoMaxOptions.Nudge"/>, η <see cref="CorInfoMaxOptions.NeuralStep"/>; r rates,
/// u somatic, v_B basal, v_A apical potentials; q and ℓ rates and potentials of interneurons, in layers
/// whose <see cref="LayerDomain"/> has any. Sweeps go bottom-up in place: layer i sees the new rates of layer i − 1 and the old ones of layer i + 1 and of its own.
/// The file is longer than most, so that dynamics, plasticity and all their formulas stand in one place beside the paper.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("corinfomax", typeof(CorInfoMaxOptions), "Correlative information maximization, each layer on a polytope (Bozkurt, Pehlevan & Erdogan, NeurIPS 2023)")]
public sealed class CorInfoMax<T>(CorInfoMaxOptions options) : PhasedRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string W = "wff", V = "wfb", B = "b", FreeCorrelation = "rfree", NudgedCorrelation = "rnudged";
    private const string Lateral = "lateral", ForwardError = "forward-error", BackwardError = "backward-error";

    private readonly double _gamma = (1 - options.ForgettingFactor) / options.ForgettingFactor;
    private readonly LayerConfinements<T> _confinements = new(options.Domains);
    private readonly ContinuousPhase? _free = options.Dynamics.PhaseOf(options.Dynamics.FreeDuration, options.FreeSweeps, options.NeuralStep);
    private readonly ContinuousPhase? _nudged = options.Dynamics.PhaseOf(options.Dynamics.NudgedDuration, options.NudgedSweeps, options.NeuralStep);

    /// <inheritdoc/>
    public override PlausibilityCard Card => new()
    {
        WeightTransport = WeightTransport.None,
        Phases = PhaseCount,
        SeparateBackwardPass = false,
        ThirdFactor = "basal potential of the neuron",
        NeedsBatches = false,
        RatesAreBounded = options.Domains.Count == 0,
    };

    /// <inheritdoc/>
    protected override Settling Settling => options.Settling;

    /// <inheritdoc/>
    protected override int PhaseCount => options.ThreePhase ? 3 : 2;

    /// <inheritdoc/>
    public override IEnumerable<PlasticityReads> Reads(Architecture architecture)
    {
        for (int i = 1; i <= architecture.OutputLayer; i++)
        {
            bool apical = options.FeedforwardUpdate == FeedforwardUpdate.Apical && i < architecture.OutputLayer;
            LayerSignal[] further = apical ? [new(SignalNames.Apical, i), LayerSignal.Somatic(i)] : [];
            yield return new(W, i, [LayerSignal.Rates(i - 1), LayerSignal.Rates(i), .. further]) { OwnStrength = options.WeightDecay || (i > 1 && !apical) };
            if (i > 1)
                yield return new(V, i, LayerSignal.Rates(i - 1), LayerSignal.Rates(i)) { OwnStrength = true };
            yield return new(B, i, LayerSignal.Rates(i)) { OwnStrength = true };
            if (!options.TrackCorrelations)
                continue;
            yield return new(FreeCorrelation, i, LayerSignal.Rates(i)) { OwnStrength = true };
            yield return new(NudgedCorrelation, i, LayerSignal.Rates(i)) { OwnStrength = true };
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(Architecture architecture)
    {
        int p = architecture.OutputLayer;
        if (options.FeedforwardRates.Count != p)
            yield return $"feedforwardRates has {options.FeedforwardRates.Count} entries; the network {architecture} needs {p}, one for each of layers 1 to {p}.";
        if (options.FeedbackRates.Count != p - 1)
            yield return $"feedbackRates has {options.FeedbackRates.Count} entries; the network {architecture} needs {p - 1}, one for each of layers 2 to {p}.";
        foreach (string objection in _confinements.Objections(architecture).Concat(options.DynamicsObjections()))
            yield return objection;
    }

    /// <summary>W and V from Glorot's uniform distribution; B = M Mᵀ with M from the same; correlations, if kept, the identity.</summary>
    /// <inheritdoc/>
    public override Synapses<T> Grow(Architecture architecture, RandomStream random)
    {
        Synapses<T> synapses = new(architecture);
        for (int i = 1; i <= architecture.OutputLayer; i++)
            synapses.Add(W, i, InitialWeights.Glorot<T>(architecture[i], architecture[i - 1], random.Split(Synapses<T>.NameOf(W, i))));
        for (int i = 2; i <= architecture.OutputLayer; i++)
            synapses.Add(V, i, InitialWeights.Glorot<T>(architecture[i - 1], architecture[i], random.Split(Synapses<T>.NameOf(V, i))));
        for (int i = 1; i <= architecture.OutputLayer; i++)
            synapses.Add(B, i, InitialWeights.GlorotGram<T>(architecture[i], random.Split(Synapses<T>.NameOf(B, i))));
        for (int i = 1; i <= architecture.OutputLayer && options.TrackCorrelations; i++)
        {
            synapses.Add(FreeCorrelation, i, InitialWeights.Identity<T>(architecture[i]));
            synapses.Add(NudgedCorrelation, i, InitialWeights.Identity<T>(architecture[i]));
        }

        return synapses;
    }

    /// <inheritdoc/>
    protected override void Plan(Batch<T> batch, Span<Phase> phases)
    {
        double beta = options.RandomNudgeSign ? options.Nudge * batch.Random.NextSign() : options.Nudge;
        phases[0] = Phase.Free;
        phases[1] = Phase.Nudged(beta);
        if (options.ThreePhase)
            phases[2] = Phase.Nudged(-beta);
    }

    /// <inheritdoc/>
    protected override int SweepsOf(Phase phase) => phase.Kind == PhaseKind.Free ? options.FreeSweeps : options.NudgedSweeps;

    /// <summary>The output's share, the smaller one: its conductance is g + 1/ε + 1.</summary>
    /// <inheritdoc/>
    protected override double ShareOfGapClosed(int sweep)
    {
        double a = options.Leak + (1 / options.Perturbation) + 1;
        return Math.Min(1, a * options.Integrator.EffectiveStep(options.NeuralStep.At(sweep), a));
    }

    /// <summary>The interneurons, unless they are not waited for.</summary>
    /// <inheritdoc/>
    protected override bool RestHasSettled(Activity<T> activity, RowRange samples) =>
        !options.Settling.AwaitInterneurons || _confinements.HaveSettled(activity, Value(options.Settling.Tolerance), samples);

    /// <summary>The input is clamped, so its drive W₁x is the same in every sweep of every phase. Interneurons start silent.</summary>
    /// <inheritdoc/>
    protected override void BeginBatch(in Moment<T> moment, RowRange samples)
    {
        Primitives.Multiply(moment.Batch.Inputs, moment.Synapses[W][1], moment.Activity.Basal[1], samples);
        _confinements.Silence(moment.Activity, samples);
    }

    /// <inheritdoc/>
    protected override void CarryOver(Activity<T> before, Activity<T> now, RowRange samples)
    {
        before.Basal[1].Block(samples).CopyTo(now.Basal[1].Block(samples));
        _confinements.CarryOver(before, now, samples);
    }

    /// <inheritdoc/>
    protected override void Sweep(in Moment<T> moment, RowRange samples)
    {
        Activity<T> activity = moment.Activity;
        double eta = options.NeuralStep.At(moment.Sweep);
        for (int i = 1; i <= activity.Architecture.OutputLayer; i++)
        {
            Feel(moment, i, samples);
            StepLayer(activity, i, eta, samples);
        }
    }

    /// <inheritdoc/>
    protected override ContinuousPhase? InContinuousTime(Phase phase) => phase.Kind == PhaseKind.Free ? _free : _nudged;

    /// <summary>du/dt = −g u + g_B(v_B − u) + g_A(v_A − u), all layers at the same time; r = σ(u) lies in the polytope wherever a solver tries a u.</summary>
    /// <inheritdoc/>
    protected internal override void Flow(in Moment<T> moment, LayerSignals<T> change, RowRange samples)
    {
        Activity<T> activity = moment.Activity;
        int p = activity.Architecture.OutputLayer;
        for (int i = 1; i <= p; i++)
            _confinements[i].Fire(activity.Somatic[i], default, activity.Rates[i], samples);
        for (int i = 1; i <= p; i++)
        {
            Feel(moment, i, samples);
            SomaticFlow formula = FlowOf(i, p);
            Primitives.Map<T, SomaticFlow>(formula, activity.Somatic[i].Block(samples), activity.Basal[i].Block(samples), activity.Apical[i].Block(samples), change[i].Block(samples));
        }
    }

    // What the dendrites of a layer receive, from the rates as they stand: v_B = Wᵢ rᵢ₋₁, and v_A.
    private void Feel(in Moment<T> moment, int i, RowRange samples)
    {
        Activity<T> activity = moment.Activity;
        Matrix<T> lateral = activity[Lateral][i];
        if (i > 1)
            Primitives.Multiply(activity.Rates[i - 1], moment.Synapses[W][i], activity.Basal[i], samples);
        Primitives.Multiply(activity.Rates[i], moment.Synapses[B][i], lateral, samples);
        if (i < activity.Architecture.OutputLayer)
            FeelFromAbove(moment, i, lateral, samples);
        else
            FeelTeacher(moment, lateral, samples);
    }

    // Hidden: v_A = Mᵢ rᵢ + Vᵢ₊₁ rᵢ₊₁ with Mᵢ = ε(2γBᵢ + gI); twice γ, for a hidden layer stands in two information terms.
    private void FeelFromAbove(in Moment<T> moment, int i, Matrix<T> lateral, RowRange samples)
    {
        Activity<T> activity = moment.Activity;
        Span<T> apical = activity.Apical[i].Block(samples);
        Primitives.Multiply(activity.Rates[i + 1], moment.Synapses[V][i + 1], activity.Apical[i], samples);
        HiddenApical formula = new(Value(options.Perturbation * 2 * _gamma), Value(options.Perturbation * options.Leak));
        Primitives.Map<T, HiddenApical>(formula, apical, lateral.Block(samples), activity.Rates[i].Block(samples), apical);
    }

    // Output: v_A = γB r + g r − β(r − y); β = 0 in the free phase.
    private void FeelTeacher(in Moment<T> moment, Matrix<T> lateral, RowRange samples)
    {
        Activity<T> activity = moment.Activity;
        int p = activity.Architecture.OutputLayer;
        OutputApical formula = new(Value(_gamma), Value(options.Leak), Value(moment.Phase.Nudge));
        Primitives.Map<T, OutputApical>(
            formula, lateral.Block(samples), activity.Rates[p].Block(samples), moment.Batch.Targets.Block(samples), activity.Apical[p].Block(samples));
    }

    // u ← u + η(−g u + g_B(v_B − u) + g_A(v_A − u)), r = σ(u), with g_B = 1/ε everywhere, g_A = 1/ε in hidden layers and 1 at the output.
    // Interneurons take q/g_A from v_A, or change σ, and then answer to the new r.
    private void StepLayer(Activity<T> activity, int i, double eta, RowRange samples)
    {
        double reach = Reach(i, activity.Architecture.OutputLayer);
        Confinement<T> confinement = _confinements[i];
        Interneurons<T> interneurons = _confinements.InterneuronsOf(activity, i);
        confinement.Inhibit(activity.Apical[i], reach, interneurons, samples);

        // The soma goes to where its inputs pull it at the rate of all conductances together.
        eta = options.Integrator.EffectiveStep(eta, options.Leak + (1 / options.Perturbation) + (1 / reach));
        Span<T> u = activity.Somatic[i].Block(samples);
        SomaticStep formula = new(Value(eta), FlowOf(i, activity.Architecture.OutputLayer));
        Primitives.Map<T, SomaticStep>(formula, u, activity.Basal[i].Block(samples), activity.Apical[i].Block(samples), u);

        confinement.Fire(activity.Somatic[i], interneurons, activity.Rates[i], samples);
        confinement.Ascend(activity.Rates[i], interneurons, samples);
    }

    // 1/g_A.
    private double Reach(int i, int p) => i < p ? options.Perturbation : 1;

    private SomaticFlow FlowOf(int i, int p) => new(Value(options.Leak), Value(1 / options.Perturbation), Value(1 / Reach(i, p)));

    /// <inheritdoc/>
    public override void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor)
    {
        // A is the phase compared with: the free one, or the one nudged the other way.
        Activity<T> free = record[0], n = record[1], a = options.ThreePhase ? record[2] : free;
        int samples = record.Batch.Count;
        double beta = record.Phases[1].Nudge;
        double contrast = options.ThreePhase ? 1 / (2 * beta) : 1 / beta;

        n.Team.For(samples, 1, new PredictionErrors(synapses, n, a));
        if (options.FeedforwardUpdate == FeedforwardUpdate.Apical)
            n.Team.For(samples, 1, new ApicalErrors<T>(ForwardError, options.Perturbation, options.Leak, n, a));
        for (int i = 1; i <= n.Architecture.OutputLayer; i++)
        {
            Learn(synapses[W][i], options.FeedforwardRates[i - 1] * rateFactor, contrast, n, a, ForwardError, i, i - 1, samples);
            if (i > 1)
                Learn(synapses[V][i], options.FeedbackRates[i - 2] * rateFactor, contrast, n, a, BackwardError, i - 1, i, samples);
            Remember(synapses, i, n, free, samples);
        }
    }

    // X ← X + contrast·rate·⟨eᴺ rᴺᵀ − eᴬ rᴬᵀ⟩, then X ← X − rate·εX if weights decay.
    private void Learn(PanelMatrix<T> x, double rate, double contrast, Activity<T> n, Activity<T> a, string error, int post, int pre, int samples)
    {
        double decay = options.WeightDecay ? 1 - (rate * options.Perturbation) : 1;
        T scale = Value(decay * contrast * rate / samples);

        // The input is the same in both phases, so one product serves: see PredictionErrors.
        bool clamped = pre == 0;
        new Plasticity<T>(x, Value(decay), scale, n[error][post], n.Rates[pre], samples).Run(n.Team);
        if (!clamped)
            new Plasticity<T>(x, T.One, -scale, a[error][post], a.Rates[pre], samples).Run(n.Team);
    }

    // B ← (1/λ)(B − γ⟨z zᵀ⟩), z = B rᴺ; and the correlations, if they are kept: R ← λR + (1 − λ)⟨r rᵀ⟩.
    private void Remember(Synapses<T> synapses, int i, Activity<T> n, Activity<T> free, int samples)
    {
        double lambda = options.ForgettingFactor;
        Matrix<T> z = n[Lateral][i];
        new Plasticity<T>(synapses[B][i], Value(1 / lambda), Value(-_gamma / (lambda * samples)), z, z, samples).Run(n.Team);
        if (!options.TrackCorrelations)
            return;
        T kept = Value(lambda), added = Value((1 - lambda) / samples);
        new Plasticity<T>(synapses[FreeCorrelation][i], kept, added, free.Rates[i], free.Rates[i], samples).Run(n.Team);
        new Plasticity<T>(synapses[NudgedCorrelation][i], kept, added, n.Rates[i], n.Rates[i], samples).Run(n.Team);
    }

    private static T Value(double value) => T.CreateChecked(value);

    // Errors of all predictions, with the weights as they were in the phases, and z = B rᴺ.
    private readonly struct PredictionErrors(Synapses<T> synapses, Activity<T> n, Activity<T> a) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            int p = n.Architecture.OutputLayer;

            // e₁ᴺ xᵀ − e₁ᴬ xᵀ = (r₁ᴺ − r₁ᴬ) xᵀ: W₁x is in both errors and cancels.
            Subtract(n.Rates[1], a.Rates[1], n[ForwardError][1], rows);
            for (int i = 2; i <= p; i++)
            {
                Predict(n, i, rows);
                Predict(a, i, rows);
            }

            for (int i = 1; i <= p; i++)
                Primitives.Multiply(n.Rates[i], synapses[B][i], n[Lateral][i], rows);
        }

        // eᵢ = rᵢ − Wᵢ rᵢ₋₁ and fᵢ = rᵢ₋₁ − Vᵢ rᵢ
        private void Predict(Activity<T> s, int i, RowRange rows)
        {
            Matrix<T> e = s[ForwardError][i], f = s[BackwardError][i - 1];
            Primitives.Multiply(s.Rates[i - 1], synapses[W][i], e, rows);
            Subtract(s.Rates[i], e, e, rows);
            Primitives.Multiply(s.Rates[i], synapses[V][i], f, rows);
            Subtract(s.Rates[i - 1], f, f, rows);
        }

        private static void Subtract(Matrix<T> from, Matrix<T> what, Matrix<T> difference, RowRange rows) =>
            Primitives.Map<T, Difference>(default, from.Block(rows), what.Block(rows), difference.Block(rows));
    }

    private readonly struct HiddenApical(T lateralGain, T leak) : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes feedback, TLanes lateral, TLanes r)
            where TLanes : struct, ILanes<TLanes, T> => feedback + (TLanes.Broadcast(lateralGain) * lateral) + (TLanes.Broadcast(leak) * r);
    }

    private readonly struct OutputApical(T gamma, T g, T beta) : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes lateral, TLanes r, TLanes y)
            where TLanes : struct, ILanes<TLanes, T> => (TLanes.Broadcast(gamma) * lateral) + (TLanes.Broadcast(g) * r) - (TLanes.Broadcast(beta) * (r - y));
    }

    private readonly struct SomaticFlow(T g, T basalCoupling, T apicalCoupling) : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes u, TLanes basal, TLanes apical)
            where TLanes : struct, ILanes<TLanes, T> =>
            (TLanes.Broadcast(basalCoupling) * (basal - u)) + (TLanes.Broadcast(apicalCoupling) * (apical - u)) - (TLanes.Broadcast(g) * u);
    }

    private readonly struct SomaticStep(T eta, SomaticFlow flow) : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes u, TLanes basal, TLanes apical)
            where TLanes : struct, ILanes<TLanes, T> => u + (TLanes.Broadcast(eta) * flow.Invoke(u, basal, apical));
    }

    private readonly struct Difference : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a - b;
    }
}
