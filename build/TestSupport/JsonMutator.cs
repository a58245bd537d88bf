using System.Text;
using System.Text.Json.Nodes;
using TreeNode = System.Text.Json.Nodes.JsonNode;

namespace NanoBananaContracts.TestSupport;

/// <summary>
/// Breaks a JSON text in the ways such texts get broken, and in ways nobody would think of: three mutations in four keep it
/// JSON (values swapped, moved, mistyped, replaced by <paramref name="values"/>), the fourth goes at the text.
/// </summary>
internal sealed class JsonMutator(SeededChoice choice, IReadOnlyList<string> values)
{
    private static readonly string[] Scraps =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u12",
        "\\ud83d",
        "\ud83d",
        "\0",
        "\uFEFF",
        "//",
        "/*",
        "*/",
        "null",
        "true",
        "-",
        "1e999",
        "01",
        "\r\n",
        "'",
        "\"$ref\":\"#\"",
        "\"allOf\":[{}]",
        "\"oneOf\":[]",
        "[[[[[[[[",
        "{\"a\":{\"a\":{\"a\":",
        "İ",
        "ß",
        "\u2028",
    ];

    /// <summary>A broken copy.</summary>
    public string Mutate(string json)
    {
        var text = json;
        for (var i = 1 + choice.Next(3); i > 0; i--)
        {
            text = choice.Next(4) == 0 ? MutateText(text) : MutateTree(text);
        }

        return text;
    }

    private string MutateText(string text)
    {
        var at = choice.Next(text.Length + 1);
        var length = Math.Min(choice.Next(20), text.Length - at);
        return choice.Next(8) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, choice.Pick(Scraps)),
            2 => text.Remove(at, length).Insert(at, choice.Pick(Scraps)),
            3 => text.Insert(at, text.Substring(at, length)),
            4 => text[..at],
            5 => text.Insert(at, ((char)choice.Next(0x10000)).ToString()),
            6 => Misspelt(text, at),
            _ => Moved(text, at, Math.Min(choice.Next(400), text.Length - at)),
        };
    }

    /// <summary>Swaps two letters, as a typist does.</summary>
    private static string Misspelt(string text, int at) =>
        at + 1 < text.Length ? text[..at] + text[at + 1] + text[at] + text[(at + 2)..] : text;

    private string Moved(string text, int at, int length)
    {
        var rest = text.Remove(at, length);
        return rest.Insert(choice.Next(rest.Length + 1), text.Substring(at, length));
    }

    private string MutateTree(string text)
    {
        try
        {
            return BreakTree(text);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            // Not JSON any more, a name twice in one object, or half a surrogate pair: all that is left is the text.
            return MutateText(text);
        }
    }

    private string BreakTree(string text)
    {
        var root = TreeNode.Parse(text);
        var slots = new List<Slot>();
        Collect(root, slots);
        if (slots.Count == 0)
        {
            return MutateText(text);
        }

        var slot = choice.Pick(slots);
        switch (choice.Next(5))
        {
            case 0:
                slot.Set(TreeNode.Parse(choice.Pick(values)));
                break;
            case 1:
                slot.Set(choice.Pick(slots).Get()?.DeepClone());
                break;
            case 2:
                slot.Remove();
                break;
            case 3 when slot.Owner is JsonObject owner:
                // A member of one object under its own name in another.
                if (choice.Pick(slots) is { Owner: JsonObject, Key: { } key } other)
                {
                    owner[key] = other.Get()?.DeepClone();
                }

                break;
            default:
                slot.Rename(choice.Pick(slots).Key ?? "x");
                break;
        }

        var builder = new StringBuilder(root!.ToJsonString());
        if (choice.Next(3) == 0)
        {
            builder.Replace(",\"", ",\n\"");
        }

        return builder.ToString();
    }

    private static void Collect(TreeNode? node, List<Slot> slots)
    {
        if (node is JsonObject map)
        {
            foreach (var (name, value) in map.ToList())
            {
                slots.Add(new Slot(map, name, 0));
                Collect(value, slots);
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                slots.Add(new Slot(list, null, i));
                Collect(list[i], slots);
            }
        }
    }

    /// <summary>A place in the tree that holds a value.</summary>
    private sealed record Slot(TreeNode Owner, string? Key, int Index)
    {
        public TreeNode? Get() => Key is null ? ((JsonArray)Owner)[Index] : ((JsonObject)Owner)[Key];

        public void Set(TreeNode? value)
        {
            if (Key is null)
            {
                ((JsonArray)Owner)[Index] = value;
            }
            else
            {
                ((JsonObject)Owner)[Key] = value;
            }
        }

        public void Remove()
        {
            if (Key is null)
            {
                ((JsonArray)Owner).RemoveAt(Index);
            }
            else
            {
                ((JsonObject)Owner).Remove(Key);
            }
        }

        public void Rename(string name)
        {
            if (Key is not null)
            {
                var value = Get()?.DeepClone();
                Remove();
                ((JsonObject)Owner)[name] = value;
            }
        }
    }
}
