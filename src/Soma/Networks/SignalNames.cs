namespace Soma.Networks;

/// <summary>The names of the signals that every <see cref="Activity{T}"/> has.</summary>
public static class SignalNames
{
    /// <summary>r.</summary>
    public const string Rates = "rates";

    /// <summary>v_B.</summary>
    public const string Basal = "basal";

    /// <summary>v_A.</summary>
    public const string Apical = "apical";

    /// <summary>u.</summary>
    public const string Somatic = "somatic";
}
