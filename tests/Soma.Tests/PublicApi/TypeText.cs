using System.Reflection;
using System.Runtime.CompilerServices;

namespace Soma.Tests.PublicApi;

/// <summary>Types as they are written in C#.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    /// <summary>Kind, full name, base type, interfaces and constraints.</summary>
    public static string Head(Type type)
    {
        IEnumerable<string> above = type.IsEnum ? [] : BaseOf(type).Concat(OwnInterfaces(type).Select(static face => Of(face)).Order(StringComparer.Ordinal));
        string list = string.Join(", ", above);
        return $"{Kind(type)} {Full(type)}{(list.Length > 0 ? $" : {list}" : "")}{Constraints(type.GetGenericArguments())}";
    }

    /// <summary>The name with its namespace.</summary>
    public static string Full(Type type) => type.IsNested ? $"{Full(type.DeclaringType!)}.{Of(type)}" : $"{type.Namespace}.{Of(type)}";

    /// <summary>The name as it is used.</summary>
    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Of(value)}?";
        string name = Bare(type, nullability);
        return nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType ? $"{name}?" : name;
    }

    /// <summary>The where clauses of type parameters.</summary>
    public static string Constraints(IEnumerable<Type> parameters) => string.Concat(
        from parameter in parameters
        where parameter.IsGenericParameter
        let all = string.Join(", ", ConstraintsOf(parameter))
        where all.Length > 0
        select $" where {parameter.Name} : {all}");

    private static string Bare(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef || type.IsPointer)
            return Of(type.GetElementType()!, nullability?.ElementType) + (type.IsPointer ? "*" : "");
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (_keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (!type.IsGenericType)
            return type.Name;
        string name = type.Name.Split('`')[0];
        string[] arguments = [.. type.GetGenericArguments().Select((argument, index) => Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(index)))];
        return type.IsAssignableTo(typeof(ITuple)) && type.IsValueType ? $"({string.Join(", ", arguments)})" : $"{name}<{string.Join(", ", arguments)}>";
    }

    private static string Kind(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsEnum)
            return "enum";
        if (type.IsSubclassOf(typeof(MulticastDelegate)))
            return "delegate";
        bool record = type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null;
        if (type.IsValueType)
            return $"{(type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{(record ? "record " : "")}struct";
        string modifier = type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        return $"{modifier}{(record ? "record" : "class")}";
    }

    private static IEnumerable<string> BaseOf(Type type) => type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [Of(parent)] : [];

    // Those that neither the base type nor another interface brings along, without the equality of records.
    private static IEnumerable<Type> OwnInterfaces(Type type)
    {
        Type[] all = type.GetInterfaces();
        HashSet<Type> inherited = [.. all.SelectMany(static face => face.GetInterfaces()), .. type.BaseType?.GetInterfaces() ?? []];
        return all.Where(face => !inherited.Contains(face) && (face.IsPublic || face.IsNestedPublic) && !(face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>)));
    }

    private static IEnumerable<string> ConstraintsOf(Type parameter)
    {
        GenericParameterAttributes attributes = parameter.GenericParameterAttributes;
        bool unmanaged = parameter.GetCustomAttributesData().Any(static data => data.AttributeType.Name == "IsUnmanagedAttribute");
        if (unmanaged)
            yield return "unmanaged";
        else if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            yield return "struct";
        else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        foreach (Type constraint in parameter.GetGenericParameterConstraints().Where(static constraint => constraint != typeof(ValueType)).OrderBy(static constraint => Of(constraint), StringComparer.Ordinal))
            yield return Of(constraint);
    }
}
