namespace Soma.Verification;

/// <summary>Whether measured runs agree with what was published.</summary>
public enum Verdict
{
    /// <summary>They agree.</summary>
    Pass,

    /// <summary>They do not.</summary>
    Fail,

    /// <summary>There is too little to tell: no run has ended, or the published value has no spread.</summary>
    NotEnough,
}
