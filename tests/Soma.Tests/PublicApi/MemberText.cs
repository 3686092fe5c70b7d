using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Soma.Tests.PublicApi;

/// <summary>Members as they are written in C#, on one line.</summary>
internal static class MemberText
{
    private static readonly NullabilityInfoContext _nullability = new();

    public static string Of(FieldInfo field)
    {
        string modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "";
        return $"{Access(field.IsPublic)}{modifiers}{TypeText.Of(field.FieldType, _nullability.Create(field))} {field.Name}{value}";
    }

    public static string Of(ConstructorInfo constructor) => $"{Access(constructor.IsPublic)}new({Parameters(constructor.GetParameters())})";

    public static string Of(PropertyInfo property)
    {
        MethodInfo accessor = property.GetAccessors(true).First(static method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length > 0 ? $"this[{Parameters(index)}]" : property.Name;
        bool required = property.IsDefined(typeof(RequiredMemberAttribute), false);
        string type = (property.PropertyType.IsByRef ? "ref " : "") + TypeText.Of(property.PropertyType, _nullability.Create(property));
        return $"{Modifiers(accessor)}{(required ? "required " : "")}{type} {name} {{ {Accessor(property.GetMethod, "get")}{Setter(property.SetMethod)}}}";
    }

    public static string Of(MethodInfo method)
    {
        string generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(static argument => argument.Name))}>" : "";
        string constraints = method.IsGenericMethod ? TypeText.Constraints(method.GetGenericArguments()) : "";
        string type = (method.ReturnType.IsByRef ? "ref " : "") + TypeText.Of(method.ReturnType, _nullability.Create(method.ReturnParameter));
        return $"{Modifiers(method)}{type} {method.Name}{generics}({Parameters(method.GetParameters())}){constraints}";
    }

    private static string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        bool list = parameter.IsDefined(typeof(ParamArrayAttribute), false) || parameter.IsDefined(typeof(ParamCollectionAttribute), false);
        string way = list ? "params " : !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        string otherwise = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "";
        if (parameter.HasDefaultValue && parameter.RawDefaultValue is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            otherwise = " = default";
        return $"{way}{TypeText.Of(parameter.ParameterType, _nullability.Create(parameter))} {parameter.Name}{otherwise}";
    }

    // Members of an interface are abstract by nature; an override shows where it was declared first.
    private static string Modifiers(MethodInfo method)
    {
        string access = Access(method.IsPublic);
        if (method.IsStatic)
            return $"{access}static {(method.IsAbstract ? "abstract " : "")}";
        if (method.DeclaringType!.IsInterface || !method.IsVirtual)
            return access;
        bool overrides = method.GetBaseDefinition() != method;
        return access + (method.IsAbstract ? "abstract " : "") + (overrides ? "override " : !method.IsAbstract && !method.IsFinal ? "virtual " : "");
    }

    private static string Access(bool isPublic) => isPublic ? "" : "protected ";

    private static string Accessor(MethodInfo? method, string word) =>
        method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) ? $"{word}; " : "";

    private static string Setter(MethodInfo? method) =>
        Accessor(method, method?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true ? "init" : "set");

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
