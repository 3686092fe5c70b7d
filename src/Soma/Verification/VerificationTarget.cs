namespace Soma.Verification;

/// <summary>A cell and the value that its runs are held against.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Epochs">After how many epochs.</param>
/// <param name="Value">What was published for that many.</param>
public sealed record VerificationTarget(PublishedCell Cell, int Epochs, PublishedValue Value);
