using System.Globalization;
using System.Text;
using NanoBananaContracts.Http;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Failures;

/// <summary>
/// Messages in a program whose user counts years from Buddha, or writes a comma for the point. .ci/run runs more tests in
/// these cultures; these hold what those rely on: that the cultures are there.
/// </summary>
public sealed class CultureTests
{
    [Fact]
    public void The_cultures_are_real()
    {
        var day = new DateTime(2026, 10, 29, 0, 0, 0, DateTimeKind.Utc);
        day.ToString("yyyy-MM-dd", CultureInfo.GetCultureInfo("th-TH")).ShouldBe("2569-10-29");
        1234.5.ToString("N1", CultureInfo.GetCultureInfo("tr-TR")).ShouldBe("1.234,5");
        (-1).ToString(CultureInfo.GetCultureInfo("sv-SE")).ShouldBe("\u22121");
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    public void A_message_is_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var context = new CallContext { Provider = ProviderInfo.Google, ModelId = "gemini-3.1-flash-image" };
            context.Cure(FailureKind.ModelNotFound)!.ShouldContain(" on 2026-10-29; ");
            LimitedStream.TooLarge(1_234_567, "x").WhatHappened.ShouldContain("1,234,567 bytes");
            BodyShape
                .Describe(Encoding.ASCII.GetBytes(new string('\0', 1234)))
                .ShouldBe("1,234 bytes that are no text");
            Should
                .Throw<ArgumentException>(() =>
                    new NanoBananaClient(new NanoBananaOptions { ApiKey = "test", MaxResponseBytes = -1 })
                )
                .Message.ShouldContain("MaxResponseBytes is -1;");
            ValueList<double> list = new[] { 1.5, -2 };
            list.ToString().ShouldBe("[1.5, -2]");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
