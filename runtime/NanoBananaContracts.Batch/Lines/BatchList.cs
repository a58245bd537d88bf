using System.Runtime.CompilerServices;

namespace NanoBananaContracts.Batch;

/// <summary>
/// A list of lines, one JSON object each, held to the contract, the provider and the model before anything is sent. It is read
/// as often as it is asked for, line by line: memory does not grow with it, but for the names that its lines give.
/// </summary>
/// <example>
/// <code>
/// {"prompt": "A red fox in snow", "aspectRatio": "16:9", "imageSize": "2K", "count": 3, "name": "fox"}
/// {"prompt": "The same at night", "images": ["fox.png"]}
/// </code>
/// </example>
/// <param name="client">Who is to be called.</param>
/// <param name="open">Opens the list; UTF-8.</param>
/// <param name="imageFolder">The folder that relative paths of pictures begin at.</param>
public sealed class BatchList(NanoBananaClient client, Func<Stream> open, string imageFolder)
{
    /// <summary>A list in a file.</summary>
    /// <param name="client">Who is to be called.</param>
    /// <param name="path">The file; relative paths of pictures begin at its folder.</param>
    public BatchList(NanoBananaClient client, string path)
        : this(client, () => Open(path), Path.GetDirectoryName(Path.GetFullPath(path)) ?? path) { }

    /// <summary>The price of a picture in US dollars, where none is known of the model and size.</summary>
    public decimal? AssumedPriceUsd { get; init; }

    /// <summary>The folder that relative paths of pictures begin at.</summary>
    public string ImageFolder => imageFolder;

    /// <summary>Looks at every line, and finds all mistakes at once.</summary>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="IOException">The list cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not read the list.</exception>
    public async Task<BatchCheck> CheckAsync(CancellationToken cancellationToken = default)
    {
        var mistakes = new List<BatchMistake>();
        var (lines, pictures, most, mistakeCount, unpriced) = (0L, 0L, 0L, 0L, (CheckedLine?)null);
        await foreach (
            var (_, line) in ReadAsync(
                    mistake =>
                    {
                        mistakeCount++;
                        if (mistakes.Count < BatchCheck.MostMistakes)
                        {
                            mistakes.Add(mistake);
                        }
                    },
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            lines++;
            if (line is null)
            {
                continue;
            }

            pictures += line.Line.Count;
            if (line.MostMicroUsd is { } price)
            {
                most += line.Line.Count * price;
            }
            else
            {
                unpriced ??= line;
            }
        }

        return new()
        {
            Lines = lines,
            Pictures = pictures,
            MostMicroUsd = most,
            UnpricedLine = unpriced?.Line.Number,
            UnpricedModel = unpriced is null ? null : ModelOf(unpriced.Line),
            Mistakes = mistakes,
            MistakeCount = mistakeCount,
        };
    }

    /// <summary>The lines with their prices, to be added to a journal.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="BatchException">A line has a mistake, or no price.</exception>
    /// <exception cref="IOException">The list cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not read the list.</exception>
    public async IAsyncEnumerable<QueuedLine> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (
            var (number, line) in ReadAsync(mistake => throw new BatchException(mistake.ToString()), cancellationToken)
                .ConfigureAwait(false)
        )
        {
            yield return new QueuedLine(
                line!.Line,
                line.MostMicroUsd
                    ?? throw new BatchException(
                        $"Line {number}: what a picture costs here is not known, so that no limit can be kept. Say it."
                    )
            );
        }
    }

    private string ModelOf(BatchLine line)
    {
        var model = line.Model ?? client.Model;
        var size = line.ImageSize ?? client.Provider.FindModel(model)?.DefaultSize?.ToString();
        return size is null ? model : $"{model}, {size}";
    }

    private static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true);
        if (file.CanSeek)
        {
            return file;
        }

        file.Dispose();
        throw new IOException(
            "It is a pipe, which can be read only once; a list is read to be checked, to be made, and when it is gone on with. Write it to a file first."
        );
    }

    private async IAsyncEnumerable<(int Number, CheckedLine? Line)> ReadAsync(
        Action<BatchMistake> report,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var reader = new LineReader(report);
        var requests = new LineRequests(imageFolder);
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var list = open();
        await using (list.ConfigureAwait(false))
        {
            await foreach (var bytes in ListReader.ReadAsync(list, cancellationToken).ConfigureAwait(false))
            {
                var line = reader.Read(bytes);
                var isSound = line is not null;
                void Wrong(string message)
                {
                    isSound = false;
                    report(new BatchMistake(bytes.Number, null, message));
                }

                long? price = null;
                if (line is not null)
                {
                    TakeNames(line, names, Wrong);
                    price = await CheckAsync(line, requests, Wrong, cancellationToken).ConfigureAwait(false);
                }

                yield return (bytes.Number, isSound ? new CheckedLine(line!, price) : null);
            }
        }
    }

    private async Task<long?> CheckAsync(
        BatchLine line,
        LineRequests requests,
        Action<string> wrong,
        CancellationToken cancellationToken
    )
    {
        var images = new List<Part>(line.Images.Count);
        foreach (var image in line.Images)
        {
            try
            {
                images.Add(await requests.ReadAsync(image, cancellationToken).ConfigureAwait(false));
            }
            catch (NanoBananaException exception)
            {
                wrong(exception.Message);
            }
        }

        // What else is wrong is said at once, too.
        for (var asked = line; client.CheckRequest(LineRequests.Of(asked, images)) is { } problem; )
        {
            wrong(problem.Message);
            if (problem.Kind == FailureKind.InvalidImageSize && asked.ImageSize is not null)
            {
                asked = asked with { ImageSize = null };
            }
            else if (problem.Kind == FailureKind.InvalidAspectRatio && asked.AspectRatio is not null)
            {
                asked = asked with { AspectRatio = null };
            }
            else
            {
                break;
            }
        }

        return PicturePrices.MostMicroUsd(client, LineRequests.Of(line, images), AssumedPriceUsd);
    }

    // The names that are given to lines without one are told apart by their numbers.
    private static void TakeNames(BatchLine line, Dictionary<string, int> names, Action<string> wrong)
    {
        for (var picture = 1; line.Name is not null && picture <= line.Count; picture++)
        {
            var name = PictureNames.StemOf(line, picture);
            if (!names.TryAdd(name, line.Number))
            {
                wrong($"Line {names[name]} has the name '{name}' already. Take another one, or leave it out.");
                return;
            }
        }
    }

    private sealed record CheckedLine(BatchLine Line, long? MostMicroUsd);
}
