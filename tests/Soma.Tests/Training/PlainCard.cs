using Soma.Learning;

namespace Soma.Tests.Training;

/// <summary>The card of a rule that no brain is asked about.</summary>
internal static class PlainCard
{
    public static PlausibilityCard Value { get; } = new()
    {
        WeightTransport = WeightTransport.None,
        Phases = 1,
        SeparateBackwardPass = false,
        ThirdFactor = "none",
        NeedsBatches = false,
        RatesAreBounded = true,
    };
}
