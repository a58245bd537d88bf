using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>A request with its parts taken apart once, however many stubs look at it.</summary>
internal sealed class RequestSubject
{
    private readonly Lazy<IReadOnlyList<KeyValuePair<string, string>>> _query;
    private readonly Lazy<IReadOnlyList<KeyValuePair<string, string>>> _form;
    private readonly Lazy<IReadOnlyList<KeyValuePair<string, string>>> _cookies;
    private readonly Lazy<MatchSubject> _body;
    private readonly Lazy<RequestSubject> _hidden;

    public RequestSubject(RecordedRequest request)
    {
        Request = request;
        var query = request.Url.IndexOf('?', StringComparison.Ordinal);
        Path = query < 0 ? request.Url : request.Url[..query];
        _query = new(() => query < 0 ? [] : ParseForm(request.Url[(query + 1)..]));
        _form = new(() => IsForm() ? ParseForm(Encoding.UTF8.GetString(request.Body.Span)) : []);
        _cookies = new(() => HeaderValues("Cookie").SelectMany(ParseCookies).ToArray());
        _hidden = new(() => new RequestSubject(HiddenRequest.Of(this)));
        _body = new(() => MatchSubject.FromBody(request.Body, BodyEncoding()));
    }

    public RecordedRequest Request { get; }

    /// <summary>The path as sent, nothing decoded.</summary>
    public string Path { get; }

    public MatchSubject Body => _body.Value;

    public IReadOnlyList<KeyValuePair<string, string>> Query => _query.Value;

    public IReadOnlyList<KeyValuePair<string, string>> Form => _form.Value;

    public IReadOnlyList<KeyValuePair<string, string>> Cookies => _cookies.Value;

    /// <summary>The same request as others may see it: everything that is told of a request is told of this one.</summary>
    public RequestSubject Hidden => _hidden.Value;

    public string BodySummary =>
        Body.Text is not { } text ? ""
        : text.Length <= 200 ? text
        : text[..200] + string.Create(CultureInfo.InvariantCulture, $"... ({Request.Body.Length} bytes)");

    public static MatchSubject Optional(string? value) =>
        value is null ? MatchSubject.Absent : MatchSubject.FromText(value);

    public IReadOnlyList<string> HeaderValues(string name) =>
        Request
            .Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value)
            .ToArray();

    public IReadOnlyList<string> QueryValues(string name) => ValuesOf(_query.Value, name);

    public IReadOnlyList<string> FormValues(string name) => ValuesOf(_form.Value, name);

    public IReadOnlyList<string> CookieValues(string name) => ValuesOf(_cookies.Value, name);

    public string HeaderSummary(string name) => Quoted(HeaderValues(name));

    public string QuerySummary(string name) => Quoted(QueryValues(name));

    public bool HasBasicAuth((string Username, string Password) credentials)
    {
        var expected =
            "Basic "
            + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials.Username + ":" + credentials.Password));
        return HeaderValues("Authorization").Contains(expected);
    }

    private static string Quoted(IReadOnlyList<string> values) =>
        values.Count == 0 ? "" : "\"" + string.Join("\", \"", values) + "\"";

    private static string[] ValuesOf(IReadOnlyList<KeyValuePair<string, string>> pairs, string name) =>
        pairs.Where(pair => pair.Key == name).Select(pair => pair.Value).ToArray();

    private static KeyValuePair<string, string>[] ParseForm(string text) =>
        text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : ""))
            .ToArray();

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static IEnumerable<KeyValuePair<string, string>> ParseCookies(string header) =>
        header
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .Select(pair => KeyValuePair.Create(pair[0].Trim(), pair[1].Trim()));

    private bool IsForm() =>
        HeaderValues("Content-Type")
            .Any(type => type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase));

    /// <summary>The charset the request names, UTF-8 otherwise.</summary>
    private Encoding BodyEncoding() =>
        HeaderValues("Content-Type").Any(type => type.Contains("iso-8859-1", StringComparison.OrdinalIgnoreCase))
            ? Encoding.Latin1
            : Encoding.UTF8;
}
