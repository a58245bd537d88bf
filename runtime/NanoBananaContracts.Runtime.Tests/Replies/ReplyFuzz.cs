using System.Text;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>
/// Broken replies: whatever is sent, it is a success or one <see cref="NanoBananaException"/>, and the same whole, streamed,
/// saved and diagnosed.
/// </summary>
public sealed class ReplyFuzz
{
    private const int Slice = 1000;

    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-1",
        "1e400",
        "99999999999999999999",
        "\"\"",
        "\"STOP\"",
        "\"IMAGE_SAFETY\"",
        "\"AAAA\"",
        "\"QQ\"",
        "\"_9j-\"",
        "\"not Base64!\"",
        "\"\\ud83c\"",
        "\"image/png\"",
        "\"3.5s\"",
        "\"NaNs\"",
        "[]",
        "{}",
        "[{}]",
        "[null]",
        "{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\"}",
        "{\"parts\":[{\"text\":\"x\"}]}",
        "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}}",
        "{\"inline_data\":{\"data\":\"QUJD\"},\"thought\":true}",
        "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"1s\"}",
    ];

    private static readonly byte[][] Scraps =
    [
        .. new[]
        {
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\\ud83c",
            "\n\n",
            "\r",
            "data: ",
            "data: {}\n\n",
            "data: [DONE]\n\n",
            "null",
            "01",
            "1e",
            "<html>",
            "\0",
            "\uFEFF",
            "{\"error\":{}}",
            "\"data\":\"",
            "=",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3],
        [0x1F, 0x8B],
    ];

    private static readonly string[] ContentTypes =
    [
        "application/json",
        "text/event-stream",
        "text/html",
        "text/plain",
    ];
    private static readonly int[] Statuses = [200, 200, 200, 201, 400, 401, 403, 404, 429, 500, 503, 504];

    [Fact]
    public Task Every_door_gives_one_outcome() =>
        Fuzz.EachAsync<ReplyFuzz>(
            Slice,
            async seed =>
            {
                var choice = new SeededChoice(seed);
                var body = Body(choice);
                var contentType = choice.Next(3) == 0 ? choice.Pick(ContentTypes) : "application/json";
                var pieces = choice.Next(2) == 0 ? 1 + choice.Next(60) : int.MaxValue;
                var what = $"{contentType} in {pieces}: {Encoding.UTF8.GetString(body)}";
                await OneOutcome.HoldsAsync(body, contentType, what, pieces);

                var status = choice.Pick(Statuses);
                var kinds = new List<FailureKind?>();
                foreach (var door in Doors)
                {
                    var handler = new StubHandler(
                        StubHandler.Reply(
                            status,
                            () => new StreamContent(new OneOutcome.PiecewiseStream(body, pieces)),
                            contentType
                        )
                    );
                    using var client = TestClient.Create(handler, options => options with { MaxAttempts = 1 });
                    kinds.Add(await KindOf(door(client)));
                }

                kinds.Distinct().Count().ShouldBe(1, $"{status} {string.Join(", ", kinds)}: {what}");
                _ = ReplyDiagnosis.Diagnose(body, status).ToString();
            }
        );

    private static readonly Func<NanoBananaClient, Task>[] Doors =
    [
        client => client.GenerateContentAsync(TestClient.Request),
        client => client.StreamGenerateContentAsync(TestClient.Request).ToReplyAsync(),
        client => client.SaveImageAsync(TestClient.Request, new MemoryStream()),
    ];

    private static byte[] Body(SeededChoice choice)
    {
        var form = choice.Next(4);
        var documents = new List<string>();
        for (var i = form < 2 ? 1 : 1 + choice.Next(3); i > 0; i--)
        {
            var own = choice.Pick(OwnBodies.All).Body;
            var text = choice.Next(3) == 0 ? TestClient.ImageReply() : own;
            documents.Add(choice.Next(3) == 0 ? text : new JsonMutator(choice, Values).Mutate(text));
        }

        var body = Encoding.UTF8.GetBytes(
            form switch
            {
                2 => $"[{string.Join(choice.Next(8) == 0 ? "" : ",", documents)}]",
                3 => string.Concat(documents.Select(text => $"data: {text.ReplaceLineEndings("")}\n\n")),
                _ => documents[0],
            }
        );
        return choice.Next(3) == 0 ? new ByteMutator(choice, Scraps).Mutate(body) : body;
    }

    private static async Task<FailureKind?> KindOf(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (NanoBananaException failure)
        {
            return failure.Kind;
        }
    }
}
