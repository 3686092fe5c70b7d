namespace Soma.Cli.Commands;
internal sealed class TrainCommand : Verb
{
    public TrainCommand(Terminal terminal) : base("train", "x", terminal, "soma train mnist") { Does((_, _) => ExitCode.Done); }
}
