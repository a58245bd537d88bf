using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
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

    /// <summary>Adds a field, unless it is absent.</summary>
    /// <param name="value">Value; what it says of itself is shown, in one line and in no culture.</param>
    /// <param name="name">C# name; left to the compiler, which has it from <paramref name="value"/>.</param>
    public void Add(object? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (IsThere(value))
        {
            Append(name, VisibleText.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        }
    }

    /// <summary>Adds that a field is there, and not what it says: it is only ever sent, and may hold a credential.</summary>
    /// <param name="value">Value.</param>
    /// <param name="name">C# name; left to the compiler, which has it from <paramref name="value"/>.</param>
    public void AddHidden(object? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (IsThere(value))
        {
            Append(name, "(not shown)");
        }
    }

    private static bool IsThere(object? value) =>
        // Unknown fields without one have kept how a number was written.
        value is not (null or IAbsence { IsAbsent: true } or UnknownFields { Count: 0, IsReplacement: false });

    private void Append(string name, string text) =>
        builder.Append(HasFields ? ", " : "").Append(name).Append(" = ").Append(text);
}
