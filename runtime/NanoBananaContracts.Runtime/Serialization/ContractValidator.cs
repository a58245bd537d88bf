using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Collects what is wrong with a message, each with its path. Emitted <c>Validate</c> methods call it; nothing is
/// allocated beyond the validator itself as long as all is well. Not thread-safe.
/// </summary>
public sealed partial class ContractValidator
{
    private readonly List<ContractViolation> violations = [];
    private Step[] path = new Step[16];
    private int depth;

    /// <summary>Makes one.</summary>
    /// <param name="direction">Which way the message travels.</param>
    public ContractValidator(ContractDirection direction = ContractDirection.Either) => Direction = direction;

    /// <summary>Which way the message travels.</summary>
    public ContractDirection Direction { get; }

    /// <summary>True to report every unknown field, also in messages that the schema leaves open to more of them.</summary>
    public bool ReportAllUnknownFields { get; init; }

    /// <summary>True to decode every Base64 value and report what cannot be decoded; it costs a pass over the data.</summary>
    public bool CheckBase64 { get; init; }

    /// <summary>What was found, in the order of the schema.</summary>
    public IReadOnlyList<ContractViolation> Violations => violations;

    /// <summary>True when nothing was found.</summary>
    public bool IsValid => violations.Count == 0;

    /// <summary>Validates one message.</summary>
    /// <param name="message">Message.</param>
    /// <param name="direction">Which way it travels.</param>
    /// <returns>What was found; empty when all is well.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public static IReadOnlyList<ContractViolation> Validate(
        IContractMessage message,
        ContractDirection direction = ContractDirection.Either
    )
    {
        if (message is null)
        {
            throw new ArgumentNullException(nameof(message));
        }

        var validator = new ContractValidator(direction);
        message.Validate(validator);
        return validator.Violations;
    }

    /// <summary>Goes into a property.</summary>
    /// <param name="name">Wire name.</param>
    public void Enter(string name) => Push(new Step(name, -1));

    /// <summary>Goes into an item.</summary>
    /// <param name="index">Zero-based index.</param>
    public void Enter(int index) => Push(new Step(null, index));

    /// <summary>Leaves what was entered last.</summary>
    public void Leave() => depth--;

    /// <summary>Reports a violation of a property.</summary>
    /// <param name="property">Wire name; empty for the value entered last itself.</param>
    /// <param name="rule">Rule.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="value">The offending value as text, or null.</param>
    /// <param name="allowed">What is allowed, or null.</param>
    public void Report(
        string property,
        ViolationRule rule,
        string message,
        string? value = null,
        string? allowed = null
    )
    {
        if (value is { Length: > 100 })
        {
            value = value.Substring(0, 100) + "...";
        }

        violations.Add(new ContractViolation(PathTo(property), rule, message, value, allowed));
    }

    private void Push(Step step)
    {
        if (depth == path.Length)
        {
            Array.Resize(ref path, depth * 2);
        }

        path[depth++] = step;
    }

    private string PathTo(string property)
    {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++)
        {
            if (path[i].Name is { } name)
            {
                text.Append(text.Length == 0 ? "" : ".").Append(name);
            }
            else
            {
                text.Append('[').Append(path[i].Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
        }

        if (property.Length > 0)
        {
            text.Append(text.Length == 0 ? "" : ".").Append(property);
        }

        return text.ToString();
    }

    private readonly record struct Step(string? Name, int Index);
}
