using System.Text.Json;
using EPiServer.Web;
using Microsoft.Extensions.Options;

namespace Tagwright;

/// <summary>A snippet as it stands in the page.</summary>
/// <param name="Slug">Its platform.</param>
/// <param name="File">Its file, in <c>~/_content/Tagwright/</c>.</param>
/// <param name="Settings">The JSON that it reads; no "&lt;" is in it.</param>
public sealed record TagwrightSnippet(string Slug, string File, string Settings);

/// <summary>What stands in the head: Optimizely's snippet first, the platforms after it.</summary>
public sealed class TagwrightHead
{
    private readonly TagwrightPackage _package;
    private readonly IOptionsMonitor<TagwrightOptions> _options;
    private readonly IContextModeResolver _mode;

    public TagwrightHead(TagwrightPackage package, IOptionsMonitor<TagwrightOptions> options, IContextModeResolver mode)
    {
        _package = package;
        _options = options;
        _mode = mode;
    }

    /// <summary>Whether visitors see the page, and not those who edit it.</summary>
    public bool IsWanted => _mode.CurrentMode is not (ContextMode.Edit or ContextMode.Preview);

    public bool UsesClientResources => _options.CurrentValue.UseClientResources;

    /// <summary>The address of Optimizely's snippet; null while the settings do not say it.</summary>
    public string? Address
    {
        get
        {
            var values = Values(_package.Optimizely, _options.CurrentValue.Optimizely);
            var source = Text(values, "src");
            if (source.Length > 0)
            {
                return source;
            }
            var address = _package.Addresses.GetValueOrDefault(Text(values, "client"), "");
            foreach (var name in new[] { "project_id", "account_id" })
            {
                var hole = "{" + name + "}";
                var value = Text(values, name);
                if (address.Contains(hole) && value.Length == 0)
                {
                    return null;
                }
                address = address.Replace(hole, value);
            }
            return address.Length > 0 ? address : null;
        }
    }

    /// <summary>The snippets that run, in order.</summary>
    public IEnumerable<TagwrightSnippet> Snippets
    {
        get
        {
            foreach (var (slug, section) in _package.Platforms)
            {
                var own = _options.CurrentValue.Platforms.GetValueOrDefault(slug) ?? new TagwrightPlatformOptions();
                var values = Values(section, own.Values);
                foreach (var (role, program) in section.Roles)
                {
                    var isWhole = program.Required.All(name => Text(values, name).Length > 0);
                    if (own.On.GetValueOrDefault(role, true) && isWhole)
                    {
                        var read = program.Fields.Where(values.ContainsKey).Order(StringComparer.Ordinal);
                        var settings = read.ToDictionary(name => name, name => values[name]);
                        // The serializer's own encoder leaves no "<" in a text: a browser would take no nonce of the element.
                        yield return new TagwrightSnippet(slug, program.File, JsonSerializer.Serialize(settings));
                    }
                }
            }
        }
    }

    /// <summary>A section's values: those of the configuration, the packaged ones where it says nothing.</summary>
    private static Dictionary<string, object> Values(TagwrightSection section, IReadOnlyDictionary<string, string?> given)
    {
        var values = new Dictionary<string, object>();
        foreach (var (name, field) in section.Fields)
        {
            if (given.GetValueOrDefault(name) is { Length: > 0 } text && field.Typed(text) is { } typed)
            {
                values[name] = typed;
            }
            else if (given.GetValueOrDefault(name) is "" && field.Type == "string")
            {
                values[name] = "";
            }
            else if (section.Values.TryGetValue(name, out var packaged))
            {
                values[name] = packaged;
            }
        }
        return values;
    }

    private static string Text(IReadOnlyDictionary<string, object> values, string name) =>
        values.GetValueOrDefault(name)?.ToString() ?? "";
}
