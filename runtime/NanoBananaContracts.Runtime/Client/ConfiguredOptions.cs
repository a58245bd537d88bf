using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NanoBananaContracts.Http;

namespace NanoBananaContracts.DependencyInjection;

/// <summary>Reads options from a section of configuration. What it cannot read it names by its key, and never repeats.</summary>
/// <remarks>
/// By a table of its own: the binder passes over keys that it does not know, repeats a value that it cannot read, which may
/// be an API key, and cannot be trimmed.
/// </remarks>
internal static class ConfiguredOptions
{
    /// <summary>The section that is read where a whole configuration is given.</summary>
    internal const string SectionName = "NanoBanana";

    /// <summary>What stands in a section, and what takes its text: <see langword="null"/>, or what is wrong with it.</summary>
    internal static readonly IReadOnlyDictionary<string, Func<NanoBananaOptions, string, string?>> Keys =
        new Dictionary<string, Func<NanoBananaOptions, string, string?>>(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(NanoBananaOptions.Provider)] = ReadProvider,
            [nameof(NanoBananaOptions.BaseAddress)] = ReadAddress,
            [nameof(NanoBananaOptions.ApiKey)] = (options, text) =>
                (options.ApiKey = ApiKey.FromConfiguration(text))?.Problem?.Message,
            [nameof(NanoBananaOptions.Model)] = Text((options, text) => options.Model = text),
            [nameof(NanoBananaOptions.Project)] = Text((options, text) => options.Project = text),
            [nameof(NanoBananaOptions.Region)] = Text((options, text) => options.Region = text),
            [nameof(NanoBananaOptions.Deadline)] = Duration((options, value) => options.Deadline = value),
            [nameof(NanoBananaOptions.IdleLimit)] = Duration((options, value) => options.IdleLimit = value),
            [nameof(NanoBananaOptions.RetryDelay)] = Duration((options, value) => options.RetryDelay = value),
            [nameof(NanoBananaOptions.MaxRetryDelay)] = Duration((options, value) => options.MaxRetryDelay = value),
            [nameof(NanoBananaOptions.MaxAttempts)] = Count((options, value) => options.MaxAttempts = value),
            [nameof(NanoBananaOptions.MaxBilledAttempts)] = Count(
                (options, value) => options.MaxBilledAttempts = value
            ),
            [nameof(NanoBananaOptions.MaxRequestBytes)] = Bytes((options, value) => options.MaxRequestBytes = value),
            [nameof(NanoBananaOptions.MaxResponseBytes)] = Bytes((options, value) => options.MaxResponseBytes = value),
            [nameof(NanoBananaOptions.MaxCompressedResponseBytes)] = Bytes(
                (options, value) => options.MaxCompressedResponseBytes = value
            ),
            [nameof(NanoBananaOptions.AllowInsecureHttp)] = Flag((options, value) => options.AllowInsecureHttp = value),
            [nameof(NanoBananaOptions.AllowUndocumentedValues)] = Flag(
                (options, value) => options.AllowUndocumentedValues = value
            ),
        };

    /// <summary>
    /// Sets what the section of a whole configuration says, which may be missing; or a section that is given itself, which
    /// somebody named and so may not.
    /// </summary>
    /// <inheritdoc cref="Read(NanoBananaOptions, string, IConfigurationSection)"/>
    internal static void ReadOf(NanoBananaOptions options, string name, IConfiguration configuration)
    {
        if (configuration is not IConfigurationSection given)
        {
            Read(options, name, configuration.GetSection(SectionName));
        }
        else if (given.Exists())
        {
            Read(options, name, given);
        }
        else
        {
            throw new OptionsValidationException(
                name,
                typeof(NanoBananaOptions),
                [
                    KeyShapes.Mask(
                        $"The configuration has no section {given.Path}, or nothing in it. Write one, or correct its name; only the section {SectionName} of a whole configuration may be missing."
                    ),
                ]
            );
        }
    }

    /// <summary>Sets what a section says. A blank value says nothing.</summary>
    /// <param name="options">The options to set.</param>
    /// <param name="name">The name of the options, for the exception.</param>
    /// <param name="section">The section.</param>
    /// <exception cref="OptionsValidationException">A key is unknown, or a value cannot be read; all of them are named.</exception>
    private static void Read(NanoBananaOptions options, string name, IConfigurationSection section)
    {
        var wrong = new List<string>();
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            // Who writes "NanoBanana": "google" means the provider, and who writes a key there must not see it again.
            wrong.Add(
                $"{section.Path} has a value of its own; it takes keys: a provider is {section.Path}:{nameof(NanoBananaOptions.Provider)}."
            );
        }

        foreach (var child in section.GetChildren())
        {
            if (!Keys.TryGetValue(child.Key, out var read))
            {
                wrong.Add($"{child.Path} is no option. The options are {string.Join(", ", Keys.Keys)}.");
            }
            else if (child.GetChildren().Any())
            {
                wrong.Add($"{child.Path} has keys of its own; it takes one value.");
            }
            else if (!string.IsNullOrWhiteSpace(child.Value) && read(options, child.Value!.Trim()) is { } problem)
            {
                wrong.Add($"{child.Path}: {problem}");
            }
        }

        if (wrong.Count > 0)
        {
            // A key can stand in the wrong place: as a name, or as a provider.
            throw new OptionsValidationException(
                name,
                typeof(NanoBananaOptions),
                wrong.Select(text => KeyShapes.Mask(text))
            );
        }
    }

    private static string? ReadProvider(NanoBananaOptions options, string text)
    {
        if (ProviderInfo.TryParse(text, out var provider, out var problem))
        {
            options.Provider = provider;
        }

        return problem;
    }

    private static string? ReadAddress(NanoBananaOptions options, string text)
    {
        options.BaseAddress = Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? new ConfiguredAddress(address)
            : null;
        return options.BaseAddress is null
            ? $"It is no address; write it as {ServiceAddress.WithScheme(text) ?? "https://host"}."
            : null;
    }

    private static Func<NanoBananaOptions, string, string?> Text(Action<NanoBananaOptions, string> set) =>
        (options, text) =>
        {
            set(options, text); // What is wrong with it, the check of the options says.
            return null;
        };

    private static Func<NanoBananaOptions, string, string?> Duration(Action<NanoBananaOptions, TimeSpan> set) =>
        (options, text) =>
        {
            // A number alone would be days.
            if (!text.Contains(':') || !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value))
            {
                return "It is no duration; write five minutes as 00:05:00.";
            }

            set(options, value);
            return null;
        };

    private static Func<NanoBananaOptions, string, string?> Count(Action<NanoBananaOptions, int> set) =>
        (options, text) =>
        {
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            {
                return "It is no whole number; write it as 4.";
            }

            set(options, value);
            return null;
        };

    private static Func<NanoBananaOptions, string, string?> Bytes(Action<NanoBananaOptions, long> set) =>
        (options, text) =>
        {
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            {
                return "It is no number of bytes; write 128 MiB as 134217728.";
            }

            set(options, value);
            return null;
        };

    private static Func<NanoBananaOptions, string, string?> Flag(Action<NanoBananaOptions, bool> set) =>
        (options, text) =>
        {
            if (!bool.TryParse(text, out var value))
            {
                return "It is neither true nor false.";
            }

            set(options, value);
            return null;
        };
}
