namespace Soma.Dynamics.Solvers;

/// <summary>What happens while a solution is found. It is kept from one solution to the next, so that filling it again allocates nothing.</summary>
internal sealed class StepLog
{
    /// <summary>The start, and the end of every step that was made.</summary>
    public List<double> Times { get; } = [];

    /// <summary>Every step that was tried.</summary>
    public List<StepAttempt> Attempts { get; } = [];

    /// <summary>For each output time that was reached, how many steps had been made by then.</summary>
    public List<int> OutputSteps { get; } = [];

    /// <summary>Evaluations of the field.</summary>
    public long Evaluations { get; set; }

    /// <summary>The first step that was proposed.</summary>
    public double FirstStep { get; set; }

    /// <summary>Steps that were made.</summary>
    public int Accepted => Times.Count - 1;

    /// <summary>Begins a solution.</summary>
    /// <param name="start">Its first time.</param>
    public void Begin(double start)
    {
        Times.Clear();
        Attempts.Clear();
        OutputSteps.Clear();
        Times.Add(start);
        OutputSteps.Add(0);
        (Evaluations, FirstStep) = (0, 0);
    }
}
