using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Tests.Secrets;

public sealed class SecretScannerTests
{
    private const string Secret = "kq7+Zt/9\"e&Xy~w2=LmN0\\p";

    private static readonly SecretScanner Scanner = new([Secret]);

    public static TheoryData<string, string> Disguises => new(KeyDisguises.Of(Secret));

    [Theory]
    [MemberData(nameof(Disguises))]
    public void A_secret_is_found_in_every_disguise(string disguise, string text)
    {
        Scanner.Scan("here", $"before {text} after").ShouldNotBeEmpty(disguise);
        Scanner.Scan("here", Encoding.UTF8.GetBytes($"\u00FF before {text} after")).ShouldNotBeEmpty(disguise);
    }

    [Fact]
    public void Any_secret_is_found_in_the_base64_of_any_text_around_it()
    {
        var secrets = ArbMap.Default.ArbFor<Guid>();
        var around = ArbMap.Default.ArbFor<(byte[] Before, byte[] After)>();
        Prop.ForAll(
                secrets,
                around,
                (secret, text) =>
                {
                    var scanner = new SecretScanner([secret.ToString()], keyShapes: false);
                    byte[] bytes = [.. text.Before, .. Encoding.UTF8.GetBytes(secret.ToString()), .. text.After];
                    return scanner.Scan("here", Convert.ToBase64String(bytes)).Count > 0;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    public static TheoryData<string> Shapes => new(KeyDisguises.Shapes);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Text_in_the_shape_of_a_key_is_found_without_knowing_it(string text) =>
        new SecretScanner([])
            .Scan("here", $"\"message\": \"bad key {text}.\"")
            .ShouldHaveSingleItem()
            .Form.ShouldBe(SecretForm.KeyShaped);

    [Fact]
    public void Of_a_private_key_more_is_found_than_its_heading()
    {
        const string Body = """{"message":"-----BEGIN RSA PRIVATE KEY-----\nMIIEow+IBAA/K=\nCAQEA\n-----END""";

        var (index, length) = KeyShapes.Find(Body).ShouldHaveSingleItem();

        Body.Remove(index, length).ShouldBe("""{"message":"-----END""");
    }

    public static TheoryData<string> Hostile() =>
        [
            "&",
            "&#",
            "&#0",
            "&#x0",
            "%",
            "\\",
            "-eyJaaaaaaaaaaaa",
            "-eyJaaaaaaaaaaaa.aaaaaaaaaaaa",
            "sk-",
            "-----BEGIN ",
            "A ",
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Every_character_of_a_hostile_text_is_read_a_few_times_however_long_it_is(string piece)
    {
        foreach (var pieces in (int[])[1_000, 100_000])
        {
            var text = string.Concat(Enumerable.Repeat(piece, pieces));
            var runs = new TokenRuns(text);

            KeyShapes.Find(text, runs).Count().ShouldBeLessThan(pieces);
            EscapeReading.Resolve(text, out var read);

            runs.Read.ShouldBeLessThan(4L * text.Length);
            read.ShouldBeLessThan(12L * text.Length);
        }
    }

    [Fact]
    public void Innocent_text_is_left_alone()
    {
        Scanner
            .Scan("here", """{"error":{"code":401,"message":"100% of keys, AIza or AQ. or sk-, are checked"}}""")
            .ShouldBeEmpty();
        Scanner.Scan("here", new string('%', 1000) + new string('\\', 1000) + "&#;&#x;&#99999999;").ShouldBeEmpty();
    }

    [Fact]
    public void A_hit_says_where_and_never_what()
    {
        var hit = Scanner.Scan("stub.json", "x" + Secret).ShouldHaveSingleItem();

        hit.ShouldBe(new SecretHit("stub.json", SecretForm.Raw, 1));
        hit.ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public void A_secret_too_short_to_be_told_from_innocent_text_is_refused() =>
        Should.Throw<ArgumentException>(() => new SecretScanner(["key"])).Message.ShouldNotContain("\"key\"");

    [Fact]
    public async Task A_folder_is_searched_to_its_depths_and_in_its_names()
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-scan-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "a", "b"));
            await File.WriteAllTextAsync(
                Path.Combine(folder, "a", "b", "deep.json"),
                Uri.EscapeDataString(Secret),
                TestContext.Current.CancellationToken
            );
            await File.WriteAllTextAsync(
                Path.Combine(folder, "sk-0123456789abcdefghij.txt"),
                "",
                TestContext.Current.CancellationToken
            );

            var hits = await Scanner.ScanFolderAsync(folder, TestContext.Current.CancellationToken);

            hits.Select(hit => hit.Place).Distinct().ShouldBe([Path.Combine("a", "b", "deep.json"), "a file name"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
