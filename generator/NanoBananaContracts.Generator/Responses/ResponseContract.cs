using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Responses;

/// <summary>A record that is a response contract, as values: nothing of the compiler's, so that it is compared by content.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Containers">Headers of the types it stands in, outermost first: <c>partial class Album</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="FullName">Its name with <c>global::</c>.</param>
/// <param name="HintName">Name of the emitted file.</param>
/// <param name="JsonSchema">Its schema, as JSON.</param>
/// <param name="Members">What is in it: first the parameters of its constructor, in order.</param>
/// <param name="Parameters">How many of them are parameters.</param>
/// <param name="HasNotNullWhen">Whether the framework has the attribute.</param>
/// <param name="HidesInherited">Whether it is derived from another contract, whose members it has anew.</param>
internal sealed record ResponseContract(
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string FullName,
    string HintName,
    string JsonSchema,
    EquatableArray<ResponseMember> Members,
    int Parameters,
    bool HasNotNullWhen,
    bool HidesInherited
);

/// <summary>One member.</summary>
/// <param name="Name">C# name.</param>
/// <param name="JsonName">Name in JSON.</param>
/// <param name="Value">What it takes.</param>
internal sealed record ResponseMember(string Name, string JsonName, ResponseValue Value);

/// <summary>What a value is.</summary>
internal enum ResponseKind
{
    Text,
    Boolean,
    Int32,
    Int64,
    Single,
    Double,
    Decimal,
    Enum,
    Record,
    List,
    Array,
}

/// <summary>What a member, or an item of one, takes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Type">C# type without the question mark, with <c>global::</c>.</param>
/// <param name="IsNullable">Whether it may be null, and need not be there.</param>
/// <param name="Bounds">What it must keep within.</param>
/// <param name="Choices">Values of an enum.</param>
/// <param name="Item">Item of a list.</param>
internal sealed record ResponseValue(
    ResponseKind Kind,
    string Type,
    bool IsNullable,
    ResponseBounds Bounds,
    EquatableArray<string> Choices,
    ResponseValue? Item
)
{
    /// <summary>C# type with its question mark.</summary>
    public string DeclaredType => IsNullable ? Type + "?" : Type;
}

/// <summary>Bounds; null where there is none.</summary>
/// <param name="Least">Smallest number.</param>
/// <param name="Most">Largest number.</param>
/// <param name="MinCount">Fewest characters, or items.</param>
/// <param name="MaxCount">Most characters, or items.</param>
/// <param name="Pattern">What all of a text must match, as an ECMA-262 expression with its anchors.</param>
internal sealed record ResponseBounds(double? Least, double? Most, int? MinCount, int? MaxCount, string? Pattern)
{
    public static ResponseBounds None { get; } = new(null, null, null, null, null);
}

/// <summary>What is wrong with one, by its rule.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Path">File.</param>
/// <param name="Span">Where in its text.</param>
/// <param name="Lines">The same in lines.</param>
/// <param name="Texts">What the message quotes.</param>
internal sealed record ResponseFinding(
    string Rule,
    string Path,
    TextSpan Span,
    LinePositionSpan Lines,
    EquatableArray<string> Texts
)
{
    public static ResponseFinding At(Location place, DiagnosticDescriptor rule, params string[] texts)
    {
        var lines = place.GetLineSpan();
        return new(rule.Id, lines.Path, place.SourceSpan, lines.Span, new EquatableArray<string>(texts));
    }
}

/// <summary>A record that was read: the contract where nothing is wrong, else what is.</summary>
/// <param name="Contract">The contract, or null.</param>
/// <param name="Findings">What is wrong.</param>
internal sealed record ResponseReading(ResponseContract? Contract, EquatableArray<ResponseFinding> Findings);
