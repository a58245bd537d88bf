using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Reads <c>case.json</c>.</summary>
/// <param name="file">The file.</param>
/// <param name="id">What the folders call the case.</param>
/// <param name="bodies">The files under <c>__files</c> by name.</param>
internal sealed partial class CaseReader(
    JsonFile file,
    string id,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> bodies
)
{
    private const int ShortestWhy = 30;

    /// <summary>The file, its pictures filled in; null, with a report, when something is wrong with it.</summary>
    public CaseFile? Read()
    {
        if (file.Read<CaseFile>(CaseFormat.Options) is not { } one)
        {
            return null;
        }

        CheckWords(one);
        CheckTask(one.Task);
        if (!file.IsGood)
        {
            return null;
        }

        var images = one.Task.InputImages.Select(image =>
            image.FileName is { } body ? image with { Data = bodies[body] } : image
        );
        return one with { Task = one.Task with { InputImages = [.. images] } };
    }

    private void CheckWords(CaseFile one)
    {
        if (one.Id != id)
        {
            Report("/id", $"The id is \"{one.Id}\", but the folder says \"{id}\".", LintRules.Identity);
        }

        if (!CaseId().IsMatch(id))
        {
            Report("/id", $"\"{id}\" is no case id; folders are lower case, digits and hyphens.", LintRules.Identity);
        }

        CheckText("/title", one.Title);
        if (one.Why.Length < ShortestWhy)
        {
            Report("/why", "Say in a sentence what goes wrong in a client that fails the case.", LintRules.Provenance);
        }

        if (one.Sources.Count == 0)
        {
            Report("/sources", "Say where this was seen: a thread, a document, a recording.", LintRules.Provenance);
        }

        foreach (var (index, source) in one.Sources.Index())
        {
            CheckText($"/sources/{index}/where", source.Where);
        }

        CheckList("/tags", one.Tags, Tag(), "a tag is lower case, digits and hyphens");
        if (one.Requirements.Count == 0)
        {
            Report("/requirements", "A case covers at least one requirement.", LintRules.Requirement);
        }

        CheckList("/requirements", one.Requirements, RequirementRules.Id(), RequirementRules.IdShape);
        if (!Revision().IsMatch(one.Since))
        {
            Report(
                "/since",
                $"\"{one.Since}\" is no contract revision; write a year and a number, for example \"2026.1\"."
            );
        }

        if (one.TimeBudget == TimeSpan.Zero)
        {
            Report("/timeBudget", "No client does anything in no time.");
        }
    }

    private void CheckTask(CaseTask task)
    {
        CheckText("/task/model", task.Model);
        CheckText("/task/prompt", task.Prompt);
        foreach (var (index, prompt) in task.FollowUps.Index())
        {
            CheckText($"/task/followUps/{index}", prompt);
        }

        if (task.Retries is < 0 or > 100)
        {
            Report(
                "/task/retries",
                FormattableString.Invariant($"{task.Retries} is out of range; 0 to 100 is allowed.")
            );
        }

        if (task.Operation == CaseOperation.Edit != task.FollowUps.Count > 0)
        {
            Report("/task", "\"followUps\" and the operation \"edit\" go together.");
        }

        if (task.Operation == CaseOperation.Save != task.SaveAs is not null)
        {
            Report("/task", "\"saveAs\" and the operation \"save\" go together.");
        }

        if (task.SaveAs is { } name && !PlainName().IsMatch(name))
        {
            Report("/task/saveAs", "A picture is saved by a plain name: letters, digits, \"-\", \"_\", single dots.");
        }

        foreach (var (index, image) in task.InputImages.Index())
        {
            var at = $"/task/inputImages/{index}";
            CheckText(at + "/mediaType", image.MediaType);
            if (image.Data.IsEmpty == image.FileName is null)
            {
                Report(at, "A picture stands either in \"base64\" or in \"file\".", LintRules.MissingKey);
            }
            else if (image.FileName is { } body && !bodies.ContainsKey(body))
            {
                Report(at + "/file", $"There is no __files/{body}.", LintRules.BodyFile);
            }
        }
    }

    private void Report(string pointer, string message, string rule = LintRules.ValueNotAllowed) =>
        file.Report(rule, pointer, message);

    private void CheckText(string pointer, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Report(pointer, "This is blank.");
        }
    }

    private void CheckList(string pointer, IReadOnlyList<string> words, Regex shape, string rule)
    {
        foreach (var (index, word) in words.Index())
        {
            if (!shape.IsMatch(word))
            {
                Report($"{pointer}/{index}", $"\"{word}\" is not allowed here: {rule}.");
            }
            else if (words.Take(index).Contains(word))
            {
                Report($"{pointer}/{index}", $"\"{word}\" stands here twice.");
            }
        }
    }

    [GeneratedRegex(@"\A[a-z]+/[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex CaseId();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\A20[0-9]{2}\.[1-9][0-9]*\z")]
    private static partial Regex Revision();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\z")]
    private static partial Regex PlainName();
}
