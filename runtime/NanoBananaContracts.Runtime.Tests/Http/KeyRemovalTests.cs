using NanoBananaContracts.Http;
using NanoBananaContracts.Runtime.Tests.Replies;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>A key that a service quotes back, in every place where it could stand.</summary>
public sealed class KeyRemovalTests
{
    private const string Key = "AIzaSecret-0123456789";
    private const string Said = "of " + Key + "!";
    private const string Told = "of [API key]!";

    public static TheoryData<string> Places =>
        [
            "what",
            "cure",
            "inner",
            "status",
            "message",
            "id",
            "error.message",
            "error.status",
            "error.code",
            "error.type",
            "error.reason",
            "error.id",
            "error.link",
            "error.field",
            "error.description",
            "error.metric",
            "error.quota",
            "error.value",
        ];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_key_is_removed_wherever_it_stands_and_all_else_stays(string place)
    {
        var failure = Failure(place, Said);
        var without = failure.WithoutKey(Key);

        without.ShouldNotBeSameAs(failure);
        Everything(without).ShouldBe(Everything(place == "inner" ? Failure("none", "") : Failure(place, Told)));
        if (place == "inner")
        {
            without.InnerException.ShouldBeNull();
        }
        else
        {
            without.InnerException.ShouldBeSameAs(failure.InnerException);
        }
    }

    [Fact]
    public void A_failure_without_the_key_is_itself()
    {
        var failure = Failure("none", "");
        failure.WithoutKey(Key).ShouldBeSameAs(failure);
        failure.WithoutKey(null).ShouldBeSameAs(failure);
        var bare = new NanoBananaException(FailureKind.Timeout, "Late.");
        bare.WithoutKey(Key).ShouldBeSameAs(bare);
        new NanoBananaException(FailureKind.Timeout, Said).WithoutKey(Key).Error.ShouldBeNull();
    }

    private static string Everything(NanoBananaException failure) =>
        string.Join(
            '\n',
            failure.Kind,
            failure.WhatHappened,
            failure.Cure,
            failure.StatusCode,
            failure.ProviderStatus,
            failure.ProviderMessage,
            failure.RequestId,
            failure.RetryAdvice,
            failure.RetryAfter,
            failure.Response,
            failure.Attempts,
            failure.Error!.Code,
            FailureRendering.Of(failure.Error)
        );

    private static NanoBananaException Failure(string place, string words)
    {
        string At(string here, string otherwise) => here == place ? words : otherwise;
        return new NanoBananaException(
            FailureKind.RateLimited,
            At("what", "It failed."),
            At("cure", "Wait."),
            new InvalidOperationException(At("inner", "inner"))
        )
        {
            StatusCode = 429,
            ProviderStatus = At("status", "STATUS"),
            ProviderMessage = At("message", "message"),
            RequestId = At("id", "id"),
            RetryAdvice = RetryAdvice.MayBillTwice,
            RetryAfter = TimeSpan.FromSeconds(3),
            Response = new GenerateContentResponse { ModelVersion = "m" },
            Attempts = 2,
            Error = new()
            {
                Code = 429,
                Message = At("error.message", "message"),
                Status = At("error.status", "STATUS"),
                CodeText = At("error.code", "code"),
                Type = At("error.type", "type"),
                Reason = At("error.reason", "reason"),
                RequestId = At("error.id", "id"),
                RetryDelay = TimeSpan.FromSeconds(4),
                HelpLinks = ["first", At("error.link", "link")],
                FieldViolations = [new("f", "d"), new(At("error.field", "field"), At("error.description", "text"))],
                QuotaViolations =
                [
                    new("m", "q", "v"),
                    new(At("error.metric", "metric"), At("error.quota", "quota"), At("error.value", "value")),
                ],
            },
        };
    }
}
