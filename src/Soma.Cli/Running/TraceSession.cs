using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Data;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Cli.Running;

/// <summary>Traces a few neurons of a trained network and tells of them: what <c>inspect --trace</c> does.</summary>
/// <param name="terminal">Where it is told.</param>
/// <param name="json">Whether another program listens.</param>
internal sealed class TraceSession(Terminal terminal, bool json)
{
    /// <summary>Traces and tells.</summary>
    /// <param name="network">The network.</param>
    /// <param name="request">Which neurons.</param>
    /// <exception cref="UsageException">There is no such layer, unit or sample, or the file is there already.</exception>
    public ExitCode Run(ITrainedNetwork network, TraceRequest request)
    {
        if (File.Exists(request.Csv))
            throw new UsageException($"The file '{request.Csv}' is there already. Give another name, or delete it first.");
        DataSource data = DataSource.Load(network.Experiment, request.Data);
        NeuronTrace trace = Trace(network, request, data.Pair.Test);
        Tell(network, request, trace, data.Pair.Test.LabelNames);
        if (trace.Divergence is not { } divergence)
            return ExitCode.Done;
        Failures.Report(divergence.ToString(), terminal);
        return ExitCode.Diverged;
    }

    private static NeuronTrace Trace(ITrainedNetwork network, TraceRequest request, Dataset samples)
    {
        IReadOnlyList<int> sizes = network.Experiment.Architecture;
        int[] units = request.Units.Length > 0 ? request.Units : TraceOptions.FirstUnits(request.Layer < sizes.Count ? sizes[request.Layer] : 1);
        using ThreadTeam team = new(1);
        try
        {
            return network.Trace(samples, request.Sample, request.Layer, units, team);
        }
        catch (ArgumentException failure)
        {
            throw new UsageException(failure.Message.Split(" (Parameter")[0]);
        }
    }

    private void Tell(ITrainedNetwork network, TraceRequest request, NeuronTrace trace, IReadOnlyList<string> names)
    {
        if (request.Csv is { } file)
            WriteNew(file, TraceText.CsvOf(trace.States));
        if (json)
        {
            JsonLines.Write(terminal.Out, new { request.Layer, request.Sample, trace.Label, trace.Answer, request.Csv, States = request.Csv is null ? trace.States : null });
            return;
        }

        terminal.Out.WriteLine($"sample      {Wording.Whole(request.Sample)} of {network.Experiment.Data}, class {names[trace.Label]}, answered {names[trace.Answer]} in the free phase");
        terminal.Out.WriteLine($"layer       {Wording.Whole(request.Layer)} of {network.Experiment.Network}");
        if (request.Csv is null)
            terminal.Console.Write(TraceText.TableOf(trace.States));
        else
            terminal.Out.WriteLine($"written     {request.Csv}: {Wording.Whole(trace.States.Count)} lines, one per sweep and neuron");
    }

    // Written beside and renamed, so that a full disk leaves no half of a file.
    private static void WriteNew(string file, string text)
    {
        string beside = $"{file}.part";
        try
        {
            File.WriteAllText(beside, text);
            File.Move(beside, file, overwrite: false);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
