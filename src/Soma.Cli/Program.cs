using Soma.Cli;

using Interruption interruption = new();
return await SomaProgram.RunAsync(args, Terminal.OfProcess(), interruption.Token);
