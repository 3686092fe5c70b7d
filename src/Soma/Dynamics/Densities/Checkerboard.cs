using Soma.Numerics;

namespace Soma.Dynamics.Densities;

/// <summary>Every other field of a board, evenly: edges that no smooth flow can draw sharply.</summary>
public sealed class Checkerboard() : Density("checkerboard", "every other field of a board of 4 by 4 fields, each 1.5 wide")
{
    private const int Fields = 4;
    private const double Width = 1.5;

    /// <inheritdoc/>
    public override (double X, double Y) Draw(RandomStream random)
    {
        double column = random.NextUniform(0, Fields), row = random.NextUniform(0, Fields / 2);

        // Rows below the middle are drawn; every other one is moved up by as much as makes the fields meet at corners.
        int field = (int)column, line = (int)row;
        double y = row + line + ((field & 1) == 0 ? 0 : 1);
        return (Width * (column - (Fields / 2)), Width * (y - (Fields / 2)));
    }
}
