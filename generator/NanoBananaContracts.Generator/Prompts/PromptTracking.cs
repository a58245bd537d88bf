namespace NanoBananaContracts.Generator.Prompts;

/// <summary>Names of the steps of prompts, by which tests see what an edit ran again.</summary>
internal static class PromptTracking
{
    public const string Methods = "NBC.PromptMethods";
    public const string Interfaces = "NBC.ContractInterfaces";
}
