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

    public static TheoryData<string, string> Disguises()
    {
        var url = Uri.EscapeDataString(Secret);
        return new TheoryData<string, string>
        {
            { "raw", Secret },
            { "percent, upper case", url },
            { "percent, lower case", url.Replace("%2B", "%2b", StringComparison.Ordinal) },
            { "percent, every character", string.Concat(Secret.Select(unit => $"%{(int)unit:X2}")) },
            { "percent twice", Uri.EscapeDataString(url) },
            { "JSON", JsonSerializer.Serialize(Secret)[1..^1] },
            { "JSON, relaxed", Secret.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("/", "\\/") },
            { "JSON, every character", string.Concat(Secret.Select(unit => $"\\u{(int)unit:X4}")) },
            { "JSON in JSON", JsonSerializer.Serialize(JsonSerializer.Serialize(Secret)) },
            { "a URL in JSON", JsonSerializer.Serialize(new { url = $"https://host/?key={url}" }) },
            { "HTML", string.Concat(Secret.Select(unit => $"&#{(int)unit};")) },
            { "HTML, padded with zeros", string.Concat(Secret.Select(unit => $"&#{(int)unit:000000000000};")) },
            { "HTML, without semicolons", string.Concat(Secret.Select(unit => $"&#{(int)unit:000}")) + "!" },
            { "HTML, hexadecimal", string.Concat(Secret.Select(unit => $"&#x{(int)unit:x};")) },
            { "Base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)) },
            { "Base64 of user:secret", Convert.ToBase64String(Encoding.UTF8.GetBytes("u:" + Secret)) },
            { "Base64, third offset", Convert.ToBase64String(Encoding.UTF8.GetBytes("u" + Secret + "tail")) },
            { "Base64 in a URL", Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret))) },
            {
                "Base64, URL-safe",
                Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
            },
            { "hexadecimal", Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)) },
            { "Base64 in lines", Lines(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)), "\r\n ") },
            { "Base64 in escaped lines", Lines(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)), "\\n") },
            { "Base64 of UTF-16", Convert.ToBase64String(Encoding.Unicode.GetBytes(Secret)) },
            {
                "Base64 of UTF-16, the other order",
                Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes("u" + Secret))
            },
            { "Base64 of UTF-16 in lines", Lines(Convert.ToBase64String(Encoding.Unicode.GetBytes(Secret)), "\n") },
            { "Base64 of Base64", Base64(Base64("u:" + Secret)) },
            { "Base64 of Base64 of Base64", Base64(Base64(Base64(Secret))) },
            { "hexadecimal of UTF-16", Convert.ToHexStringLower(Encoding.Unicode.GetBytes(Secret)) },
            { "hexadecimal, with colons", string.Join(':', Encoding.UTF8.GetBytes(Secret).Select(one => $"{one:x2}")) },
            {
                "hexadecimal, as a list",
                string.Join(", ", Encoding.UTF8.GetBytes(Secret).Select(one => $"0x{one:x2}"))
            },
            {
                "hexadecimal, as C escapes",
                string.Concat(Encoding.UTF8.GetBytes(Secret).Select(one => $"\\x{one:X2}"))
            },
            { "without its last character", Secret[..^1] },
            { "without its first characters", Secret[3..] },
            { "in lines", Lines(Secret, "\n") },
            { "in UTF-16", string.Concat(Secret.Select(unit => $"{unit}\0")) },
            {
                "over two parts",
                $$"""[{"text":{{Json(Secret[..9])}}},{"thought":true},{"text":{{Json(Secret[9..])}}}]"""
            },
            {
                "over two events",
                $"data: {{\"text\":{Json(Secret[..9])}}}\n\ndata: {{\"text\" : {Json(Secret[9..])}}}"
            },
            { "over a list", $"[{Json(Secret[..9])},\n{Json(Secret[9..])}]" },
            { "reversed", new string([.. Secret.Reverse()]) },
        };
    }

    private static string Lines(string text, string between) =>
        string.Join(between, text.Chunk(10).Select(line => new string(line)));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Json(string text) => JsonSerializer.Serialize(text);

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

    [Theory]
    [InlineData("AIzaSyA-1234567890abcdefghijklmnopqrstu")]
    [InlineData("AQ.Ab8RN6Lkj3h4g5f6d7s8a9p0o1i2u3y4t5")]
    [InlineData("ya29.a0AfH6SMBx1234567890abcdef")]
    [InlineData("sk-proj-0123456789abcdefghij")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLWhlcmU")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
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
