using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Testing;
using Xunit;

namespace ClientTests;

/// <summary>The client under test: yours. This one is the official one, called the way its README shows.</summary>
public sealed class MyClient : DelegateSubject
{
    public MyClient()
        : base(
            "my client",
            async (assignment, cancellationToken) =>
            {
                using var client = new NanoBananaContracts.NanoBananaClient(
                    new()
                    {
                        Provider = NanoBananaContracts.ProviderInfo.Find(assignment.Task.Provider)!,
                        BaseAddress = assignment.BaseAddress,
                        ApiKey = new NanoBananaContracts.ApiKey(assignment.ApiKey ?? ""),
                        Model = assignment.Task.Model,
                    }
                );
                var reply = await client.GenerateContentAsync(CaseRequest.Of(assignment.Task), cancellationToken);
                var picture = reply.FinalImage;
                return new SubjectSuccess { Pictures = [ReportedPicture.Of(picture.ToArray(), picture.MediaType)] };
            },
            typeof(NanoBananaContracts.NanoBananaException)
        ) { }
}

public sealed class MyClientConforms(ConformanceFixture<MyClient> suite) : IClassFixture<ConformanceFixture<MyClient>>
{
    [ConformanceTheory(Families = ["auth", "response", "payload"])]
    public Task Keeps(string id) => suite.VerifyAsync(id, TestContext.Current.CancellationToken);
}
