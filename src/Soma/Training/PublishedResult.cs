using System.Globalization;

namespace Soma.Training;

/// <summary>
/// What was published of an experiment, in numbers. Accuracies are percent after the last epoch, means over seeds; a spread is their sample standard deviation.
/// It is a record to compare with and changes nothing that is computed.
/// </summary>
public sealed record PublishedResult
{
    /// <summary>Where it stands, for example "Table 7, setting 6".</summary>
    [Option("Where it stands in the publication, for example Table 7, setting 6.")]
    public required string Table { get; init; }

    /// <summary>Mean accuracy on the test set, in percent.</summary>
    [Option("Mean accuracy on the test set in percent.", AtLeast = 0, AtMost = 100)]
    public required double TestAccuracy { get; init; }

    /// <summary>Sample standard deviation of the accuracy on the test set, in percentage points; null if it was not published.</summary>
    [Option("Sample standard deviation of the accuracy on the test set in percentage points.", AtLeast = 0, AtMost = 100)]
    public double? TestSpread { get; init; }

    /// <summary>For people, for example "97.61 ± 0.11", or the mean alone.</summary>
    public string TestText => TestSpread is { } spread
        ? string.Create(CultureInfo.InvariantCulture, $"{TestAccuracy:F2} ± {spread:F2}")
        : string.Create(CultureInfo.InvariantCulture, $"{TestAccuracy:F2}");

    /// <summary>Mean accuracy on the training set, of a full pass after the last epoch, in percent; null if it was not published.</summary>
    [Option("Mean accuracy on the training set in percent, of a full pass after the last epoch.", AtLeast = 0, AtMost = 100)]
    public double? TrainAccuracy { get; init; }

    /// <summary>Sample standard deviation of the accuracy on the training set, in percentage points; null if it was not published.</summary>
    [Option("Sample standard deviation of the accuracy on the training set in percentage points.", AtLeast = 0, AtMost = 100)]
    public double? TrainSpread { get; init; }

    /// <summary>Mean share of test samples whose class is among the five largest outputs, in percent; null if it was not published.</summary>
    [Option("Mean share of test samples whose class is among the five largest outputs, in percent.", AtLeast = 0, AtMost = 100)]
    public double? TestTop5 { get; init; }

    /// <summary>Sample standard deviation of <see cref="TestTop5"/>, in percentage points; null if it was not published.</summary>
    [Option("Sample standard deviation of testTop5 in percentage points.", AtLeast = 0, AtMost = 100)]
    public double? TestTop5Spread { get; init; }

    /// <summary>As <see cref="TestTop5"/>, on the training set.</summary>
    [Option("Mean share of training samples whose class is among the five largest outputs, in percent.", AtLeast = 0, AtMost = 100)]
    public double? TrainTop5 { get; init; }

    /// <summary>Sample standard deviation of <see cref="TrainTop5"/>, in percentage points; null if it was not published.</summary>
    [Option("Sample standard deviation of trainTop5 in percentage points.", AtLeast = 0, AtMost = 100)]
    public double? TrainTop5Spread { get; init; }

    /// <summary>How many seeds the means are over; default 10, as in the paper.</summary>
    [Option("How many seeds the means are over.", AtLeast = 1, AtMost = 1_000_000)]
    public int Seeds { get; init; } = 10;

    /// <summary>From one seed to the next, the first being 0; default 10, as in the paper.</summary>
    [Option("From one seed to the next; the first is 0.", AtLeast = 1, AtMost = 1_000_000)]
    public int SeedStep { get; init; } = 10;

    /// <summary>Epochs after which the accuracies were taken; default 50, as in the paper.</summary>
    [Option("Epochs after which the accuracies were taken.", AtLeast = 1, AtMost = 1_000_000)]
    public int Epochs { get; init; } = 50;

    /// <summary>Name of its learning curve in <c>published-curves.csv</c>; empty, the default, if none was published.</summary>
    [Option("Name of its learning curve in published-curves.csv; empty if there is none.")]
    public string Curve { get; init; } = "";

    /// <summary>Name of its alignment angles in <c>published-angles.csv</c>; empty, the default, if none were published.</summary>
    [Option("Name of its alignment angles in published-angles.csv; empty if there are none.")]
    public string Angles { get; init; } = "";
}
