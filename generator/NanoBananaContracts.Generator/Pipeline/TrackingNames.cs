namespace NanoBananaContracts.Generator.Pipeline;

/// <summary>Names of the pipeline's steps, by which tests see what an edit ran again.</summary>
internal static class TrackingNames
{
    public const string File = "NBC.File";
    public const string FileNames = "NBC.FileNames";
    public const string Reading = "NBC.Reading";
    public const string Model = "NBC.Model";
    public const string Environment = "NBC.Environment";
    public const string Types = "NBC.Types";
    public const string Operations = "NBC.Operations";
    public const string Dialects = "NBC.Dialects";
    public const string Source = "NBC.Source";
    public const string Polyfills = "NBC.Polyfills";
    public const string Response = "NBC.Response";
}
