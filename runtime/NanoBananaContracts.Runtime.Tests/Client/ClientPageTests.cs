namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>docs/client.md names defaults; they are the ones of the code.</summary>
public sealed class ClientPageTests
{
    private static readonly string Page = Repository.Text("docs/client.md");

    [Fact]
    public void Defaults_are_as_written()
    {
        var options = new NanoBananaOptions();

        Row("`Deadline`").ShouldBe(FormattableString.Invariant($"{options.Deadline.TotalMinutes} min"));
        Row("`IdleLimit`").ShouldBe(FormattableString.Invariant($"{options.IdleLimit.TotalMinutes} min"));
        Row("`MaxAttempts`").ShouldBe(FormattableString.Invariant($"{options.MaxAttempts}"));
        Row("`MaxBilledAttempts`").ShouldBe(FormattableString.Invariant($"{options.MaxBilledAttempts}"));
        Row("`RetryDelay`, `MaxRetryDelay`")
            .ShouldBe(
                FormattableString.Invariant(
                    $"{options.RetryDelay.TotalSeconds} s, {options.MaxRetryDelay.TotalSeconds} s"
                )
            );
        Row("`MaxResponseBytes`, `MaxCompressedResponseBytes`")
            .ShouldBe(
                FormattableString.Invariant(
                    $"{options.MaxResponseBytes >> 20} MiB, {options.MaxCompressedResponseBytes >> 20} MiB"
                )
            );
        Row("`MaxRequestBytes`")
            .ShouldBe(FormattableString.Invariant($"the provider's, or {options.EffectiveMaxRequestBytes >> 20} MiB"));
    }

    private static string Row(string option) =>
        Page.Split('\n')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Single(cells => cells.Length > 3 && cells[1] == option)[2];
}
