using System.Text;
using NanoBananaContracts.Runtime.Tests.Harness;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Requests;

/// <summary>Input data that is not the Base64 of an image is refused before anything is sent.</summary>
public sealed class WrappedInputTests
{
    private static readonly string Png = Convert.ToBase64String(SamplePictures.Png(4, 3));

    public static TheoryData<string, string> Wrapped =>
        new()
        {
            { $"\"data:image/png;base64,{Png}\"", "begins with \"data:image/png;base64,\"" },
            { $"\"data:image\\/png;base64,{Png}\"", "begins with \"data:image/png;base64,\"" },
            { $"\"data:image/png,{Png}\"", "is a data URL" },
            { $"\"{Twice(Png)}\"", "is encoded twice" },
            { $"\"{Twice("data:image/png;base64," + Png)}\"", "is encoded twice" },
            { $"\"{Twice(Convert.ToBase64String(SamplePictures.Jpeg(8, 16)))}\"", "is encoded twice" },
            { $"\" \\n data:image/png;base64,{Png}\"", "begins with \"data:image/png;base64,\"" },
            { $"\"\uFEFFdata:image/png;base64,{Png}\"", "begins with \"data:image/png;base64,\"" },
            { $"\"\\ufeff'data:image/png;base64,{Png}'\"", "begins with \"data:image/png;base64,\"" },
            { $"\"{Twice(new string('\n', 200) + Png)}\"", "is encoded twice" },
            { $"\"{Twice($"\"{Png}\"")}\"", "is encoded twice" },
            { $"\"{Twice($"b'{Png}'")}\"", "is encoded twice" },
            { $"\"{Twice("'data:image/png;base64," + Png)}\"", "is encoded twice" },
            { $"\"{Twice(Twice("%PDF-1.7 and its objects"))}\"", "is encoded twice" },
            { $"\"b'{Png}'\"", "is Python's way" },
            { $"\"\\tb'{Png}'\"", "is Python's way" },
            { $"\"{Png[..20]}*{Png[20..]}\"", "is not Base64 at character 21" },
        };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public async Task Wrapped_data_is_refused_before_sending(string data, string expected)
    {
        foreach (var type in new[] { "image/png", "application/pdf" })
        {
            var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
            using var client = TestClient.Create(handler);
            var request = GenerateContentRequest.Parse(
                $$$"""{"contents":[{"parts":[{"text":"edit"},{"inlineData":{"mimeType":"{{{type}}}","data":{{{data}}}}}]}]}"""
            );

            var failure = await client.GenerateContentAsync(request, TestContext.Current.CancellationToken).FailureOf();

            failure.Kind.ShouldBe(FailureKind.InvalidInputImage, failure.Message);
            failure.WhatHappened.ShouldContain("contents[0].parts[1].inlineData.data " + expected[..2]);
            failure.WhatHappened.ShouldContain(expected);
            handler.Sent.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("a red fox", "text")]
    [InlineData("\u00e9t\u00e9", "text")]
    [InlineData("aGVsbG8sIHRoZXJl", "text")]
    [InlineData(" {\"error\":1}", "JSON")]
    [InlineData("[137,80]", "JSON")]
    [InlineData("\uFEFF\r\n<!DOCTYPE html>", "HTML")]
    [InlineData("<html>", "HTML")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "XML")]
    [InlineData("<?xml version='1.0'?><Error/>", "XML")]
    [InlineData("https://files.example/fox.png", "an address")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "Git LFS")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("BM6\0\0\0", "BMP")]
    [InlineData("II*\0\u0008\0", "TIFF")]
    [InlineData("PK\u0003\u0004", "ZIP")]
    [InlineData("  \n", "nothing but blanks")]
    [InlineData("\0\0\0\0\0", "begin with 00-00-00-00")]
    [InlineData("\u0001", "begin with 01")]
    [InlineData(" PNG", "text")]
    public async Task Bytes_of_no_image_are_refused_before_sending_by_what_they_are(string bytes, string expected)
    {
        foreach (var type in new[] { "image/png", "image/JPG", "image/webp; q=1", "image/heic", "image/avif" })
        {
            var failure = (await RefusedAsync(type, Encoding.UTF8.GetBytes(bytes)))!;

            failure.Kind.ShouldBe(FailureKind.InvalidInputImage);
            failure.WhatHappened.ShouldContain(
                $"contents[0].parts[0].inlineData.mimeType is \"{type}\", but its bytes"
            );
            failure.WhatHappened.ShouldContain(expected);
            failure.Cure.ShouldContain("\"image/png\"");
        }

        var unmade = Should.Throw<NanoBananaException>(() => Part.FromImage(Encoding.UTF8.GetBytes(bytes)));
        unmade.Kind.ShouldBe(FailureKind.InvalidInputImage);
        unmade.WhatHappened.ShouldStartWith("The input image cannot be used: its bytes are ");
        unmade.WhatHappened.ShouldContain(expected);
        unmade.Cure.ShouldContain("\"image/png\"");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\uFEFF\r\n", "\n")]
    [InlineData("data:image/png;base64,", "")]
    [InlineData("\"", "\"")]
    [InlineData("b'", "'")]
    public void Text_of_an_image_is_no_image(string before, string after)
    {
        var failure = Should.Throw<NanoBananaException>(() =>
            Part.FromImage(Encoding.UTF8.GetBytes(before + Png + after))
        );

        failure.Kind.ShouldBe(FailureKind.InvalidInputImage);
        failure.WhatHappened.ShouldContain("in Base64, or a data URL");
        failure.Cure.ShouldBe("Decode the text, and give the bytes of the file.");
    }

    [Theory]
    [InlineData("isom", "isom", true)]
    [InlineData("qt  ", "qt", true)]
    [InlineData("hnew", "hnew", false)]
    [InlineData("\u001B[2J", "1B-5B-32-4A", false)]
    public async Task A_film_or_an_unknown_brand_is_named(string brand, string shown, bool isFilm)
    {
        var bytes = Encoding.ASCII.GetBytes($"\0\0\0\u0010ftyp{brand}\0\0\0\0");

        Should
            .Throw<NanoBananaException>(() => Part.FromImage(bytes))
            .WhatHappened.ShouldBe($"The input image cannot be used: its bytes are ISO media of the brand {shown}.");
        (await RefusedAsync("image/png", bytes))!.WhatHappened.ShouldContain($"ISO media of the brand {shown};");
        ((await RefusedAsync("image/heic", bytes)) is not null).ShouldBe(isFilm);
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_named_and_so_is_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory("no-image-").FullName;
        try
        {
            var file = Path.Combine(folder, "fox.png");
            await File.WriteAllTextAsync(file, "<html>", TestContext.Current.CancellationToken);

            (await OfFileAsync(file)).ShouldBe($"The input image '{file}' cannot be used: its bytes are HTML.");
            (await OfFileAsync(folder)).ShouldBe($"The input image '{folder}' is a folder, not a file.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static async Task<string> OfFileAsync(string path)
        {
            var failure = await Part.FromImageFileAsync(path, TestContext.Current.CancellationToken).FailureOf();
            failure.Kind.ShouldBe(FailureKind.InvalidInputImage);
            return failure.WhatHappened;
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_known_here_are_not_refused_by_mistake()
    {
        foreach (var (bytes, format, _, _) in SamplePictures.All.Values)
        {
            (await RefusedAsync(format.MediaType(), bytes)).ShouldBeNull();
        }

        // A codec of tomorrow in the container of today, and types whose bytes nobody here looks at.
        var brand = Encoding.ASCII.GetBytes("\0\0\0\u0010ftyphnew\0\0\0\0");
        (await RefusedAsync("image/heic", brand)).ShouldBeNull();
        (await RefusedAsync("image/heif", brand)).ShouldBeNull();
        (await RefusedAsync("image/avif", brand)).ShouldBeNull();
        (await RefusedAsync("image/png", brand)).ShouldNotBeNull();
        (await RefusedAsync("image/bmp", "BM6"u8.ToArray())).ShouldBeNull();
        (await RefusedAsync("image/svg+xml", "<svg/>"u8.ToArray())).ShouldBeNull();
        (await RefusedAsync("audio/wav", "RIFF"u8.ToArray())).ShouldBeNull();
        (await RefusedAsync("application/pdf", "%PDF-1.7"u8.ToArray())).ShouldBeNull();
        (await RefusedAsync("text/plain", Encoding.ASCII.GetBytes("data: {}\n\n" + Png))).ShouldBeNull();
        (await RefusedAsync("application/json", Encoding.ASCII.GetBytes($"\"{Png}\""))).ShouldBeNull();
    }

    [Theory]
    [InlineData("[137,80,78,71]")]
    [InlineData("{\"type\":\"Buffer\",\"data\":[137,80]}")]
    public async Task Data_that_is_no_text_is_refused_before_sending(string data)
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(handler);
        var request = GenerateContentRequest.Parse(
            $$$"""{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":{{{data}}}}}]}]}"""
        );

        var failure = await client.GenerateContentAsync(request, TestContext.Current.CancellationToken).FailureOf();

        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        failure.Message.ShouldContain("contents[0].parts[0].inlineData.data: must be a Base64 text");
        handler.Sent.ShouldBeEmpty();
    }

    [Fact]
    public void The_one_who_sends_is_not_told_that_the_sender_damaged_it()
    {
        var url = Should.Throw<Base64FormatException>(() => Base64Data.FromBase64("data:image/png;base64," + Png));
        url.Message.ShouldContain("data URL");
        var damaged = Should.Throw<Base64FormatException>(() => Base64Data.FromBase64("iVB*"));
        damaged.Message.ShouldNotContain("sender");
        damaged.Message.ShouldNotContain("ask again");
    }

    private static async Task<NanoBananaException?> RefusedAsync(string type, byte[] bytes)
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(handler, options => options with { Provider = ProviderInfo.WisGate });
        var part = new Part
        {
            InlineData = new Blob { MimeType = type, Data = Base64Data.FromBytes(bytes) },
        };
        var request = new GenerateContentRequest
        {
            Contents = [Content.User(part)],
            GenerationConfig = GenerationConfig.ForImage(),
        };
        try
        {
            await client.GenerateContentAsync(request, TestContext.Current.CancellationToken);
            handler.Sent.Count.ShouldBe(1);
            return null;
        }
        catch (NanoBananaException failure)
        {
            handler.Sent.ShouldBeEmpty();
            return failure;
        }
    }

    private static string Twice(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
