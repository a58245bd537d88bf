using System.CommandLine;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Tests.Cli;

public sealed class CommandLineTests
{
    /// <summary>Every option that takes an address, and addresses that are refused and hold a secret.</summary>
    public static TheoryData<string[], string> RefusedAddresses()
    {
        var data = new TheoryData<string[], string>();
        foreach (
            var command in (string[][])
                [
                    ["conformance", "live", "--max-cost", "0.30", "--endpoint"],
                    ["record", "--out", "x", "--target"],
                ]
        )
        {
            foreach (
                var address in (string[])
                    [
                        "https://me:open-sesame@example.com",
                        "https://me:open sesame@example.com",
                        "https://me:open'sesame@example.com",
                        "https://me:open\"sesame@example.com",
                        "https://me:open\\sesame@example.com",
                        "https://me:open/sesame@example.com/v1",
                        "https://me:open?sesame@example.com",
                        "https://me:open#sesame@example.com",
                        "https://me:open-sesame%40example.com",
                        "me:open sesame@example.com",
                        "http://example.com?open-sesame",
                        "http://example.com/v1?key=open sesame",
                        "http://example.com#open-sesame",
                    ]
            )
            {
                data.Add(command, address);
            }
        }

        return data;
    }

    [Theory]
    [InlineData("", "conformance")]
    [InlineData("conformance", "run")]
    [InlineData("schema", "validate")]
    public async Task A_group_without_its_command_shows_what_there_is(string words, string named)
    {
        var run = await CommandRun.Of(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        run.ExitCode.ShouldBe(ExitCodes.Conforms);
        run.Error.ShouldBeEmpty();
        run.Out.ShouldContain("Usage:");
        run.Out.ShouldContain("  " + named);
        run.Out.ShouldContain("Example");
    }

    [Theory]
    [InlineData("conformance play .")]
    [InlineData("serve --port 0 --key-file .")]
    [InlineData("conformance run --case response/error-body --known-failing .")]
    [InlineData("conformance run --case response/error-body --report html=.")]
    [InlineData("conformance report markdown .")]
    [InlineData("schema validate .")]
    [InlineData("diagnose .")]
    public async Task A_folder_where_a_file_is_wanted_is_called_one(string words)
    {
        var run = await CommandRun.Of(words.Split(' '), workingDirectory: AppContext.BaseDirectory);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("is a folder");
    }

    [Fact]
    public async Task Help_goes_to_the_output_and_succeeds()
    {
        var run = await CommandRun.Of(["--help"], cancellationToken: TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(ExitCodes.Conforms);
        run.Out.ShouldContain("Usage:");
        run.Error.ShouldBeEmpty();
    }

    /// <summary>Of every command: what it is given, in the folder of the repository, and what it says.</summary>
    [Theory]
    [InlineData("--frobnicate", "'--frobnicate'. See 'nanobanana --help'.")]
    [InlineData("frobnicate", "'frobnicate'. See 'nanobanana --help'.")]
    [InlineData("conforance", "'conforance'. Did you mean conformance? See 'nanobanana --help'.")]
    [InlineData("conformance rnu", "'rnu'. Did you mean run? See 'nanobanana conformance --help'.")]
    [InlineData("conformance run --subjct x", "'--subjct'. Did you mean --subject? See 'nanobanana conformance run")]
    [InlineData("conformance show --jsn a/b", "There is no option --jsn. Did you mean --json?")]
    [InlineData("conformance watch --caze a -- b", "There is no option --caze. Did you mean --case?")]
    [InlineData("conformance watch", "watch --help")]
    [InlineData("conformance init cobol", "There is no language 'cobol'. Use dotnet, node or python.")]
    [InlineData("conformance init pyton", "There is no language 'pyton'. Did you mean python?")]
    [InlineData("conformance run --player wiremok", "There is no player 'wiremok'. Did you mean wiremock?")]
    [InlineData("conformance run --report htm=x", "there is no format 'htm'. Did you mean html?")]
    [InlineData("conformance report junti x", "There is no format 'junti'. Did you mean junit?")]
    [InlineData("explian Timeout", "'explian'. Did you mean explain?")]
    [InlineData("conformance show auth/ky-in-header", "There is no case 'auth/ky-in-header'. Did you mean auth/key-in")]
    [InlineData("conformance show key-in-header", "There is no case 'key-in-header'. Did you mean auth/key-in-header?")]
    [InlineData("conformance show zzzzzzzzzzzz", "There is no case 'zzzzzzzzzzzz'. 'nanobanana conformance list'")]
    [InlineData(
        "conformance replay auth/ky-in-header",
        "There is no case 'auth/ky-in-header'. Did you mean auth/key-in"
    )]
    [InlineData("conformance run --case auth/ky-in-header", "'auth/ky-in-header'. Did you mean auth/key-in-header?")]
    [InlineData("conformance list --case auth/ky-in-header", "'auth/ky-in-header'. Did you mean auth/key-in-header?")]
    [InlineData("conformance list --family atuh", "No case fits the family 'atuh'. Did you mean auth?")]
    [InlineData("conformance live --max-cost 0.30 --endpoint http://example.com", "https")]
    [InlineData("conformance live --max-cost 0.30 --endpoint http://[::127.0.0.1]:8787", "https")]
    [InlineData("conformance live --max-cost 0.30 --endpoint https://user:password@example.com", "https")]
    [InlineData("diagnose", "diagnose --help")]
    [InlineData("diagnose --statis 500", "There is no option --statis. Did you mean --status?")]
    [InlineData("diagnose no-such-file.json", "no-such-file.json")]
    [InlineData("diagnose .", ". is a folder; name the files in it.")]
    [InlineData("record --out x", "--target")]
    [InlineData("record --target http://example.com --out x", "https")]
    [InlineData("record --target https://example.com", "--out")]
    [InlineData("record --target https://example.com --out x --secret-variable NO_SUCH_THING", "NO_SUCH_THING")]
    [InlineData("schema validate", "schema validate --help")]
    [InlineData("schema validate nowhere.json", "nowhere.json")]
    [InlineData("schema diff schema/generate-content.schema.json", "schema diff --help")]
    [InlineData("schema diff schema/generate-content.schema.json nowhere.json", "nowhere.json")]
    [InlineData("schema diff nowhere.json schema/generate-content.schema.json", "nowhere.json")]
    [InlineData("schema diff a.json b.json --format xml", "There is no format 'xml'. Use text, markdown or json.")]
    [InlineData("schema diff a.json b.json --format text --json", "--json is --format json. Leave one of them out.")]
    [InlineData("serve --port 70000", "65535")]
    [InlineData("serve --port x", "--port")]
    [InlineData("serve --provider bing", "wisgate or google")]
    [InlineData("serve --latency 20", "20s")]
    [InlineData("serve --latency -1s", "20s")]
    [InlineData("serve --port 0 --key ", "--key is empty")]
    public async Task A_wrong_command_line_is_one_line_and_exit_code_3(string commandLine, string message)
    {
        var run = await CommandRun.Of(
            commandLine.Split(' '),
            new Dictionary<string, string> { ["WISDOM_GATE_KEY"] = "a-key-that-is-not-sent" },
            Repository.Root,
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Out.ShouldBeEmpty();
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(message);
    }

    [Theory]
    [InlineData("diagnose no-such-file.json", " See 'nanobanana diagnose --help'.")]
    [InlineData("conformance show nothing/here", " 'nanobanana conformance list' lists them.")]
    [InlineData("conformance lint nowhere", " See 'nanobanana conformance lint --help'.")]
    [InlineData("explain nothing-like-it", " 'nanobanana diagnose FILE' says which one a reply is.")]
    public async Task Every_message_ends_with_the_command_to_go_on_with(string commandLine, string end)
    {
        var run = await CommandRun.Of(commandLine.Split(' '), cancellationToken: TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.TrimEnd().ShouldEndWith(end);
    }

    [Theory]
    [InlineData("conformance live --max-cost 0.30 --endpoint https://me:open-sesame@example.com")]
    [InlineData("conformance live --max-cost 0.30 --endpoint https://me:open-sesame/@@example.com/v1")]
    [InlineData("conformance live --max-cost 0.30 --endpoint me:open-sesame@example.com")]
    [InlineData("conformance live --max-cost 0.30 --endpoint https://example.com?access_token=open-sesame")]
    [InlineData("conformance live https://me:open-sesame@example.com")]
    [InlineData("record --out x --target http://me:open-sesame@127.0.0.1:1")]
    [InlineData("diagnose https://me:open-sesame@example.com/reply.json")]
    [InlineData("conformance show https://me:open-sesame@example.com")]
    public async Task A_password_in_an_address_is_not_repeated(string commandLine)
    {
        var run = await CommandRun.Of(commandLine.Split(' '), cancellationToken: TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldNotContain("open-sesame");
        run.Error.ShouldContain("(hidden)");
    }

    [Theory]
    [MemberData(nameof(RefusedAddresses))]
    public async Task A_refused_address_is_shown_without_its_password_and_its_query(string[] command, string address)
    {
        var run = await CommandRun.Of([.. command, address], cancellationToken: TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldNotContain("open");
        run.Error.ShouldNotContain("sesame");
        run.Error.ShouldContain("(hidden)");
        run.Error.ShouldContain("use https");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("conformance live --endpoint")]
    [InlineData("record --out x --target")]
    [InlineData("conformance show")]
    [InlineData("diagnose")]
    public async Task A_key_that_was_typed_where_none_belongs_is_not_repeated(string command)
    {
        const string Key = "AIzaSyD-0123456789abcdefghijklmnopqrstu";

        var run = await CommandRun.Of(
            [.. command.Split(' '), Key],
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("(hidden)");
        run.Error.ShouldNotContain(Key[8..]);
    }

    /// <summary>Every user of a machine can read its command lines.</summary>
    [Fact]
    public void No_option_takes_a_secret_that_cannot_be_given_in_a_variable_and_a_file()
    {
        var host = new CommandHost { Out = TextWriter.Null, Error = TextWriter.Null };
        var options = All(CommandTree.Create(host))
            .SelectMany(command => command.Options.Select(option => (Command: command.Name, option.Name)))
            .Where(option => SecretText.IsSecretHeader(option.Name))
            .Select(option => $"{option.Command} {option.Name}");

        options
            .Order(StringComparer.Ordinal)
            .ShouldBe(["record --secret-variable", "serve --key", "serve --key-file", "serve --key-variable"]);

        static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
    }

    [Theory]
    [InlineData("conformance run --parallel x", "--parallel takes a whole number of at least 1, not 'x'.")]
    [InlineData("conformance run --parallel 0", "--parallel takes a whole number of at least 1, not '0'.")]
    [InlineData("conformance run --repeat -3", "--repeat takes a whole number of at least 1, not '-3'.")]
    [InlineData(
        "conformance run --repeat 99999999999",
        "--repeat takes a whole number of at least 1, not '99999999999'."
    )]
    [InlineData("conformance run --time-scale fast", "--time-scale takes a number above 0 and at most 1, not 'fast'.")]
    [InlineData("conformance replay a/b --time-scale 0", "--time-scale takes a number above 0 and at most 1, not '0'.")]
    [InlineData("conformance play --time-scale NaN", "--time-scale takes a number above 0 and at most 1, not 'NaN'.")]
    [InlineData("conformance play --port 70000", "--port takes a number from 0 to 65535.")]
    [InlineData("diagnose --status teapot -", "--status takes a whole number from 100 to 599, not 'teapot'.")]
    [InlineData("diagnose --status 99 -", "--status takes a whole number from 100 to 599, not '99'.")]
    [InlineData(
        "record --target http://127.0.0.1:1 --out x --count 0",
        "--count takes a whole number of at least 1, not '0'."
    )]
    [InlineData(
        "conformance live --max-cost much",
        "--max-cost takes an amount in US dollars, such as 0.30, not 'much'."
    )]
    [InlineData(
        "conformance live --assume-price -1",
        "--assume-price takes an amount in US dollars, such as 0.30, not '-1'."
    )]
    public async Task A_wrong_number_is_one_line_that_says_what_fits(string commandLine, string message)
    {
        var run = await CommandRun.Of(commandLine.Split(' '), cancellationToken: TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.Trim()
            .Split('\n')
            .ShouldHaveSingleItem()
            .ShouldStartWith("nanobanana: " + message + " See 'nanobanana ");
    }

    [Fact]
    public void Every_exit_code_has_its_own_number()
    {
        int[] codes =
        [
            ExitCodes.Conforms,
            ExitCodes.DoesNotConform,
            ExitCodes.HarnessTrouble,
            ExitCodes.Usage,
            ExitCodes.Refused,
        ];
        codes.ShouldBe([0, 1, 2, 3, 4]);
    }
}
