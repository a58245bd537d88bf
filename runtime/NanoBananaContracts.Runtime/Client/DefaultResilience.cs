using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NanoBananaContracts.Http;

namespace NanoBananaContracts.DependencyInjection;

/// <summary>
/// Takes off what a host adds to every HttpClient to send requests again, as the service defaults of Aspire do: a
/// generation takes longer than they wait, and each sending is billed. What is added to this client on purpose comes
/// later, and stays.
/// </summary>
internal static class DefaultResilience
{
    // By name, from both packages there are for it: neither is needed here.
    private const string ResilienceNamespace = "Microsoft.Extensions.Http.Resilience";
    private const string PolicyHandler = "Microsoft.Extensions.Http.PolicyHttpMessageHandler";

    /// <summary>Takes them off a list of handlers, and says so in the log: once, as it is made once.</summary>
    internal static void Remove(IList<DelegatingHandler> handlers, IServiceProvider services)
    {
        var removed = 0;
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            if (SendsAgain(handlers[i].GetType()))
            {
                handlers.RemoveAt(i);
                removed++;
            }
        }

        if (removed > 0 && services.GetService<ILoggerFactory>()?.CreateLogger(Log.Category) is { } logger)
        {
            Log.RemovedResilience(logger, removed);
        }
    }

    private static bool SendsAgain(Type? handler)
    {
        for (; handler is not null && handler != typeof(DelegatingHandler); handler = handler.BaseType)
        {
            if (
                handler.FullName == PolicyHandler
                || (
                    handler.Name == "ResilienceHandler"
                    && handler.Namespace?.StartsWith(ResilienceNamespace, StringComparison.Ordinal) == true
                )
            )
            {
                return true;
            }
        }

        return false;
    }
}
