namespace Soma.Reports.Figures;

/// <summary>The figures of the report, found by themselves.</summary>
internal static class FigureCatalog
{
    /// <summary>All of them in the order of the page.</summary>
    public static IReadOnlyList<IFigure> All { get; } =
    [
        .. typeof(IFigure).Assembly.GetTypes()
            .Where(static type => type.IsAssignableTo(typeof(IFigure)) && type is { IsInterface: false, IsAbstract: false })
            .Select(static type => (IFigure)Activator.CreateInstance(type)!)
            .OrderBy(static figure => figure.Place).ThenBy(static figure => figure.Id, StringComparer.Ordinal),
    ];
}
