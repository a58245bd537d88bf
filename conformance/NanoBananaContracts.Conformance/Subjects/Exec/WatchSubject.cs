using System.ComponentModel;
using System.Diagnostics;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>
/// Any command as a subject of which only the traffic is judged: what it sent, how often, and what it printed. The
/// command is started once for each case; environment variables say where the service is and what to ask for.
/// </summary>
/// <param name="command">The command and its arguments.</param>
/// <param name="workingDirectory">Where it is started.</param>
public sealed class WatchSubject(IReadOnlyList<string> command, string workingDirectory) : ISubject
{
    /// <summary>Variables that hold the address of the service; the first is ours, the other one Google's SDKs read.</summary>
    public static IReadOnlyList<string> AddressVariables { get; } = ["NANOBANANA_BASE_URL", "GOOGLE_GEMINI_BASE_URL"];

    /// <summary>Variables that hold the key, or are not there when the client is to have none.</summary>
    public static IReadOnlyList<string> KeyVariables { get; } =
    ["NANOBANANA_API_KEY", "WISDOM_GATE_KEY", "GEMINI_API_KEY", "GOOGLE_API_KEY"];

    /// <summary>Variable that holds the prompt.</summary>
    public const string PromptVariable = "NANOBANANA_PROMPT";

    /// <summary>Variable that holds the model.</summary>
    public const string ModelVariable = "NANOBANANA_MODEL";

    private readonly StartedCalls calls = new();

    /// <inheritdoc/>
    public Task<SubjectDescription> DescribeAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(
            new SubjectDescription
            {
                Name = Path.GetFileName(command[0]),
                Operations = [CaseOperation.Generate],
                WireOnly = true,
                Parallelism = Environment.ProcessorCount,
            }
        );

    /// <inheritdoc/>
    /// <exception cref="SubjectProcessException">The command cannot be started.</exception>
    public Task<SubjectReport> RunAsync(SubjectAssignment assignment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        return calls.RunAsync(token => PutAsync(assignment, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => calls.DisposeAsync();

    private async Task<SubjectReport> PutAsync(SubjectAssignment assignment, CancellationToken cancellationToken)
    {
        using var process = Start(assignment);
        var output = new KeptOutput(process.StandardOutput);
        var error = new KeptOutput(process.StandardError);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            // A child that it left behind can hold the pipes open for ever.
            await Task.WhenAll(output.Reading, error.Reading).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ProcessTree.Kill(process);
            throw;
        }

        return new SubjectSilence(process.ExitCode) { Log = output.Text + error.Text };
    }

    private Process Start(SubjectAssignment assignment)
    {
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in command.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        foreach (var name in AddressVariables)
        {
            start.Environment[name] = assignment.BaseAddress.GetLeftPart(UriPartial.Authority);
        }

        foreach (var name in KeyVariables)
        {
            // Set or taken out: a real key of the machine never reaches the command.
            start.Environment[name] = assignment.ApiKey;
        }

        start.Environment[PromptVariable] = assignment.Task.Prompt;
        start.Environment[ModelVariable] = assignment.Task.Model;
        NoProxy.AddLoopback(start.Environment);
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception exception)
        {
            throw SubjectProcessException.NotStarted(command, exception);
        }
    }
}
