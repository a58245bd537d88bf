using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Enums, their parallel lists and their spellings.</summary>
public sealed class EnumMistakes
{
    public static TheoryData<string, string, string> Cases { get; } =
        new()
        {
            {
                "NBC1501",
                """ "Art": { "type": "string", "enum": ["a", «1»] } """,
                "The number '1' stands in an enum of strings. Use strings only or integers only."
            },
            {
                "NBC1501",
                """ "Art": { "type": "integer", "enum": [1, «"a"»] } """,
                "The string 'a' stands in an enum of integers. Use strings only or integers only."
            },
            {
                "NBC1501",
                """ "Art": { "type": "string", "enum": ["a", «null»] } """,
                "null stands in an enum of strings. Use strings only or integers only."
            },
            {
                "NBC1501",
                """ "Art": { "type": "integer", "enum": [1, «1.5»] } """,
                "The number '1.5' stands in an enum of integers. Use strings only or integers only."
            },
            {
                "NBC1501",
                """ "Art": { "type": "string", "enum": ["a", «2»] } """,
                "The number '2' stands in an enum of strings. Use strings only or integers only."
            },
            {
                "NBC1501",
                """ "Art": { "type": "number", "enum": [1, «"a"»] } """,
                "The string 'a' is not a number, which the type says. Remove it, or the type."
            },
            {
                "NBC1502",
                """ "Art": { "enum": [1.5, «1.5»] } """,
                "The value '1.5' is already there. Remove one of the two."
            },
            {
                "NBC1501",
                """ "Art": { "type": «"object"», "enum": ["a"] } """,
                "An enum cannot be of type object. Write \"string\" or \"integer\"."
            },
            {
                "NBC1502",
                """ "Art": { "enum": ["a", "b", «"a"»] } """,
                "The value 'a' is already there. Remove one of the two."
            },
            {
                "NBC1502",
                """ "Art": { "enum": [1, «1»] } """,
                "The value '1' is already there. Remove one of the two."
            },
            {
                "NBC1502",
                """
                    "E": { "enum": ["a", "b"] },
                    "Art": { "type": "object", "properties": { "e": { "$ref": "#/$defs/E", "enum": ["a", «"a"»] } } }
                    """,
                "The value 'a' is listed twice. Remove one of the two."
            },
            {
                "NBC1503",
                """ "Art": { "enum": ["a", "b"], "x-enum-names": «[»"A1"] } """,
                "'x-enum-names' has 1 entries for 2 values. Give the list one entry for each value, in the same order."
            },
            {
                "NBC1503",
                """ "Art": { "enum": ["a"], "x-enum-descriptions": «[»"One.", "Two."] } """,
                "'x-enum-descriptions' has 2 entries for 1 values. Give the list one entry for each value, in the same order."
            },
            {
                "NBC1504",
                """ "Art": { "type": "string", «"enum"»: [] } """,
                "'Art' has no values. List the values, or remove \"enum\"."
            },
            {
                "NBC1504",
                """
                    "E": { "enum": ["a"] },
                    "Art": { "type": "object", "properties": { "e": { "$ref": "#/$defs/E", «"enum"»: [] } } }
                    """,
                "No value is allowed here. List the values, or remove \"enum\"."
            },
            {
                "NBC1505",
                """ "Art": { "enum": ["512", "1K"], "x-spellings": { "wisgate": { «"521"»: "0.5K" } } } """,
                "'521' is not a value of this enum. Did you mean '512'?"
            },
            {
                "NBC1505",
                """ "Art": { "enum": ["alpha", "beta"], "x-enum-deprecated": [«"gamma"»] } """,
                "'gamma' is not a value of this enum. Use a value that \"enum\" lists."
            },
            {
                "NBC1505",
                """ "Art": { "enum": ["alpha", "beta"], "x-enum-deprecated": { «"betta"»: "Use alpha." } } """,
                "'betta' is not a value of this enum. Did you mean 'beta'?"
            },
            {
                "NBC1505",
                """ "Art": { "enum": ["alpha", "beta"], "x-enum-providers": { «"betta"»: ["mine"] } } """,
                "'betta' is not a value of this enum. Did you mean 'beta'?"
            },
            {
                "NBC1104",
                """ "Art": { "enum": ["alpha", "beta"], "x-enum-providers": { "beta": «"mine"» } } """,
                "The string 'mine' stands where 'x-enum-providers' takes an object of lists of strings. Give 'x-enum-providers' an object of lists of strings."
            },
            {
                "NBC1104",
                """ "Art": { "enum": ["alpha", "beta"], "x-enum-providers": { "beta": «[»] } } """,
                "The list names no provider. Give the keyword the kind of value it takes."
            },
            {
                "NBC1505",
                """ "Art": { "enum": ["alpha", "beta"], "x-vanished-values": { «"gamma"»: "2026" } } """,
                "'gamma' is not a value of this enum. Use a value that \"enum\" lists."
            },
            {
                "NBC1505",
                """
                    "E": { "enum": ["small", "large"] },
                    "Art": { "type": "object", "properties": { "e": { "$ref": "#/$defs/E", "enum": ["small", «"lrage"»] } } }
                    """,
                "'lrage' is not a value of 'E'. Did you mean 'large'?"
            },
            {
                "NBC1506",
                """ "Art": { "enum": ["1K", "2K"], "x-spellings": { "other": { "1K": «"2K"» } } } """,
                "'2K' already stands for '2K'. Give each value a text of its own: every spelling is read everywhere."
            },
            {
                "NBC1506",
                """
                    "Art": {
                      "enum": ["a", "b"],
                      "x-spellings": { "one": { "a": "x" }, "two": { "b": «"x"» } }
                    }
                    """,
                "'x' already stands for 'a'. Give each value a text of its own: every spelling is read everywhere."
            },
            {
                "NBC1507",
                """ "Art": { "type": "object", "properties": { "e": { "$ref": "#/$defs/Sound", «"enum"»: ["a"] } } } """,
                "'enum' beside a reference narrows an enum, and this is not a reference to one. "
                    + "Refer to an enum, or remove the keyword."
            },
            {
                "NBC1507",
                """ "Art": { "type": "object", "properties": { "e": { "$ref": "#/$defs/Sound", «"x-spelling"»: "a" } } } """,
                "'x-spelling' stands on something that is not an enum. Refer to an enum, or remove the keyword."
            },
            {
                "NBC1508",
                """
                    "E": { "enum": ["a"], "x-spellings": { "wisgate": { "a": "A" } } },
                    "Art": { "type": "object", "properties": { "e": { "$ref": "#/$defs/E", "x-spelling": «"wisgaet"» } } }
                    """,
                "'E' has no spelling 'wisgaet'. Did you mean 'wisgate'?"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_found_at_its_place(string id, string definitions, string message) =>
        MarkedSchema.ShouldBeFoundInDefinitions(id, definitions, message);
}
