using System.Text;
using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <content>
/// The form it has at Vertex AI: a list of formats, each of one modality. The client writes the form of its provider and
/// takes both; these are for who writes a request himself.
/// </content>
public sealed partial record ResponseFormatConfig
{
    /// <summary>
    /// The format as one object, also where it was read from a list: then what stands in the items is typed. It is this one
    /// where it is no list, and where its items cannot stand in one object, as two for images: nothing is lost, and
    /// <see cref="Validate()"/> tells.
    /// </summary>
    public ResponseFormatConfig AsObject()
    {
        if (UnknownFields is not { Replacement: { ValueKind: JsonValueKind.Array } list })
        {
            return this;
        }

        var one = new ResponseFormatConfig();
        var unknown = new UnknownFields();
        foreach (var element in list.ToElement().EnumerateArray())
        {
            var item = Parse(Encoding.UTF8.GetBytes(element.GetRawText()));
            if (
                item.UnknownFields is { IsReplacement: true }
                || (item.Text is not null && one.Text is not null)
                || (item.Audio is not null && one.Audio is not null)
                || (item.Image is not null && one.Image is not null)
            )
            {
                return this;
            }

            one = new()
            {
                Text = one.Text ?? item.Text,
                Audio = one.Audio ?? item.Audio,
                Image = one.Image ?? item.Image,
            };
            foreach (var field in item.UnknownFields ?? unknown)
            {
                if (!unknown.Find(field.Name).IsAbsent)
                {
                    return this;
                }

                unknown.Add(field.EscapedName, field.Value);
            }
        }

        return unknown.Count == 0 ? one : one with { UnknownFields = unknown };
    }

    /// <summary>
    /// The format as it is written for Vertex AI: a list of one object for each modality. What it says stands in
    /// <see cref="UnknownFields"/>; <see cref="AsObject"/> is the way back.
    /// </summary>
    /// <param name="dialect">Spelling of enum values, as for <see cref="ToJson"/>.</param>
    public ResponseFormatConfig AsList(string? dialect = null)
    {
        if (UnknownFields is { IsReplacement: true })
        {
            return this;
        }

        var items = new List<string>();
        Add(new() { Text = Text }, Text is not null);
        Add(new() { Audio = Audio }, Audio is not null);
        Add(new() { Image = Image }, Image is not null);
        foreach (var field in UnknownFields ?? new UnknownFields())
        {
            var alone = new UnknownFields();
            alone.Add(field.EscapedName, field.Value);
            Add(new() { UnknownFields = alone }, isSet: true);
        }

        return new() { UnknownFields = UnknownFields.Replacing(RawJson.Parse($"[{string.Join(",", items)}]")) };

        void Add(ResponseFormatConfig item, bool isSet)
        {
            if (isSet)
            {
                items.Add(item.ToJson(dialect));
            }
        }
    }
}
