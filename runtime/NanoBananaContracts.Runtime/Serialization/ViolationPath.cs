using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Serialization;

/// <summary>Where in a message its validation stands; written down only when there is something to report.</summary>
internal sealed class ViolationPath
{
    private Step[] steps = new Step[16];
    private int depth;

    /// <summary>Goes into a property.</summary>
    public void Enter(string name) => Push(new Step(name, -1));

    /// <summary>Goes into an item.</summary>
    public void Enter(int index) => Push(new Step(null, index));

    /// <summary>Leaves what was entered last.</summary>
    public void Leave() => depth--;

    /// <summary>The path of a property here; of the value entered last where the name is empty.</summary>
    public string To(string property)
    {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++)
        {
            if (steps[i].Name is { } name)
            {
                text.Append(text.Length == 0 ? "" : ".").Append(name);
            }
            else
            {
                text.Append('[').Append(steps[i].Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
        }

        if (property.Length > 0)
        {
            text.Append(text.Length == 0 ? "" : ".").Append(property);
        }

        return text.ToString();
    }

    private void Push(Step step)
    {
        if (depth == steps.Length)
        {
            Array.Resize(ref steps, depth * 2);
        }

        steps[depth++] = step;
    }

    private readonly record struct Step(string? Name, int Index);
}
