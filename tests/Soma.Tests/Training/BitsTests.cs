using Soma.Numerics;
using Soma.Testing;
using Soma.Tests.Numerics;
using Soma.Training;

namespace Soma.Tests.Training;

[Collection(ForcedPaths.Name)]
public sealed class BitsTests
{
    // Catches a sum that threads or vector lanes divide, anywhere between the data and the file.
    [Fact]
    public void The_same_seed_gives_the_same_checkpoint_on_every_path_and_for_any_number_of_threads()
    {
        using TemporaryFolder folder = new();
        byte[]? expected = null;
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            using IDisposable forced = PrimitivePaths.Force(path);
            foreach (int threads in (int[])[1, 2, 3])
            {
                byte[] checkpoint = Train(folder.File($"{path}-{threads}"), threads);
                Assert.Equal(expected ??= checkpoint, checkpoint);
            }
        }
    }

    // The checkpoint names its seed, so its bytes would differ in any case; the angle is of the weights alone.
    [Fact]
    public void Another_seed_gives_other_weights()
    {
        using TemporaryFolder folder = new();
        Assert.NotEqual(AngleAfter(folder.File("a"), "seed=1"), AngleAfter(folder.File("b"), "seed=2"));
    }

    private static double AngleAfter(string path, string seed)
    {
        Train(path, 1, seed);
        return Assert.Single(TrainedNetwork.Load(path).AlignmentAngles);
    }

    private static byte[] Train(string path, int threads, params IReadOnlyList<string> changes)
    {
        using RunFolder folder = RunFolder.Create(path, TinyProblem.Experiment([.. changes, "epochs=1", "architecture=[12,37,3]"]));
        using ThreadTeam team = new(threads);
        Assert.Equal(RunEnd.Done, TrainingRun.Create(folder, TinyProblem.Data, team).Run(SilentObserver.Instance, CancellationToken.None).End);
        return File.ReadAllBytes(folder.CheckpointPath);
    }
}
