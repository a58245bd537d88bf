namespace NanoBananaContracts.Conformance.Cases;

/// <summary>The numbered rules a case folder is held to. <c>conformance/README.md</c> lists them.</summary>
public static class LintRules
{
    internal const string NotJson = "NBL001";
    internal const string UnknownKey = "NBL002";
    internal const string MissingKey = "NBL003";
    internal const string WrongType = "NBL004";
    internal const string ValueNotAllowed = "NBL005";
    internal const string DuplicateKey = "NBL006";
    internal const string FileSet = "NBL007";
    internal const string Identity = "NBL008";
    internal const string OneMatcher = "NBL101";
    internal const string OneUrl = "NBL104";
    internal const string OneBody = "NBL106";
    internal const string BodyFile = "NBL107";
    internal const string Operand = "NBL111";
    internal const string FaultOverrides = "NBL113";
    internal const string NotPlayed = "NBL114";
    internal const string Overlap = "NBL115";
    internal const string Scenario = "NBL116";
    internal const string ShortContentLength = "NBL117";
    internal const string BodyNotAllowed = "NBL118";
    internal const string Provenance = "NBL201";
    internal const string Requirement = "NBL202";
    internal const string AlsoAccept = "NBL203";
    internal const string OutcomeFacts = "NBL204";
    internal const string Attempts = "NBL205";
    internal const string TimeBudget = "NBL206";
    internal const string Secret = "NBL207";
    internal const string Frozen = "NBL208";

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
            [OneUrl] = "A request pattern has at most one URL key.",
            [OneBody] = "A response has at most one body.",
            [BodyFile] = "Every bodyFileName names a file under __files of its case.",
            [Operand] = "Every operand can be read by its matcher.",
            [FaultOverrides] = "A fault stands alone, with a delay at most.",
            [NotPlayed] = "Only the part of the WireMock format that every player plays is used.",
            [Overlap] = "Stubs that can match one request have different priorities or states.",
            [Scenario] = "Every scenario state can be reached, and state is only changed inside a scenario.",
            [ShortContentLength] = "No Content-Length is shorter than its body.",
            [BodyNotAllowed] = "No body goes with a status that has none.",
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
