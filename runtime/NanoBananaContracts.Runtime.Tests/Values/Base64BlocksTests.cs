using System.Runtime.Intrinsics.X86;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Values;

public sealed class Base64BlocksTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    [Fact]
    public void Whole_blocks_are_decoded_as_the_framework_decodes_them() =>
        Prop.ForAll<byte[], NonNegativeInt>(
                (seed, room) =>
                {
                    var bytes = Enumerable.Repeat(seed, 3).SelectMany(part => part).ToArray();
                    var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes).TrimEnd('='));
                    var destination = new byte[(room.Get * 3 % 400) + 32];
                    var read = Base64Blocks.Decode(text, destination, out var written);
                    read.ShouldBe(Readable(text.Length, destination.Length));
                    written.ShouldBe(read / 4 * 3);
                    destination[..written].ShouldBe(bytes[..written]);
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(PropertyRuns.Of(500)).WithEndSize(200));

    [Fact]
    public void Every_character_of_the_alphabet_has_its_value_at_every_place()
    {
        var destination = new byte[64];
        for (var shift = 0; shift < 64; shift++)
        {
            var text = Encoding.ASCII.GetBytes(Alphabet[shift..] + Alphabet[..shift]);
            var read = Base64Blocks.Decode(text, destination, out var written);
            destination[..written].ShouldBe(Convert.FromBase64String(Encoding.ASCII.GetString(text))[..written]);
            read.ShouldBe(Readable(text.Length, destination.Length));
        }
    }

    [Fact]
    public void A_block_with_any_other_byte_at_any_place_is_left_alone()
    {
        var destination = new byte[128];
        for (var value = 0; value < 256; value++)
        {
            for (var place = 0; place < 32; place++)
            {
                var text = Encoding.ASCII.GetBytes(new string('A', 96));
                text[32 + place] = (byte)value;
                var read = Base64Blocks.Decode(text, destination, out _);
                if (read > 0)
                {
                    read.ShouldBe(Alphabet.Contains((char)value, StringComparison.Ordinal) ? 96 : 32);
                }
            }
        }
    }

    [Fact]
    public void A_string_stop_is_found_at_every_place()
    {
        for (var length = 0; length < 100; length++)
        {
            for (var place = 0; place <= length; place++)
            {
                foreach (var stop in new byte[] { (byte)'"', (byte)'\\', 0, 0x1F, (byte)'\n' })
                {
                    var text = Enumerable.Repeat((byte)0xC3, length).ToArray();
                    text.AsSpan(0, length / 2).Fill((byte)' ');
                    if (place < length)
                    {
                        text[place] = stop;
                    }

                    JsonStringScan.IndexOfStringStop(text).ShouldBe(place < length ? place : -1);
                }
            }
        }
    }

    /// <summary>Whole blocks, each of which has thirty-two bytes to write to; none without AVX2.</summary>
    private static int Readable(int text, int destination)
    {
        var read = 0;
        while (Avx2.IsSupported && text - read >= 32 && destination - (read / 4 * 3) >= 32)
        {
            read += 32;
        }

        return read;
    }
}
