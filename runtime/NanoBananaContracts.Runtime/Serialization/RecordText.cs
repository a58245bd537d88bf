using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Serialization;

/// <summary>Text of a record for people, for emitted code: the fields that are set, where a record of the compiler shows all.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RecordText
{
    private readonly StringBuilder builder;
    private readonly int start;

    /// <summary>Begins the fields of one record.</summary>
    /// <param name="builder">Where to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public RecordText(StringBuilder builder)
    {
        this.builder = builder ?? throw new ArgumentNullException(nameof(builder));
        start = builder.Length;
    }

    /// <summary>True when a field was added.</summary>
    public bool HasFields => builder.Length > start;

    /// <summary>Adds a field, unless it is null.</summary>
    /// <param name="name">C# name.</param>
    /// <param name="value">Value; what it says of itself is shown, in no culture.</param>
    public void Add(string name, object? value)
    {
        // Unknown fields without one have kept how a number was written.
        if (value is null or UnknownFields { Count: 0, IsReplacement: false })
        {
            return;
        }

        builder
            .Append(HasFields ? ", " : "")
            .Append(name)
            .Append(" = ")
            .Append(Convert.ToString(value, CultureInfo.InvariantCulture));
    }
}
