using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>How much time, memory and money a call may take, whatever it calls.</summary>
public record CallOptions
{
    /// <summary>
    /// The longest a call may take, all attempts and waits together. Default: 5 minutes, because 4K images take
    /// minutes under load.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The longest silence while a reply is being read. Does not count before the reply begins: generation is
    /// silent. Default: 2 minutes, because a streamed reply is silent while an image is being made.
    /// </summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How often a request is sent at most, the first time included, when nothing was generated: 429 with advice,
    /// 500, 502, 503, 504, and connections that could not be made. Default: 4. 1 turns retries off.
    /// </summary>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>
    /// How many attempts that may have been billed a call makes at most. Default: 1: a connection that broke after
    /// the request was sent, or a reply that was cut, is never repeated. 2 repeats it once, and also asks again when
    /// the model made no image.
    /// </summary>
    public int MaxBilledAttempts { get; set; } = 1;

    /// <summary>
    /// The wait before the second attempt where the service gives none; doubled each time, with jitter. Default: 1 s.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait of our own between two attempts. Default: 30 s. Advice of the service may be longer.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The largest reply, in bytes after decompression. It bounds memory too: reading a reply takes at most four times as
    /// much. For that, a reply may have one value (object, list, text, number) for every 256 bytes of this limit, and one
    /// byte of text beside its images for every four, both counted together. Default: 128 MiB, which is three 4K images of
    /// 40 MB of Base64, half a million values, or 32 MiB of text.
    /// </summary>
    public long MaxResponseBytes { get; set; } = CallContext.DefaultMaxResponseBytes;

    /// <summary>
    /// The largest reply, in bytes on the wire, where it is compressed. Default: 128 MiB; compressing makes nothing larger.
    /// </summary>
    public long MaxCompressedResponseBytes { get; set; } = CallContext.DefaultMaxResponseBytes;

    /// <summary>The clock of deadlines, limits and waits. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the client logs. Default: nowhere. Base64 and the key are never logged.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Everything that is wrong with these options, one sentence each; empty when they can be used.</summary>
    public virtual IReadOnlyList<string> Check()
    {
        var wrong = new List<string>();
        if (TimeProvider is null)
        {
            wrong.Add("TimeProvider is not set.");
        }

        Positive(wrong, nameof(Deadline), Deadline);
        Positive(wrong, nameof(IdleLimit), IdleLimit);
        AtLeast(wrong, nameof(MaxAttempts), MaxAttempts, 1);
        AtLeast(wrong, nameof(MaxBilledAttempts), MaxBilledAttempts, 1);
        AtLeast(wrong, nameof(MaxResponseBytes), MaxResponseBytes, 1);
        AtLeast(wrong, nameof(MaxCompressedResponseBytes), MaxCompressedResponseBytes, 1);
        if (RetryDelay < TimeSpan.Zero || RetryDelay > LongestWait)
        {
            wrong.Add(
                FormattableString.Invariant(
                    $"RetryDelay is {RetryDelay}; it must be between 0 and {LongestWait.TotalHours} hours."
                )
            );
        }

        if (MaxRetryDelay < RetryDelay || MaxRetryDelay > LongestWait)
        {
            wrong.Add(
                FormattableString.Invariant(
                    $"MaxRetryDelay is {MaxRetryDelay}; it must be between RetryDelay ({RetryDelay}) and {LongestWait.TotalHours} hours."
                )
            );
        }

        return wrong;
    }

    /// <summary>Those that are not the default, by name; never the key.</summary>
    public sealed override string ToString()
    {
        var set = new StringBuilder(EqualityContract.Name).Append(" { ");
        return set.Append(PrintMembers(set) ? " }" : "}").ToString();
    }

    /// <summary>Writes the options that are not the default.</summary>
    /// <returns>Whether there were any.</returns>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        var usual = new CallOptions();
        return Print(
            builder,
            [
                (nameof(Deadline), Deadline, usual.Deadline),
                (nameof(IdleLimit), IdleLimit, usual.IdleLimit),
                (nameof(MaxAttempts), MaxAttempts, usual.MaxAttempts),
                (nameof(MaxBilledAttempts), MaxBilledAttempts, usual.MaxBilledAttempts),
                (nameof(RetryDelay), RetryDelay, usual.RetryDelay),
                (nameof(MaxRetryDelay), MaxRetryDelay, usual.MaxRetryDelay),
                (nameof(MaxResponseBytes), MaxResponseBytes, usual.MaxResponseBytes),
                (nameof(MaxCompressedResponseBytes), MaxCompressedResponseBytes, usual.MaxCompressedResponseBytes),
                (nameof(TimeProvider), TimeProvider, usual.TimeProvider),
                (nameof(LoggerFactory), LoggerFactory, usual.LoggerFactory),
            ]
        );
    }

    /// <summary>Writes what is not as usual, separated from what stands there.</summary>
    private protected static bool Print(
        StringBuilder builder,
        IEnumerable<(string Name, object? Value, object? Usual)> options,
        bool isFirst = true
    )
    {
        foreach (var (name, value, usual) in options)
        {
            if (!Equals(value, usual))
            {
                builder.Append(isFirst ? "" : ", ").Append(name).Append(" = ");
                builder.Append(
                    VisibleText.Of(KeyShapes.MaskIfAny(Convert.ToString(value, CultureInfo.InvariantCulture)) ?? "")
                );
                isFirst = false;
            }
        }

        return !isFirst;
    }

    /// <summary>Throws when something is wrong, with everything that is.</summary>
    internal void ThrowIfWrong()
    {
        if (Check() is { Count: > 0 } wrong)
        {
            throw new ArgumentException("The options cannot be used: " + string.Join(" ", wrong));
        }
    }

    /// <summary>Adds a sentence when <paramref name="value"/> is too small.</summary>
    private protected static void AtLeast(List<string> wrong, string name, long value, long least)
    {
        if (value < least)
        {
            wrong.Add(FormattableString.Invariant($"{name} is {value}; it must be at least {least}."));
        }
    }

    // What a timer can hold.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    private static void Positive(List<string> wrong, string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > Longest)
        {
            wrong.Add(
                FormattableString.Invariant(
                    $"{name} is {value}; it must be more than 0 and at most {Longest.TotalDays} days."
                )
            );
        }
    }
}
