using Soma.Learning;

namespace Soma.Cli.Reporting;

/// <summary>A plausibility card in words.</summary>
internal static class CardText
{
    /// <summary>The heads of the table of cards.</summary>
    public static IReadOnlyList<string> Heads { get; } = ["rule", "weight\ntransport", "phases", "separate\nbackward\npass", "third factor", "needs\nbatches"];

    /// <summary>A row of the table of cards.</summary>
    /// <param name="rule">The rule, with its default options.</param>
    public static string[] Row(RuleInfo rule)
    {
        PlausibilityCard card = rule.Card;
        return [rule.Name, Transport(card.WeightTransport), Wording.Whole(card.Phases), YesOrNo(card.SeparateBackwardPass), card.ThirdFactor, YesOrNo(card.NeedsBatches)];
    }

    /// <summary>Each entry of a card with the sentence that it stands for.</summary>
    /// <param name="card">The card.</param>
    public static IEnumerable<string[]> Sentences(PlausibilityCard card)
    {
        yield return ["weight transport", Transport(card.WeightTransport), card.WeightTransport switch
        {
            WeightTransport.None => "nothing that comes down depends on the synapses going up",
            WeightTransport.Signs => "what comes down depends on the signs of the synapses going up, and on nothing else of them",
            _ => "signals come down through the very strengths of the synapses going up",
        }];
        yield return ["phases", Wording.Whole(card.Phases), card.Phases == 1 ? "one pass with each batch" : "stretches of life with each batch: without a teacher, and with one"];
        yield return ["separate backward pass", YesOrNo(card.SeparateBackwardPass), card.SeparateBackwardPass
            ? "on the way down neurons carry errors instead of their rates"
            : card.Phases == 1 ? "nothing comes down: each layer learns by itself" : "the teacher is felt through the neurons' own activity"];
        yield return ["third factor", card.ThirdFactor, "what a feedforward synapse needs beside the rates of its two neurons"];
        yield return ["needs batches", YesOrNo(card.NeedsBatches), card.NeedsBatches ? "samples are compared with each other" : "a batch teaches what its samples would teach one by one"];
        yield return ["bounded rates", YesOrNo(card.RatesAreBounded), card.RatesAreBounded ? "all rates are between 0 and 1" : "rates may grow beyond 1, or below 0"];
    }

    private static string Transport(WeightTransport transport) => transport switch
    {
        WeightTransport.None => "none",
        WeightTransport.Signs => "signs only",
        _ => "full",
    };

    private static string YesOrNo(bool value) => value ? "yes" : "no";
}
