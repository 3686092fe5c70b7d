using System.Numerics;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Adjoints;

/// <summary>
/// The symplectic adjoint method (Matsubara, Miyatake and Yaguchi, NeurIPS 2021). On the way forward the state at each step is kept and nothing else. On the way back the stages of one step are computed
/// again, and the adjoint equation is solved with the partner of the method that conserves λᵀδ, one use of the field at a time: the gradient is exact to rounding, whatever the step sizes are, and
/// memory grows with the steps plus one use.
/// </summary>
/// <remarks>
/// In the letters of the paper, Z being the stages with bᵢ = 0 and βᵢ = bᵢ, or h in Z: for i = s … 1
/// Λᵢ = λ − h Σ βⱼ(aⱼᵢ/bᵢ)ℓⱼ over j &gt; i, or −Σ βⱼaⱼᵢℓⱼ in Z; ℓᵢ = −JᵢᵀΛᵢ. Then λ ← λ − h Σ βᵢℓᵢ, and ∂L/∂θ gains h Σ βᵢ(∂fᵢ/∂θ)ᵀΛᵢ. Kept are −hβᵢℓᵢ, since the field is linear in what is pulled through it.
/// </remarks>
/// <typeparam name="T">The value type of the state.</typeparam>
[GradientMode("symplectic-adjoint", "keeps the state at each step and remembers one use of the field at a time; the stages are computed again")]
public sealed class SymplecticAdjoint<T> : StepwiseMode<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CheckpointedStages<T> _stages;
    private StepWork<T>? _work;
    private SymplecticPartner? _partner;

    // −hβᵢℓᵢ of every stage; Λ of the stage under way, and the same times hβᵢ.
    private T[] _pulled = [], _lambda = [], _scaled = [], _coefficients = [], _tape = [];

    /// <summary>Makes the mode.</summary>
    /// <param name="options">How it solves; the default of <see cref="OdeSolver{T}"/> if they are left out.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all of it.</exception>
    public SymplecticAdjoint(OdeOptions? options = null)
        : base(options) => _stages = new CheckpointedStages<T>(Ledger);

    // Three vectors per stage, and two for Λ.
    private long WorkingValues => StepWork<T>.ValuesFor(Integrator.Tableau, Field) + _stages.WorkingValues + _pulled.Length + _lambda.Length + _scaled.Length;

    private protected override OdeOutcome Solve(ReadOnlySpan<T> start, Span<T> outputs) => Run(_stages, start, outputs);

    private protected override void BeginReverse()
    {
        if (_work != Integrator.Work)
        {
            (_work, _partner) = (Integrator.Work, new SymplecticPartner(Integrator.Tableau));
            int length = Field.StateLength, stages = Integrator.Tableau.Stages;
            (_pulled, _lambda, _scaled) = (new T[stages * length], new T[length], new T[length]);
            (_coefficients, _tape) = (new T[stages], new T[Field.TapeLength]);
        }

        Ledger.Hold(MemoryKind.Stages, WorkingValues);
        Ledger.Hold(MemoryKind.Tapes, _tape.Length);
    }

    private protected override void ReverseStep(int step, Span<T> lambda, Span<T> parameterGradient)
    {
        (double start, double end) = (Log.Times[step], Log.Times[step + 1]);
        int stages = Integrator.Tableau.Stages, length = Field.StateLength;
        _stages.Release();
        _stages.Step = step;
        Recompute(start, end);
        for (int i = stages - 1; i >= 0; i--)
        {
            double time = _work!.TimeOf(i, start, end);
            ReadOnlySpan<T> state = _stages.StateOf(i);
            PlaceLambda(i, end - start, lambda);
            Field.EvaluateAndPull(time, state, _tape, _scaled, _pulled.AsSpan(i * length, length), parameterGradient);
        }

        Evaluations += stages;
        Pulls += stages;
        _coefficients.AsSpan().Fill(T.One);
        Primitives.Combine(lambda, _coefficients, _pulled, lambda);
    }

    private protected override void EndReverse()
    {
        _stages.Release();
        Ledger.Release(MemoryKind.Stages, WorkingValues);
        Ledger.Release(MemoryKind.Tapes, _tape.Length);
    }

    // Y₂ … Y_s: the last needs no rate. Euler's only stage is evaluated twice nevertheless, as in the published code, whose counts ours are compared with.
    private void Recompute(double start, double end)
    {
        int stages = Integrator.Tableau.Stages;
        _work!.Evaluate(0, start, _stages);
        Evaluations++;
        if (stages == 1)
            return;
        _work.Climb(start, end, stages - 2, _stages);
        _work.Place(stages - 1, end - start, _stages);
        Evaluations += stages - 2;
    }

    private void PlaceLambda(int i, double h, ReadOnlySpan<T> lambda)
    {
        double weight = Integrator.Tableau.Weights[i];
        bool inZ = weight == 0;
        ReadOnlySpan<double> ratios = _partner!.Ratios(i);
        Span<T> coefficients = _coefficients.AsSpan(0, ratios.Length);
        for (int j = 0; j < ratios.Length; j++)
            coefficients[j] = T.CreateTruncating(inZ ? ratios[j] / h : ratios[j]);
        Primitives.Combine(inZ ? default : lambda, coefficients, _pulled.AsSpan((i + 1) * Field.StateLength), _lambda);
        _coefficients[0] = T.CreateTruncating(h * (inZ ? h : weight));
        Primitives.Combine(default, _coefficients.AsSpan(0, 1), _lambda, _scaled);
    }
}
