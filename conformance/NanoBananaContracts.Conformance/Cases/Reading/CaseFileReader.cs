using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Reads <c>case.json</c>.</summary>
internal static partial class CaseFileReader
{
    private const int ShortestWhy = 30;

    private static readonly Dictionary<string, RequirementLevel> Levels = new(StringComparer.Ordinal)
    {
        ["MUST"] = RequirementLevel.Must,
        ["SHOULD"] = RequirementLevel.Should,
    };

    private static readonly Dictionary<string, CaseOperation> Operations = new(StringComparer.Ordinal)
    {
        ["generate"] = CaseOperation.Generate,
        ["stream"] = CaseOperation.Stream,
        ["save"] = CaseOperation.Save,
        ["edit"] = CaseOperation.Edit,
    };

    private static readonly Dictionary<string, bool> Keys = new(StringComparer.Ordinal)
    {
        ["given"] = true,
        ["missing"] = false,
    };

    private static readonly Dictionary<string, int> Providers = new(StringComparer.Ordinal)
    {
        ["wisgate"] = 0,
        ["google"] = 1,
    };

    /// <summary>The case without its stubs and its expectation.</summary>
    public static ConformanceCase? Read(JsonAt root, string id, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        if (root.AsObject() is not { } reader)
            return null;
        reader.Allow("$schema");
        var stated = reader.RequiredText("id");
        if (stated.Length > 0 && stated != id)
            root.Report(LintRules.Identity, $"The id is \"{stated}\", but the folder says \"{id}\".");
        if (!CaseId().IsMatch(id))
            root.Report(LintRules.Identity, $"\"{id}\" is no case id; folders are lower case, digits and hyphens.");
        var title = reader.RequiredText("title");
        var why = reader.RequiredText("why");
        if (why.Length is > 0 and < ShortestWhy)
            reader
                .Optional("why")!
                .Value.Report(
                    LintRules.Provenance,
                    "Say in a sentence what goes wrong in a client that fails the case."
                );
        var sources = ReadSources(reader.Required("sources"));
        var level = reader.Required("level")?.AsWord(Levels);
        var tags = ReadWords(reader.Optional("tags"), Tag(), "a tag is lower case, digits and hyphens");
        var requirements = ReadWords(
            reader.Required("requirements"),
            RequirementId(),
            "a requirement is written \"NBR-\" and three digits"
        );
        if (
            reader.Optional("requirements") is { } list
            && requirements.Count == 0
            && list.Kind == System.Text.Json.JsonValueKind.Array
        )
            list.Report(LintRules.Requirement, "A case covers at least one requirement.");
        var since = reader.RequiredText("since");
        if (since.Length > 0 && !Revision().IsMatch(since))
            reader
                .Optional("since")!
                .Value.Report(
                    LintRules.ValueNotAllowed,
                    $"\"{since}\" is no contract revision; write a year and a number, for example \"2026.1\"."
                );
        var scored = reader.Required("scored")?.AsBoolean();
        var budget = reader.Required("timeBudget")?.AsDuration();
        if (budget == TimeSpan.Zero)
            reader
                .Optional("timeBudget")!
                .Value.Report(LintRules.ValueNotAllowed, "No client does anything in no time.");
        var task = reader.Required("task") is { } at ? ReadTask(at, files) : null;
        reader.Finish();
        if (level is null || scored is null || budget is null || task is null)
            return null;
        return new ConformanceCase
        {
            Id = id,
            Title = title,
            Why = why,
            Sources = sources,
            Level = level.Value,
            Tags = tags,
            Requirements = requirements,
            Since = since,
            Scored = scored.Value,
            TimeBudget = budget.Value,
            Task = task,
            Stubs = StubSet.Empty,
            Expectation = null!,
            Folder = "",
        };
    }

    private static CaseSource[] ReadSources(JsonAt? at)
    {
        if (at is not { } list)
            return [];
        var sources = new List<CaseSource>();
        foreach (var item in list.AsArray())
        {
            if (item.AsObject() is not { } reader)
                continue;
            sources.Add(new CaseSource(reader.RequiredText("where"), reader.OptionalText("note")));
            reader.Finish();
        }

        if (sources.Count == 0 && list.Kind == System.Text.Json.JsonValueKind.Array)
            list.Report(LintRules.Provenance, "Say where this was seen: a thread, a document, a recording.");
        return [.. sources];
    }

    private static List<string> ReadWords(JsonAt? at, Regex shape, string rule)
    {
        if (at is not { } list)
            return [];
        var words = new List<string>();
        foreach (var item in list.AsArray())
        {
            if (item.AsText() is not { } word)
                continue;
            if (!shape.IsMatch(word))
                item.Report(LintRules.ValueNotAllowed, $"\"{word}\" is not allowed here: {rule}.");
            else if (words.Contains(word))
                item.Report(LintRules.ValueNotAllowed, $"\"{word}\" stands here twice.");
            words.Add(word);
        }

        return words;
    }

    private static CaseTask? ReadTask(JsonAt at, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        if (at.AsObject() is not { } reader)
            return null;
        var operation = reader.Required("operation")?.AsWord(Operations);
        var provider = reader.Required("provider");
        provider?.AsWord(Providers);
        var task = new CaseTask
        {
            Operation = operation ?? CaseOperation.Generate,
            Provider = provider is { Kind: System.Text.Json.JsonValueKind.String } named
                ? named.Element.GetString()!
                : "",
            Model = reader.RequiredText("model"),
            Prompt = reader.RequiredText("prompt"),
            FollowUps = reader.Optional("followUps")?.AsTexts() ?? [],
            InputImages = ReadImages(reader.Optional("inputImages"), files),
            AspectRatio = reader.OptionalText("aspectRatio"),
            ImageSize = reader.OptionalText("imageSize"),
            Modalities = reader.Optional("modalities")?.AsTexts(),
            GoogleSearch = reader.Optional("googleSearch")?.AsBoolean() ?? false,
            HasKey = reader.Optional("key")?.AsWord(Keys) ?? true,
            Deadline = reader.Optional("deadline")?.AsDuration(),
            Retries = reader.Optional("retries")?.AsInteger(0, 100),
            SaveAs = reader.OptionalText("saveAs"),
        };
        reader.Finish();
        if (operation is null)
            return null;
        if (operation == CaseOperation.Edit != task.FollowUps.Count > 0)
            at.Report(LintRules.ValueNotAllowed, "\"followUps\" and the operation \"edit\" go together.");
        if (operation == CaseOperation.Save != task.SaveAs is not null)
            at.Report(LintRules.ValueNotAllowed, "\"saveAs\" and the operation \"save\" go together.");
        return task;
    }

    private static CaseInputImage[] ReadImages(JsonAt? at, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var images = new List<CaseInputImage>();
        foreach (var item in at?.AsArray() ?? [])
        {
            if (item.AsObject() is not { } reader)
                continue;
            var mediaType = reader.RequiredText("mediaType");
            var (text, file) = (reader.Optional("base64"), reader.Optional("file"));
            reader.Finish();
            if (text is null == file is null)
            {
                item.Report(LintRules.MissingKey, "A picture stands either in \"base64\" or in \"file\".");
            }
            else if (file?.AsText() is { } name)
            {
                if (files.TryGetValue(name, out var bytes))
                    images.Add(new CaseInputImage(mediaType, bytes, name));
                else
                    file.Value.Report(LintRules.BodyFile, $"There is no __files/{name}.");
            }
            else if (text?.AsText() is { } base64)
            {
                try
                {
                    images.Add(new CaseInputImage(mediaType, Convert.FromBase64String(base64), null));
                }
                catch (FormatException)
                {
                    text.Value.Report(LintRules.Operand, "This is not Base64.");
                }
            }
        }

        return [.. images];
    }

    [GeneratedRegex(@"\A[a-z]+/[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex CaseId();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\ANBR-[0-9]{3}\z")]
    private static partial Regex RequirementId();

    [GeneratedRegex(@"\A20[0-9]{2}\.[1-9][0-9]*\z")]
    private static partial Regex Revision();
}
