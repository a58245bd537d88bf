namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>A way to get a picture from the service to a file.</summary>
internal interface ISavingProgram : IAsyncDisposable
{
    /// <summary>Asks for a picture and saves it.</summary>
    /// <param name="pictureLength">How many bytes the picture shall have.</param>
    /// <param name="file">Where to; an extension may be changed by programs that do.</param>
    Task SaveAsync(int pictureLength, string file);
}

/// <summary>The programs of the comparison by name.</summary>
internal static class Programs
{
    public const string Floor = "floor";
    public const string FloorWithFile = "floor-with-file";
    public const string Naive = "naive";
    public const string Poco = "poco";
    public const string Streaming = "streaming";
    public const string Typed = "typed";
    public const string TypedChunked = "typed-chunked";

    public static readonly string[] All = [Floor, FloorWithFile, Naive, Poco, Streaming, Typed, TypedChunked];

    public const string Prompt = "A red fox in snow";

    /// <summary>What a model id ends in whose replies are chunked.</summary>
    public const string Chunked = "-chunked";

    public static string Model(int pictureLength) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"picture-{pictureLength}");

    public static ISavingProgram Create(string name, Uri address) =>
        name switch
        {
#if !NATIVE
            Floor => new FloorProgram(address, withFile: false),
            FloorWithFile => new FloorProgram(address, withFile: true),
            Naive => new NaiveProgram(address),
            Poco => new PocoProgram(address),
#endif
            Streaming => new StreamingProgram(address),
            Typed => new TypedProgram(address, chunked: false),
            TypedChunked => new TypedProgram(address, chunked: true),
            _ => throw new ArgumentException($"There is no program '{name}'.", nameof(name)),
        };
}
