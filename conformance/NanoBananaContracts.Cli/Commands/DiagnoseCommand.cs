using System.CommandLine;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana diagnose</c>: says what a reply body is that somebody pasted or saved.</summary>
internal static class DiagnoseCommand
{
    private const string StandardInput = "-";

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description =
                "Reply bodies: JSON, an event stream, an array, a page, or whatever came; - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var status = NumberOption.Whole(
            "--status",
            "The HTTP status they came with. Default: what the head or the body says, else 200.",
            minimum: 100,
            maximum: 599
        );
        var json = new Option<bool>("--json") { Description = "Write one JSON object a line instead of text." };
        var command = new Command(
            "diagnose",
            "Says what a reply is: failure or success, what to do, which images are in it, what the contract does not know."
        )
        {
            files,
            status,
            json,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    host,
                    parsed.GetRequiredValue(files),
                    parsed.GetValue(status),
                    parsed.GetValue(json),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandHost host,
        IReadOnlyList<string> files,
        int? status,
        bool json,
        CancellationToken cancellationToken
    )
    {
        ApiKey[] keys = [.. KeysInUse(host)];
        for (var i = 0; i < files.Count; i++)
        {
            var body = await ReadAsync(host, files[i], cancellationToken).ConfigureAwait(false);
            var reply = PastedReply.Of(body);
            var known = status ?? reply.Status;
            var diagnosis = ReplyDiagnosis.Diagnose(reply.Body, known, reply.ContentType, keys: keys);
            if (json)
            {
                await host
                    .Out.WriteLineAsync(ForeignText.Line(DiagnosisJson.Write(files[i], diagnosis)))
                    .ConfigureAwait(false);
                continue;
            }

            if (i > 0)
            {
                await host.Out.WriteLineAsync().ConfigureAwait(false);
            }

            await host
                .Out.WriteAsync(DiagnosisText.Of(files[i], diagnosis, reply.Note, known is not null))
                .ConfigureAwait(false);
        }

        return ExitCodes.Conforms;
    }

    /// <summary>The keys that calls from here are made with: a reply may quote them, in a form that no shape tells.</summary>
    private static IEnumerable<ApiKey> KeysInUse(CommandHost host)
    {
        foreach (var name in KeyVariables.Of(host))
        {
            ApiKey? key;
            try
            {
                key = host.Variable(name);
            }
            catch (NanoBananaException)
            {
                continue; // What cannot be a key was never sent, and so is not quoted.
            }

            if (key is not null)
            {
                yield return key;
            }
        }
    }

    private static async Task<byte[]> ReadAsync(CommandHost host, string file, CancellationToken cancellationToken)
    {
        try
        {
            if (file != StandardInput)
            {
                if (Directory.Exists(host.FullPath(file)))
                {
                    throw CommandException.Usage($"{file} is a folder; name the files in it.");
                }

                return await File.ReadAllBytesAsync(host.FullPath(file), cancellationToken).ConfigureAwait(false);
            }

            using var input = host.OpenInput();
            using var body = new MemoryStream();
            await input.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
            return body.ToArray();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.Usage($"There is no file {file}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{file} cannot be read: {exception.Message}",
                exception
            );
        }
    }
}
