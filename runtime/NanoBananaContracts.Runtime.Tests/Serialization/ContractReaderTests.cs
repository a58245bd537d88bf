using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

/// <summary>What emitted readers ask the reader for, one question at a time.</summary>
public sealed class ContractReaderTests
{
    [Theory]
    [InlineData("5", 5)]
    [InlineData("-0", 0)]
    [InlineData("5.0", 5)]
    [InlineData("1e2", 100)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("-2147483648.0", int.MinValue)]
    [InlineData("2147483648", null)]
    [InlineData("2147483648.0", null)]
    [InlineData("-2147483649.0", null)]
    [InlineData("5.5", null)]
    [InlineData("1e-300", null)]
    [InlineData("1e400", null)]
    [InlineData("\"5\"", null)]
    [InlineData("null", null)]
    public void Integers_of_32_bits(string json, int? expected)
    {
        Read(json, (ref ContractReader reader) => reader.TryReadInt32(out var value) ? value : (int?)null)
            .ShouldBe(expected);
        Property(json, (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadInt32(ref unknown))
            .ShouldBe((expected, expected is null ? json : null));
    }

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808.0", long.MinValue)]
    [InlineData("9007199254740993e0", 9007199254740993)]
    [InlineData("9223372036854775808", null)]
    [InlineData("9223372036854775808.0", null)]
    [InlineData("0.5", null)]
    [InlineData("true", null)]
    public void Integers_of_64_bits(string json, long? expected)
    {
        Read(json, (ref ContractReader reader) => reader.TryReadInt64(out var value) ? value : (long?)null)
            .ShouldBe(expected);
        Property(json, (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadInt64(ref unknown))
            .ShouldBe((expected, expected is null ? json : null));
    }

    [Theory]
    [InlineData("\"42\"", 42L, false)]
    [InlineData("\"-42\"", -42L, false)]
    [InlineData("\"0\"", 0L, false)]
    [InlineData("42", 42L, true)]
    [InlineData("4e1", 40L, true)]
    [InlineData("\"007\"", null, false)]
    [InlineData("\"+7\"", null, false)]
    [InlineData("\"-0\"", null, false)]
    [InlineData("\"-07\"", null, false)]
    [InlineData("\"7 \"", null, false)]
    [InlineData("\"\"", null, false)]
    [InlineData("\"9223372036854775808\"", null, false)]
    [InlineData("0.5", null, false)]
    [InlineData("null", null, false)]
    public void Integers_in_a_text_and_as_a_number(string json, long? expected, bool keepsText) =>
        Verbatim(
                json,
                (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadInt64String(ref unknown, "a"u8)
            )
            .ShouldBe((expected, expected is null ? json : null, keepsText ? json : null));

    [Theory]
    [InlineData("0.5", 0.5, false)]
    [InlineData("1e2", 100.0, false)]
    [InlineData("100000000000000", 1e14, false)]
    [InlineData("0.12345678901234567890", 0.12345678901234567890, true)]
    [InlineData("1e-400", 0.0, true)]
    [InlineData("\"NaN\"", double.NaN, false)]
    [InlineData("\"Infinity\"", double.PositiveInfinity, false)]
    [InlineData("\"-Infinity\"", double.NegativeInfinity, false)]
    [InlineData("1e400", null, false)]
    [InlineData("\"infinity\"", null, false)]
    [InlineData("\"1\"", null, false)]
    [InlineData("[]", null, false)]
    public void Numbers(string json, double? expected, bool keepsText) =>
        Verbatim(json, (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadDouble(ref unknown, "a"u8))
            .ShouldBe((expected, expected is null ? json : null, keepsText ? json : null));

    [Fact]
    public void That_a_number_is_not_repeated_is_told_once()
    {
        Read(
                "[0.12345678901234567890,1,2]",
                (ref ContractReader reader) =>
                {
                    var told = new List<bool>();
                    while (reader.NextItem())
                    {
                        reader.TryReadDouble(out _).ShouldBeTrue();
                        told.Add(reader.TakeInexact());
                    }

                    return told;
                }
            )
            .ShouldBe([true, false, false]);
        Read(
                "[0.12345678901234567890,1]",
                (ref ContractReader reader) =>
                {
                    while (reader.NextItem())
                    {
                        reader.TryReadDouble(out _).ShouldBeTrue();
                    }

                    return reader.TakeInexact();
                }
            )
            .ShouldBeTrue();
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", null)]
    [InlineData("1", null)]
    public void Truth_values(string json, bool? expected) =>
        Property(json, (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadBoolean(ref unknown))
            .ShouldBe((expected, expected is null ? json : null));

    [Theory]
    [InlineData("\"a\\u0062\"", "ab")]
    [InlineData("\"\"", "")]
    [InlineData("\"\\ud800\"", null)]
    [InlineData("5", null)]
    public void Texts(string json, string? expected)
    {
        Read(
                $"{{\"a\":{json}}}",
                (ref ContractReader reader) =>
                {
                    UnknownFields? unknown = null;
                    reader.NextProperty(out _).ShouldBeTrue();
                    var utf8 = reader.TryReadText(out var text) ? Encoding.UTF8.GetString(text) : null;
                    utf8.ShouldBe(expected);
                    var read = reader.ReadString(ref unknown);
                    reader.NextProperty(out _).ShouldBeFalse();
                    return (read, unknown?.Find("a").ToString());
                }
            )
            .ShouldBe((expected, expected is null ? json : null));
    }

    [Fact]
    public void Values_with_a_type_of_their_own()
    {
        Property("\"3s\"", (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadDuration(ref unknown))
            .Value.ShouldNotBeNull()
            .ToString()
            .ShouldBe("3s");
        Property("3", (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadDuration(ref unknown))
            .ShouldBe((null, "3"));
        Property(
            "\"2026-01-01T00:00:00Z\"",
            (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadTimestamp(ref unknown)
        )
            .Value.ShouldNotBeNull()
            .ToString()
            .ShouldBe("2026-01-01T00:00:00Z");
        Property(
                "\"today\"",
                (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadTimestamp(ref unknown)
            )
            .ShouldBe((null, "\"today\""));
        Property(
            "{\"b\":1}",
            (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadRawObject(ref unknown)
        )
            .Value.ShouldBe(RawJson.Parse("{\"b\":1}"));
        Property("[1]", (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadRawObject(ref unknown))
            .ShouldBe((null, "[1]"));
        Property("\"AQI=\"", (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadBase64(ref unknown))
            .Value.ShouldBe(Base64Data.FromBytes([1, 2]));
        Property("7", (ref ContractReader reader, ref UnknownFields? unknown) => reader.ReadBase64(ref unknown))
            .ShouldBe((null, "7"));
    }

    [Fact]
    public void What_is_kept_is_added_to_what_was_kept()
    {
        var kept = Read(
            """{"a":[1,{"b":2}],"\u0062":{},"c":null,"d":[[1],"x",[2]],"e":1}""",
            (ref ContractReader reader) =>
            {
                UnknownFields? unknown = null;
                reader.NextProperty(out _).ShouldBeTrue();
                reader.Keep(ref unknown);
                reader.NextProperty(out var name).ShouldBeTrue();
                Encoding.UTF8.GetString(name).ShouldBe("b");
                reader.TryReadName(name, out var text).ShouldBeTrue();
                text.ShouldBe("b");
                reader.IsObject.ShouldBeTrue();
                reader.KeepMessage<string>(ref unknown).ShouldBeNull();
                reader.NextProperty(out _).ShouldBeTrue();
                reader.KeepValue<int>(ref unknown).ShouldBeNull();

                // Left in the middle of the list, as a reader of lists of lists does.
                reader.NextProperty(out _).ShouldBeTrue();
                var mark = reader.Mark;
                reader.NextItem().ShouldBeTrue();
                reader.IsArray.ShouldBeTrue();
                reader.NextItem().ShouldBeTrue();
                reader.TryReadDouble(out _).ShouldBeTrue();
                reader.KeepFrom(ref unknown, mark);

                reader.NextProperty(out _).ShouldBeTrue();
                mark = reader.Mark;
                reader.KeepFrom(ref unknown, mark);
                reader.NextProperty(out _).ShouldBeFalse();
                return unknown;
            }
        );
        kept.ShouldNotBeNull();
        string.Join(' ', Shown(kept)).ShouldBe("""a=[1,{"b":2}] b={} c=null d=[[1],"x",[2]] e=1""");

        static IEnumerable<string> Shown(UnknownFields fields)
        {
            foreach (var field in fields)
            {
                yield return field.Name + "=" + field.Value;
            }
        }
    }

    [Theory]
    [InlineData("", "The text is empty where JSON was expected")]
    [InlineData("{} {}", "The text is not JSON")]
    [InlineData("[1,", "The JSON is cut")]
    [InlineData("[tr", "The JSON is cut")]
    [InlineData("[tx", "The text is not JSON")]
    public void What_is_no_JSON_is_refused(string json, string words) =>
        Should
            .Throw<ContractFormatException>(() => Read(json, (ref ContractReader reader) => reader.ReadRaw()))
            .Message.ShouldContain(words);

    [Fact]
    public void Depth_is_limited_where_it_is_asked_for()
    {
        var deep = Encoding.UTF8.GetBytes(new string('[', 65) + new string(']', 65));
        Should.Throw<ContractFormatException>(() =>
            ContractReader.Parse(deep, static (ref ContractReader reader) => reader.ReadRaw())
        );
        ContractReader
            .Parse(deep, static (ref ContractReader reader) => reader.ReadRaw(), maxDepth: 65)
            .ToElement()
            .GetArrayLength()
            .ShouldBe(1);
        Should.Throw<ContractFormatException>(() =>
            ContractReader.Parse(
                "[[]]"u8.ToArray(),
                static (ref ContractReader reader) => reader.ReadRaw(),
                maxDepth: 1
            )
        );
        Should.Throw<ArgumentNullException>(() => ContractReader.Parse<int>("1", null!));
    }

    private delegate T? PropertyRead<T>(ref ContractReader reader, ref UnknownFields? unknown)
        where T : struct;

    private static T Read<T>(string json, ContractRead<T> read) => ContractReader.Parse(json, read);

    /// <summary>The value of one property, and the text that is kept where there is none.</summary>
    private static (T? Value, string? Kept) Property<T>(string json, PropertyRead<T> read)
        where T : struct
    {
        var (value, kept, _) = Verbatim(json, read);
        return (value, kept);
    }

    private static (T? Value, string? Kept, string? Text) Verbatim<T>(string json, PropertyRead<T> read)
        where T : struct =>
        Read(
            $"{{\"z\":1,\"a\":{json}}}",
            (ref ContractReader reader) =>
            {
                UnknownFields? unknown = null;
                reader.NextProperty(out _).ShouldBeTrue();
                reader.Keep(ref unknown);
                reader.NextProperty(out _).ShouldBeTrue();
                var value = read(ref reader, ref unknown);
                reader.NextProperty(out _).ShouldBeFalse();
                unknown.ShouldNotBeNull().Find("z").ToString().ShouldBe("1");
                var kept = unknown.Find("a");
                return (
                    value,
                    kept.IsAbsent ? null : kept.ToString(),
                    unknown.TryFindVerbatim("a"u8, out var text) ? text.ToString() : null
                );
            }
        );
}
