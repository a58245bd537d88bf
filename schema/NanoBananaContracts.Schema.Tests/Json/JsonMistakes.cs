using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Json;

/// <summary>Mistakes in the JSON itself.</summary>
public sealed class JsonMistakes
{
    public static TheoryData<string, string, string> Cases { get; } =
        new()
        {
            {
                "NBC1002",
                """{ "title": «@» }""",
                "'@' is not the start of a JSON value. Remove it, or write a value: an object, an array, a string in "
                    + "double quotes, a number, true, false or null."
            },
            { "NBC1002", """{ "title": «yes» }""", "yes is not a JSON value. Did you mean \"yes\"?" },
            { "NBC1002", """{ "title": «True» }""", "True is not a JSON value. Did you mean true?" },
            { "NBC1002", """{ "title": «FALSE» }""", "FALSE is not a JSON value. Did you mean false?" },
            { "NBC1002", """{ "title": «None» }""", "None is not a JSON value. Did you mean null?" },
            { "NBC1002", """{ "title": «undefined» }""", "undefined is not a JSON value. Did you mean null?" },
            { "NBC1002", """{ "title": «}»""", "'title' has no value. Write a value, or remove the name." },
            {
                "NBC1002",
                """{ "title": «,» "$defs": {} }""",
                "'title' has no value. Write a value, or remove the name."
            },
            {
                "NBC1002",
                """{ «#» "title": "a" }""",
                "'#' stands where a name in double quotes is needed. Remove it, or write \"name\": value."
            },
            {
                "NBC1002",
                """
                    {
                      "$defs": { "A": { "type": "object" «]»
                    } }
                    """,
                "']' stands where the object opened at (2,19) needs '}'. Close the object with '}'."
            },
            {
                "NBC1002",
                """{ "examples": [1, 2 «}»""",
                "'}' stands where the array opened at (1,15) needs ']'. Close the array with ']'."
            },
            {
                "NBC1003",
                """{ "title": "a"«»""",
                "The text ends inside the object opened at (1,1). Close it with '}'."
            },
            {
                "NBC1003",
                """{ "examples": [1«»""",
                "The text ends inside the array opened at (1,15). Close it with ']'."
            },
            {
                "NBC1004",
                """
                    {
                      "title": "a"
                      «"»description": "b"
                    }
                    """,
                "A comma is missing before '\"'. Put a comma between the two."
            },
            { "NBC1004", """{ "examples": [1 «2»] }""", "A comma is missing before '2'. Put a comma between the two." },
            {
                "NBC1005",
                """{ "title" «"»a" }""",
                "A ':' is missing after 'title'. Put a ':' between the name and its value."
            },
            {
                "NBC1005",
                """{ "title" «=» "a" }""",
                "A ':' is missing after 'title'. Put a ':' between the name and its value."
            },
            { "NBC1006", """{ "title": "a"«,» }""", "A comma stands before the closing bracket. Remove the comma." },
            { "NBC1006", """{ "examples": [1«,»] }""", "A comma stands before the closing bracket. Remove the comma." },
            { "NBC1006", """{ «,»"title": "a" }""", "There is nothing before this comma. Remove the comma." },
            { "NBC1006", """{ "examples": [1, «,» 2] }""", "There is nothing before this comma. Remove the comma." },
            {
                "NBC1007",
                """
                    {
                      «//» note
                      "title": "a"
                    }
                    """,
                "JSON has no comments. Remove it, or keep the words in \"$comment\"."
            },
            {
                "NBC1007",
                """{ «/*» note, "title": "b" */ "title": "a" }""",
                "JSON has no comments. Remove it, or keep the words in \"$comment\"."
            },
            {
                "NBC1008",
                """{ "title": "a", «"title"»: "b" }""",
                "'title' is already there in this object; only the first counts. Remove or rename one of the two."
            },
            {
                "NBC1014",
                """{ "title": "a«\u202e»b" }""",
                "U+202E changes the direction of text, so that what is shown is not what is read. Remove it: letters have a "
                    + "direction of their own, and no contract needs another."
            },
            { "NBC1009", """{ "title": «'»a' }""", "A string stands in single quotes. Use double quotes." },
            { "NBC1009", """{ «title»: "a" }""", "The name title stands without quotes. Write \"title\"." },
            {
                "NBC1009",
                """
                    { "title": «"a»
                      , "description": "b" }
                    """,
                "The string has no closing quote on its line. Close it with '\"'; write a line break inside a string as \\n."
            },
            {
                "NBC1009",
                """
                    { "title": «"a\»
                      , "description": "b" }
                    """,
                "The string has no closing quote on its line. Close it with '\"'; write a line break inside a string as \\n."
            },
            {
                "NBC1009",
                """{ "title": "C:«\d»ir" }""",
                "This escape is not one of JSON's. Use \\\", \\\\, \\/, \\b, \\f, \\n, \\r, \\t or \\u and four "
                    + "hexadecimal digits; a lone backslash is written \\\\."
            },
            {
                "NBC1009",
                """{ "title": "«\u»12x4" }""",
                "\\u is not followed by four hexadecimal digits. Use \\\", \\\\, \\/, \\b, \\f, \\n, \\r, \\t or \\u and four "
                    + "hexadecimal digits; a lone backslash is written \\\\."
            },
            {
                "NBC1009",
                """{ "title": «"a\ud83d"» }""",
                "The string has half a surrogate pair, \\ud83d. Write both halves, or the character itself."
            },
            {
                "NBC1009",
                """{ "title": «"\ude00\ud83d"» }""",
                "The string has half a surrogate pair, \\ude00. Write both halves, or the character itself."
            },
            { "NBC1009", "{ \"title\": \"a«\t»b\" }", "The control character U+0009 stands in a string. Write \\t." },
            {
                "NBC1009",
                "{ \"title\": \"a«\u0001»b\" }",
                "The control character U+0001 stands in a string. Write it as \\u and four digits, or remove it."
            },
            { "NBC1010", """{ "examples": [«01»] }""", Number("01") },
            { "NBC1010", """{ "examples": [«+1»] }""", Number("+1") },
            { "NBC1010", """{ "examples": [«.5»] }""", Number(".5") },
            { "NBC1010", """{ "examples": [«5.»] }""", Number("5.") },
            { "NBC1010", """{ "examples": [«1e»] }""", Number("1e") },
            { "NBC1010", """{ "examples": [«1e+»] }""", Number("1e+") },
            { "NBC1010", """{ "examples": [«-»] }""", Number("-") },
            { "NBC1010", """{ "examples": [«0x10»] }""", Number("0x10") },
            { "NBC1010", """{ "examples": [«1_000»] }""", Number("1_000") },
            {
                "NBC1012",
                """{ "title": "a" } «{» }""",
                "'{' stands after the end of the schema. Remove everything after the closing '}'."
            },
            {
                "NBC1013",
                """«[»]""",
                "A list stands where a schema is needed. Write an object of keywords, for example { \"type\": \"string\" }."
            },
            {
                "NBC1013",
                """«"schema"»""",
                "The string 'schema' stands where a schema is needed. Write an object of keywords, for example { \"type\": \"string\" }."
            },
            {
                "NBC1013",
                "«12»",
                "The number '12' stands where a schema is needed. Write an object of keywords, for example { \"type\": \"string\" }."
            },
            {
                "NBC1013",
                "«true»",
                "true stands where a schema is needed. Write an object of keywords, for example { \"type\": \"string\" }."
            },
            {
                "NBC1013",
                """{ "$defs": { "A": «null» } }""",
                "null stands where a schema is needed. Write an object of keywords, for example { \"type\": \"string\" }."
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_found_at_its_place(string id, string marked, string message) =>
        MarkedSchema.ShouldBeFound(id, marked, message);

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n\t ")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_one(string text) =>
        SchemaReader
            .Read("a.json", text)
            .Diagnostics.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "a.json(1,1): error NBC1001: The file is empty. Write a schema: an object with \"$defs\", to begin with."
            );

    // Not a row of the theory: half a surrogate pair does not survive the runner's own files.
    [Fact]
    public void A_character_of_two_code_units_is_named_whole_and_marked_at_its_first() =>
        MarkedSchema.ShouldBeFound(
            "NBC1012",
            "{ \"title\": \"a\" }«\uD83D»\uDE00",
            "'\uD83D\uDE00' stands after the end of the schema. Remove everything after the closing '}'."
        );

    [Fact]
    public void Nesting_too_deep_is_reported_once_and_stepped_over()
    {
        var deep = new string('[', 5000) + new string(']', 5000);
        var reading = SchemaReader.Read("a.json", "{ \"examples\": " + deep + ", \"title\": \"a\" }");

        reading
            .Diagnostics.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "a.json(1,142): error NBC1011: This is nested more than 128 levels deep. "
                    + "Give the inner schema a name under \"$defs\" and refer to it."
            );
        reading.Model.Title.ShouldBe("a");
    }

    [Fact]
    public void Nesting_of_128_levels_is_read()
    {
        var deep = new string('[', 127) + new string(']', 127);
        SchemaReader.Read("a.json", "{ \"examples\": " + deep + " }").Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Unclosed_nesting_of_any_depth_is_survived()
    {
        var reading = SchemaReader.Read("a.json", "{ \"examples\": " + new string('[', 1_000_000));
        reading.Diagnostics.Select(diagnostic => diagnostic.Id).ShouldBe(["NBC1011", "NBC1003"]);
    }

    [Fact]
    public void Several_mistakes_are_found_at_once()
    {
        var reading = SchemaReader.Read(
            "a.json",
            """
            {
              // a note
              "title": "a",
              "$defs": {
                "A": { "type": "object", "properties": { "x": { "type": "string" }, } }
                "B": { "type": "objct" }
              }
            }
            """
        );

        reading
            .Diagnostics.Select(diagnostic => diagnostic.ToString()[..24])
            .ShouldBe([
                "a.json(2,3): error NBC10",
                "a.json(5,71): error NBC1",
                "a.json(6,5): error NBC10",
                "a.json(6,20): error NBC1",
            ]);
        reading.Model.Messages.ShouldHaveSingleItem().Properties.ShouldHaveSingleItem().JsonName.ShouldBe("x");
    }

    [Fact]
    public void What_a_damaged_text_seems_to_lack_is_no_second_mistake()
    {
        // The definition that B refers to stands in the part that cannot be read.
        var reading = SchemaReader.Read(
            "a.json",
            """
            { "$defs": {
              "B": { "type": "object", "properties": { "a": { "$ref": "#/$defs/A" } } },
              "A": <lost>
            } }
            """
        );

        reading.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NBC1002");
        reading.Model.Messages.ShouldHaveSingleItem().Name.ShouldBe("B");
    }

    [Fact]
    public void Every_beginning_of_a_text_is_survived_and_reported()
    {
        const string text = """
            { // one
              /* two * / */ "a\\\"\u00e9\ud83d\ude00b": [1.5e+3, -0, true, null, 'c', { "d": {} }, []], e = "f",,
              "title": "t" }
            """;
        for (var length = 0; length < text.Length; length++)
        {
            var reading = SchemaReader.Read("a.json", text[..length]);

            reading.HasErrors.ShouldBeTrue(text[..length]);
            reading.Diagnostics.ShouldAllBe(diagnostic =>
                diagnostic.Line >= 1 && diagnostic.Line <= 3 && diagnostic.Column >= 1
            );
        }

        SchemaReader.Read("a.json", text).Model.Title.ShouldBe("t");
    }

    [Theory]
    [InlineData("{ \"title\": \"a\\")]
    [InlineData("{ \"title\": \"a\\u")]
    [InlineData("{ \"title\": \"a\\u00e")]
    [InlineData("{ \"title\": \"a\\u00e9")]
    [InlineData("{ \"title\": \"a\ud83d")]
    [InlineData("{ \"title\": \"a\", /")]
    [InlineData("{ \"title\": \"a\", //")]
    [InlineData("{ \"title\": \"a\", /*")]
    [InlineData("{ \"title\": \"a\", /* *")]
    [InlineData("{ \"title\": \"a\", /* */")]
    [InlineData("{ \"title\": \"a\", \r")]
    [InlineData("{ \"title\": \"a\", <\"\\")]
    [InlineData("{ \"title\": \"a\", <\"b\\\"")]
    [InlineData("{ \"title\": \"a\", <[{")]
    public void What_breaks_off_keeps_what_came_before(string text)
    {
        var reading = SchemaReader.Read("a.json", text);

        reading.HasErrors.ShouldBeTrue();
        reading.Model.Title.ShouldStartWith("a");
    }

    [Theory]
    // The bracket closes the array around the object: the object is what was left open.
    [InlineData("""{ "examples": [{ "a": 1 ], "title": "t", "description": "d" }""", "NBC1002")]
    [InlineData(
        """{ "examples": [[{ "a": 1 }]], "default": [{ "a": 1 ], "title": "t", "description": "d" }""",
        "NBC1002"
    )]
    // No array is open any more: the bracket was meant to be the object's own.
    [InlineData(
        """{ "examples": [{ "a": [1] }], "$defs": { "A": {} ], "title": "t", "description": "d" }""",
        "NBC1002"
    )]
    // The other way round: the brace closes the object around the array.
    [InlineData("""{ "$defs": { "A": { "examples": [1 } }, "title": "t", "description": "d" }""", "NBC1002")]
    public void A_bracket_of_the_other_kind_closes_what_it_was_meant_for(string text, string id)
    {
        var reading = SchemaReader.Read("a.json", text);

        reading.Diagnostics.ShouldHaveSingleItem(string.Join('\n', reading.Diagnostics)).Id.ShouldBe(id);
        reading.Model.Title.ShouldBe("t");
        reading.Model.Description.ShouldBe("d");
    }

    [Theory]
    [InlineData("[ 1 }")]
    [InlineData("[[ 1 } ]")]
    [InlineData("[{}, 1 }")]
    public void A_brace_that_no_object_is_open_for_closes_the_array(string text)
    {
        var diagnostics = new DiagnosticBag("a.json");
        JsonParser.Parse(text, diagnostics, out var damaged);

        diagnostics.Sorted().ShouldHaveSingleItem().Id.ShouldBe("NBC1002");
        damaged.ShouldBeTrue();
    }

    [Fact]
    public void What_cannot_be_read_is_skipped_up_to_what_can()
    {
        var reading = SchemaReader.Read(
            "a.json",
            """
            { "title": @{ "x": [1, "]},\"", 2] }
              , "description": <"a,b" [3, {4}]
              , "x-source": "s", "$defs": { "A": #, "B": { "type": "object" } } }
            """
        );

        reading.Diagnostics.Select(diagnostic => diagnostic.Id).ShouldBe(["NBC1002", "NBC1002", "NBC1002"]);
        reading.Model.Messages.ShouldHaveSingleItem().Name.ShouldBe("B");
    }

    [Fact]
    public void Reading_stops_after_twenty_mistakes_and_says_so()
    {
        var reading = SchemaReader.Read(
            "a.json",
            "{ \"examples\": [" + string.Join(", ", new string[200].Select(_ => "01")) + "] }"
        );

        reading.Diagnostics.Count.ShouldBe(JsonCursor.MaxProblems + 1);
        reading
            .Diagnostics[^1]
            .Message.ShouldBe("Reading stops here, after 20 mistakes. Mend the mistakes above first.");
    }

    private static string Number(string text) =>
        $"{text} is not a JSON number. Write plain decimal digits, with no '+' and no needless 0 in front.";
}
