using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Units;

/// <summary>
/// All that one file of types depends on, and nothing else: an edit elsewhere in the schema leaves it equal, and the
/// file is not made again.
/// </summary>
/// <param name="Options">What the project says about the schema.</param>
/// <param name="Name">C# name of its first type, which is that of the file.</param>
/// <param name="Messages">Its messages, in order.</param>
/// <param name="Enums">Its enums, in order.</param>
internal sealed record FileUnit(
    ContractOptions Options,
    string Name,
    EquatableArray<MessageUnit> Messages,
    EquatableArray<EnumDefinition> Enums
);

/// <summary>All that the source of one message depends on.</summary>
/// <param name="Options">What the project says about the schema.</param>
/// <param name="Message">The message.</param>
/// <param name="NarrowedEnums">Of the enums it narrows or fixes, the values it names.</param>
internal sealed record MessageUnit(
    ContractOptions Options,
    MessageDefinition Message,
    EquatableArray<EnumMembers> NarrowedEnums
);

/// <summary>Some values of an enum.</summary>
/// <param name="Name">C# name of the enum.</param>
/// <param name="Count">How many values it has.</param>
/// <param name="Members">
/// Texts and C# names, in the order of the enum: of those that are allowed somewhere, or of all where more than half are.
/// </param>
internal sealed record EnumMembers(string Name, int Count, EquatableArray<EnumMember> Members);

/// <summary>One value of an enum.</summary>
/// <param name="Text">Canonical text.</param>
/// <param name="Name">C# name.</param>
internal sealed record EnumMember(string Text, string Name);

/// <summary>All that the source of the dialects depends on.</summary>
/// <param name="Options">What the project says about the schema.</param>
/// <param name="Names">Names of the dialects, in order.</param>
internal sealed record DialectsUnit(ContractOptions Options, EquatableArray<string> Names);

/// <summary>All that the source of the operations depends on.</summary>
/// <param name="Options">What the project says about the schema.</param>
/// <param name="ClassName">Name of the class that holds them.</param>
/// <param name="Operations">The operations.</param>
internal sealed record OperationsUnit(
    ContractOptions Options,
    string ClassName,
    EquatableArray<OperationDefinition> Operations
);
