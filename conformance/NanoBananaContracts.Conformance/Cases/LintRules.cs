using System.Collections.Frozen;
using System.Collections.Generic;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>The numbered rules a case folder is held to. <c>conformance/README.md</c> lists them with their reasons.</summary>
public static class LintRules
{
    /// <summary>The file is not one JSON value in UTF-8 without a byte order mark.</summary>
    public const string NotJson = "NBL001";

    /// <summary>A key that nothing reads, most often a misspelling.</summary>
    public const string UnknownKey = "NBL002";

    /// <summary>A key that must be there is not.</summary>
    public const string MissingKey = "NBL003";

    /// <summary>A value of the wrong JSON type.</summary>
    public const string WrongType = "NBL004";

    /// <summary>A value outside the allowed set or range.</summary>
    public const string ValueNotAllowed = "NBL005";

    /// <summary>The same key twice in one object: parsers disagree about which one counts.</summary>
    public const string DuplicateKey = "NBL006";

    /// <summary>A file of a case folder is missing, or one is there that does not belong.</summary>
    public const string FileSet = "NBL007";

    /// <summary>The id, the family and the folder do not agree, or two cases share an id.</summary>
    public const string Identity = "NBL008";

    /// <summary>Not exactly one matcher in a matcher object: WireMock keeps the first and drops the others silently.</summary>
    public const string OneMatcher = "NBL101";

    /// <summary><c>"absent"</c> with another value than true: WireMock ignores the value, so false means absent too.</summary>
    public const string AbsentValue = "NBL102";

    /// <summary>A JSON operand that contains the name of an option: WireMock finds options at any depth.</summary>
    public const string OptionNameInOperand = "NBL103";

    /// <summary>More than one URL key: WireMock keeps one by precedence and drops the others silently.</summary>
    public const string OneUrl = "NBL104";

    /// <summary><c>pathParameters</c> without <c>urlPathTemplate</c>: WireMock accepts and ignores them.</summary>
    public const string PathParameters = "NBL105";

    /// <summary>More than one body: WireMock keeps one by precedence and drops the others silently.</summary>
    public const string OneBody = "NBL106";

    /// <summary>A body file that does not exist: WireMock answers 500 when the stub is asked for.</summary>
    public const string BodyFile = "NBL107";

    /// <summary>A JSONPath outside the portable subset: Jayway and RFC 9535 disagree about the rest.</summary>
    public const string JsonPathSubset = "NBL108";

    /// <summary>A regular expression that Java and .NET do not read alike, or that does not compile.</summary>
    public const string RegexSubset = "NBL109";

    /// <summary>A JSON Schema that is broken, or that expects <c>format</c> or <c>contentEncoding</c> to be asserted.</summary>
    public const string SchemaOperand = "NBL110";

    /// <summary>An operand that its matcher cannot read: <c>equalToJson</c> that is not JSON, bad Base64, a bad date.</summary>
    public const string Operand = "NBL111";

    /// <summary>A negation under <c>matchesJsonPath</c>: it never matches where the path is missing.</summary>
    public const string NegatedPath = "NBL112";

    /// <summary>A fault beside a status, headers or a body, none of which are sent.</summary>
    public const string FaultOverrides = "NBL113";

    /// <summary>A known key of WireMock that this suite does not play.</summary>
    public const string NotPlayed = "NBL114";

    /// <summary>Two stubs that can match one request with equal priority: which one answers depends on load order.</summary>
    public const string Overlap = "NBL115";

    /// <summary>A scenario with a state nobody leads to, or a stub that changes the state of no scenario.</summary>
    public const string Scenario = "NBL116";

    /// <summary><c>Content-Length</c> shorter than the body: clients see the rest as a second reply.</summary>
    public const string ShortContentLength = "NBL117";

    /// <summary>Body with a status that has none (1xx, 204, 304).</summary>
    public const string BodyNotAllowed = "NBL118";

    /// <summary>A matcher object without a matcher.</summary>
    public const string OneMatcherMissing = "NBL119";

    /// <summary>A method in lower case, which WireMock accepts and never matches.</summary>
    public const string MethodCase = "NBL120";

    /// <summary>A source that is not said, or a why that says nothing.</summary>
    public const string Provenance = "NBL201";

    /// <summary>A requirement that is not in the list of requirements, or one that no case covers.</summary>
    public const string Requirement = "NBL202";

    /// <summary>An <c>alsoAccept</c> without a reason, or equal to the outcome.</summary>
    public const string AlsoAccept = "NBL203";

    /// <summary>Facts of an outcome that belong to another kind of outcome.</summary>
    public const string OutcomeFacts = "NBL204";

    /// <summary>Attempts that cannot be: a maximum below the minimum, requests expected where none may be sent.</summary>
    public const string Attempts = "NBL205";

    /// <summary>The replies of a case take longer than its time budget.</summary>
    public const string TimeBudget = "NBL206";

    /// <summary>Something that looks like a real key.</summary>
    public const string Secret = "NBL207";

    /// <summary>A scored case that is not what was frozen for its contract revision.</summary>
    public const string Frozen = "NBL208";

    /// <summary>
    /// Rules about what WireMock accepts without a word and then does differently from what is written. A case may not
    /// break them; a stub that another program loads over the admin API may, and is played as WireMock plays it.
    /// </summary>
    internal static FrozenSet<string> Traps { get; } =
        new[]
        {
            OneMatcher,
            AbsentValue,
            OptionNameInOperand,
            OneUrl,
            PathParameters,
            OneBody,
            BodyFile,
            NegatedPath,
            FaultOverrides,
            Overlap,
            Scenario,
            ShortContentLength,
            BodyNotAllowed,
            MethodCase,
        }.ToFrozenSet();

    /// <summary>Every rule with one sentence on why it is there.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new SortedDictionary<string, string>(System.StringComparer.Ordinal)
        {
            [NotJson] = "The file is one JSON value in UTF-8, without comments, trailing commas or a byte order mark.",
            [UnknownKey] = "Every key is one that something reads.",
            [MissingKey] = "Every required key is there.",
            [WrongType] = "Every value has the JSON type its key asks for.",
            [ValueNotAllowed] = "Every value is in the set or range its key allows.",
            [DuplicateKey] = "No key stands twice in one object.",
            [FileSet] = "A case folder holds case.json, stub.json, expect.json, and body files under __files.",
            [Identity] = "The id is family/name, as the folders say, and no two cases share it.",
            [OneMatcher] = "A matcher object names exactly one matcher.",
            [AbsentValue] = "\"absent\" is written true or \"(absent)\" and nothing else.",
            [OptionNameInOperand] = "A JSON operand holds no option name; pass it as a string instead.",
            [OneUrl] = "A request pattern has at most one URL key.",
            [PathParameters] = "pathParameters stand beside a urlPathTemplate that names them.",
            [OneBody] = "A response has at most one body.",
            [BodyFile] = "Every bodyFileName names a file under __files of its case.",
            [JsonPathSubset] = "JSONPath stays in the subset that every player reads alike.",
            [RegexSubset] = "Regular expressions compile and mean the same in Java and .NET.",
            [SchemaOperand] = "A schema operand is a schema, and asks for no keyword that WireMock leaves unasserted.",
            [Operand] = "Every operand can be read by its matcher.",
            [NegatedPath] = "No negation stands under matchesJsonPath.",
            [FaultOverrides] = "A fault stands alone, with a delay at most.",
            [NotPlayed] = "Only the part of the WireMock format that both players play is used.",
            [Overlap] = "Stubs that can match one request have different priorities or states.",
            [Scenario] = "Every scenario state can be reached, and state is only changed inside a scenario.",
            [ShortContentLength] = "No Content-Length is shorter than its body.",
            [BodyNotAllowed] = "No body goes with a status that has none.",
            [OneMatcherMissing] = "A matcher object names a matcher.",
            [MethodCase] = "Methods are written in upper case.",
            [Provenance] = "Every case says why it exists and where it was seen.",
            [Requirement] =
                "Every requirement named exists, and every requirement is covered or excluded with a reason.",
            [AlsoAccept] = "Every alsoAccept has a reason and differs from the outcome.",
            [OutcomeFacts] = "An outcome states only facts of its own kind.",
            [Attempts] = "Attempts are possible: a minimum no larger than the maximum.",
            [TimeBudget] = "The replies of a case fit into its time budget.",
            [Secret] = "Nothing looks like a real key.",
            [Frozen] = "A frozen case does not change; a changed one is a new case.",
        };
}
