using Soma.Learning;

namespace Soma.Training.Options;

/// <summary>What the options of a record are, for help texts and tables; all of it comes from <see cref="OptionAttribute"/>.</summary>
public static class OptionsBinder
{
    /// <summary>Lists the options of a record, those of nested records included.</summary>
    /// <param name="options">The type of an option record, such as <see cref="RuleInfo.Options"/> or <see cref="Experiment"/>.</param>
    public static IReadOnlyList<OptionDescription> Describe(Type options) => [.. Describe(options, "")];

    private static IEnumerable<OptionDescription> Describe(Type type, string path)
    {
        object defaults = Activator.CreateInstance(type)!;
        foreach (OptionProperty option in OptionRecord.Of(type))
        {
            string key = OptionPath.Join(path, option.Key);
            if (option.Type.Kind == OptionKind.Record)
            {
                foreach (OptionDescription inner in Describe(option.Type.Type, key))
                    yield return inner;
                continue;
            }

            string value = option.IsRequired || option.Get(defaults) is not { } usual ? "" : OptionsWriter.WriteValue(usual).ToJsonString(JsonText.Compact);
            yield return new OptionDescription(key, option.Meaning, option.Type.Words, option.Range.Text, value);
            if (option.Type.Item is not { Kind: OptionKind.Record } item)
                continue;
            foreach (OptionDescription inner in Describe(item.Type, $"{key}[]"))
                yield return inner;
        }
    }
}
