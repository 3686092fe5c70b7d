// snippet: library
using Soma.Data;
using Soma.Numerics;
using Soma.Training;

Experiment experiment = ExperimentLibrary.Open("mnist", "architecture=[784,100,10]", "epochs=1");
IDatasetSource mnist = DatasetCatalog.Find(experiment.Data)!;
DatasetPair digits = mnist.Load(new DatasetLocator(DatasetPlaces.OfThisProcess()).Find(mnist));
using ThreadTeam team = new(threads: 2);
Trainer<float> trainer = new(experiment, digits, team);
TrainingState<float> state = trainer.Begin();
EpochReport epoch = trainer.Run(state).LastEpoch!;
Console.WriteLine($"test accuracy {epoch.TestAccuracy:P2}");
Console.WriteLine($"angle between forward and feedback synapses {epoch.AlignmentAngles[0]:F1}°");
// end
