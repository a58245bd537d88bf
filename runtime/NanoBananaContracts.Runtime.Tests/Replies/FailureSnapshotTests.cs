using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>What a user is told, word for word.</summary>
public sealed class FailureSnapshotTests
{
    [Fact]
    public void Every_body_is_told_like_this() =>
        Snapshot.Match(
            string.Join(
                "\n",
                OwnBodies.All.Select(body =>
                    $"==== {body.Name}\n"
                    + FailureRendering.Of(ReplyOutcome.Classify(body.Status, null, Encoding.UTF8.GetBytes(body.Body)))
                )
            ),
            "Snapshots/bodies"
        );

    [Fact]
    public void Every_error_is_read_like_this() =>
        Snapshot.Match(
            string.Join(
                "\n",
                ErrorShapes.All.Select(body =>
                    $"==== {body}\n"
                    + (
                        ErrorBodyReader.Read(Encoding.UTF8.GetBytes(body), anyObject: true) is { } error
                            ? FailureRendering.Of(error)
                            : "no error\n"
                    )
                    + (
                        ErrorBodyReader.Read(Encoding.UTF8.GetBytes(body), anyObject: false) is null
                            ? "no error in a reply\n"
                            : ""
                    )
                )
            ),
            "Snapshots/errors"
        );
}
