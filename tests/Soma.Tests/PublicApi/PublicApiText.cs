using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Soma.Tests.PublicApi;

/// <summary>The public types and members of an assembly, one per line, in an order that does not depend on the compiler.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetTypes().Where(IsShown).OrderBy(TypeText.Full, StringComparer.Ordinal))
        {
            text.Append(TypeText.Head(type)).Append('\n');
            foreach (string member in MembersOf(type))
                text.Append("  ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static bool IsShown(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), false) ? false
        : type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsShown(type.DeclaringType!)
        : type.IsPublic;

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}"));
        IEnumerable<(string Name, string Text)> members =
        [
            .. type.GetFields(Declared).Where(static field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(static field => (field.Name, MemberText.Of(field))),
            .. type.GetConstructors(Declared).Where(IsWritten).Select(static constructor => (constructor.Name, MemberText.Of(constructor))),
            .. type.GetProperties(Declared).Where(static property => property.GetAccessors(true).Any(IsVisible) && property.Name != "EqualityContract").Select(static property => (property.Name, MemberText.Of(property))),
            .. type.GetMethods(Declared).Where(static method => IsWritten(method) && !IsAccessor(method)).Select(static method => (method.Name, MemberText.Of(method))),
        ];
        return members.OrderBy(static member => member.Name, StringComparer.Ordinal).ThenBy(static member => member.Text, StringComparer.Ordinal).Select(static member => member.Text);
    }

    // What a record gets from the compiler is said by the word "record".
    private static bool IsWritten(MethodBase method) => IsVisible(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute), false);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal));
}
