using Microsoft.Extensions.Options;
using NanoBananaContracts.Http;

namespace NanoBananaContracts.DependencyInjection;

/// <summary>Checks the options of a registered client, and that it has a key.</summary>
internal sealed class NanoBananaOptionsValidator : IValidateOptions<NanoBananaOptions>
{
    public ValidateOptionsResult Validate(string? name, NanoBananaOptions options)
    {
        var wrong = new List<string>(options.Check());
        try
        {
            var known = options.WithEnvironment();
            if (known.ApiKey is null && known.AccessTokenProvider is null)
            {
                wrong.Add(ApiKeys.Missing(options).Message);
            }

            if (options.AddressProblem() is null && known.AddressProblem() is { } address)
            {
                wrong.Add(address.Message);
            }
        }
        catch (NanoBananaException exception) // The environment's own mistakes.
        {
            wrong.Add(exception.Message);
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
