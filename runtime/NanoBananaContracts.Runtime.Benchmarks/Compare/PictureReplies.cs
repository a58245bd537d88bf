using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>Replies like the service's: a text part, then a whole PNG of noise of a given size with a signature.</summary>
internal static class PictureReplies
{
    // Encoders write a picture in chunks of this order.
    private const int ChunkLength = 64 * 1024;

    /// <summary>A reply whose picture has the given number of bytes.</summary>
    public static byte[] Make(int pictureLength, int signatureLength = 2000)
    {
        var picture = Png(pictureLength);
        var head =
            """
            {
              "candidates": [
                {
                  "content": {
                    "parts": [
                      {"text": "Here is a red fox in snow, seen from the side, in the light of the evening."},
                      {"inlineData": {"mimeType": "image/png", "data": "
            """u8;
        var tail = Encoding.ASCII.GetBytes(
            "\"}, \"thoughtSignature\": \""
                + new string('A', signatureLength / 4 * 4)
                + "\"}\n"
                + """
                        ],
                        "role": "model"
                      },
                      "finishReason": "STOP",
                      "index": 0
                    }
                  ],
                  "usageMetadata": {
                    "promptTokenCount": 12,
                    "candidatesTokenCount": 1518,
                    "totalTokenCount": 1786,
                    "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 12}],
                    "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 1120}],
                    "thoughtsTokenCount": 256
                  },
                  "modelVersion": "gemini-3.1-flash-image",
                  "responseId": "sX8haZ2NLs-vkdUP3rWJgAI"
                }
                """
        );
        var body = new byte[head.Length + Base64.GetMaxEncodedToUtf8Length(picture.Length) + tail.Length];
        head.CopyTo(body);
        Base64.EncodeToUtf8(picture, body.AsSpan(head.Length), out _, out var written);
        tail.CopyTo(body.AsSpan(head.Length + written));
        return body;
    }

    /// <summary>A PNG of noise: structurally whole, with every checksum right.</summary>
    public static byte[] Png(int length)
    {
        var picture = new List<byte>(length + 1024);
        picture.AddRange([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, 4096);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), 4096);
        (header[8], header[9]) = (8, 2);
        AddChunk(picture, "IHDR"u8, header);
        var noise = new Random(1);
        while (picture.Count + 12 + 12 < length)
        {
            var data = new byte[Math.Min(ChunkLength, length - picture.Count - 24)];
            noise.NextBytes(data);
            AddChunk(picture, "IDAT"u8, data);
        }

        AddChunk(picture, "IEND"u8, []);
        return [.. picture];
    }

    private static void AddChunk(List<byte> picture, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        picture.AddRange(number);
        var start = picture.Count;
        picture.AddRange(name);
        picture.AddRange(data);
        var crc = Crc32.Append(0, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(picture)[start..]);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc);
        picture.AddRange(number);
    }
}
