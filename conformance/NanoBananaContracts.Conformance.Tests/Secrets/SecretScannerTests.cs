using System.Text;
using System.Text.Json;
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
    public void Of_a_private_key_more_is_found_than_its_heading() =>
        SecretText
            .MaskKeys("""{"message":"-----BEGIN RSA PRIVATE KEY-----\nMIIEow+IBAA/K=\nCAQEA\n-----END""")
            .ShouldBe("""{"message":"(hidden)-----END""");

    public static TheoryData<SecretForm, string> Kinds =>
        new()
        {
            { SecretForm.Raw, Secret },
            { SecretForm.Url, Uri.EscapeDataString(Secret) },
            { SecretForm.Base64, Convert.ToBase64String(Encoding.UTF8.GetBytes("u:" + Secret)) },
            { SecretForm.Json, JsonEncodedText.Encode(Secret).Value },
            { SecretForm.Hex, Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)) },
            { SecretForm.Reversed, new string([.. Secret.Reverse()]) },
            { SecretForm.Pieces, string.Join('|', Secret.Chunk(3).Select(piece => new string(piece))) },
            { SecretForm.KeyShaped, "AKIAIOSFODNN7EXAMPLE" },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_hit_has_its_form_and_its_place(SecretForm form, string text) =>
        Scanner
            .Scan("here", $"100%2525 before {text}\n")
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(hit => hit.Form.ShouldBe(form), hit => hit.Offset.ShouldBeInRange(16, 16 + 4));

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
