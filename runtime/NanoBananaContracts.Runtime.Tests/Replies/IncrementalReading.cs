using System.Buffers;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>What the incremental reader makes of a text given in pieces.</summary>
internal sealed class IncrementalReading
{
    public required ReplyEnd End { get; init; }

    public required string? Malformation { get; init; }

    public required byte[] Skeleton { get; init; }

    public required bool HasCutText { get; init; }

    public List<(byte[] Bytes, Base64Fault? Fault, long FaultAt)> Pictures { get; } = [];

    /// <summary>Reads a text in pieces whose lengths repeat <paramref name="pieces"/>.</summary>
    public static IncrementalReading Of(ReadOnlySpan<byte> text, params IReadOnlyList<int> pieces)
    {
        var largest = pieces.Count == 0 ? text.Length : pieces.Max();
        var output = new byte[Base64StringReader.OutputLength(largest)];
        using var reader = new ReplyStreamReader(output);
        var pictures = new List<(byte[], Base64Fault?, long)>();
        var current = new ArrayBufferWriter<byte>();
        var open = false;
        var at = 0;
        for (var piece = 0; ; piece++)
        {
            while (true)
            {
                var next = reader.Next();
                switch (next)
                {
                    case ReplyEvent.PictureStart:
                        current = new ArrayBufferWriter<byte>();
                        open = true;
                        continue;
                    case ReplyEvent.PictureBytes:
                        current.Write(output.AsSpan(0, reader.PictureBytes));
                        continue;
                    case ReplyEvent.PictureEnd:
                        open = false;
                        pictures.Add(
                            (current.WrittenSpan.ToArray(), reader.PictureText.Fault, reader.PictureText.FaultAt)
                        );
                        continue;
                    case ReplyEvent.Ended:
                        var reading = new IncrementalReading
                        {
                            End = reader.End,
                            Malformation = reader.Malformation,
                            Skeleton = reader.Skeleton.Text.ToArray(),
                            HasCutText = reader.Skeleton.HasCutText,
                        };
                        reading.Pictures.AddRange(pictures);
                        if (open)
                        {
                            // What was decoded of a picture that never ended.
                            reading.Pictures.Add((current.WrittenSpan.ToArray(), Base64Fault.Cut, -1));
                        }

                        return reading;
                }

                break;
            }

            if (at == text.Length)
            {
                reader.Complete();
                continue;
            }

            var length = Math.Min(pieces.Count == 0 ? text.Length : pieces[piece % pieces.Count], text.Length - at);

            // An exact copy: the reader may write into what it is given, and must not read behind it.
            reader.Feed(text.Slice(at, length).ToArray(), 0, length);
            at += length;
        }
    }
}
