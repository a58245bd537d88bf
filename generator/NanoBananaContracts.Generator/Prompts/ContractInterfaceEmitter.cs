using NanoBananaContracts.Generator.Emission;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>
/// Writes the implementation of an interface over the client, and its registration. Members are implemented explicitly: a
/// name of the interface can then be any, also that of the class.
/// </summary>
internal static class ContractInterfaceEmitter
{
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.";

    /// <summary>Writes the file of an interface.</summary>
    public static string Emit(ContractInterfaceUnit unit)
    {
        var writer = PromptRequestEmitter.Begin(unit.Namespace);
        EmitClass(writer, unit);
        if (unit.HasServices)
        {
            EmitRegistration(writer.Line(), unit);
        }

        return writer.ToString();
    }

    private static void EmitClass(SourceWriter writer, ContractInterfaceUnit unit)
    {
        var name = ContractInterfaceReader.Prefix + unit.Word;
        writer
            .Line($"/// <summary>Sends the prompts of <see cref=\"{unit.Interface}\"/>.</summary>")
            .Line(EmittedFile.GeneratedCode)
            .Open($"{Visibility(unit)} sealed class {name} : {unit.Interface}")
            .Line("private readonly NbcOwn::NanoBananaClient client;")
            .Line()
            .Line("/// <summary>Makes one.</summary>")
            .Line("/// <param name=\"client\">What sends the requests; it stays the caller's.</param>")
            .Line(
                $"public {name}(NbcOwn::NanoBananaClient client) => this.client = client ?? throw new NbcSys::ArgumentNullException(nameof(client));"
            );
        foreach (var method in unit.Methods)
        {
            EmitMethod(writer.Line(), method);
        }

        writer.Close();
    }

    private static void EmitMethod(SourceWriter writer, ContractMethodUnit method)
    {
        var parameters = method.Prompt.Parameters;
        var token = parameters.FirstOrDefault(parameter => parameter.Kind == PromptParameterKind.Cancellation);
        writer
            .Line(
                $"{(method.Prompt.IsWhole ? "async " : "")}{method.Result} {method.Name}({string.Join(", ", parameters.Select(each => each.Declaration))}) =>"
            )
            .Indent();
        if (!method.Prompt.IsWhole)
        {
            writer.Line(PromptRequestEmitter.Refusal + ";").Outdent();
            return;
        }

        writer.Line("(").Indent().Line("await this.client.GenerateContentAsync(").Indent();
        PromptRequestEmitter.Emit(writer, method.Prompt, "", ",");
        writer
            .Line(token is null ? "default" : CSharpText.Identifier(token.Name))
            .Outdent()
            .Line(").ConfigureAwait(false)")
            .Outdent()
            .Line(method.ReturnsReply ? ");" : ").FinalImage;")
            .Outdent();
    }

    private static void EmitRegistration(SourceWriter writer, ContractInterfaceUnit unit) =>
        writer
            .Line($"/// <summary>Registers <see cref=\"{unit.Interface}\"/>.</summary>")
            .Line(EmittedFile.GeneratedCode)
            .Open(
                $"{Visibility(unit)} static class {ContractInterfaceReader.Prefix}{unit.Word}ServiceCollectionExtensions"
            )
            .Lines(
                $$"""
                /// <summary>
                /// Registers <see cref="{{unit.Interface}}"/> as a singleton over a registered client, unless something else
                /// is registered for it already.
                /// </summary>
                /// <param name="services">The services; AddNanoBanana registers the client.</param>
                /// <param name="clientName">Name of the client; null for the one without.</param>
                /// <returns>The services.</returns>
                public static {{Services}}IServiceCollection Add{{unit.Word}}(this {{Services}}IServiceCollection services, string? clientName = null)
                {
                    {{Services}}Extensions.ServiceCollectionDescriptorExtensions.TryAddSingleton<{{unit.Interface}}>(
                        services,
                        provider => new {{ContractInterfaceReader.Prefix}}{{unit.Word}}(
                            clientName is null
                                ? {{Services}}ServiceProviderServiceExtensions.GetRequiredService<NbcOwn::NanoBananaClient>(provider)
                                : {{Services}}ServiceProviderKeyedServiceExtensions.GetRequiredKeyedService<NbcOwn::NanoBananaClient>(provider, clientName)
                        )
                    );
                    return services;
                }

                """
            )
            .Close();

    private static string Visibility(ContractInterfaceUnit unit) => unit.IsPublic ? "public" : "internal";
}
