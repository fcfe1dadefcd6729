using System.Text.Json;
using EPiServer.Framework.Web.Resources;

namespace Tagwright;

/// <summary>The scripts as client resources, for layouts that cannot include the partial; switched on by UseClientResources.</summary>
[ClientResourceRegistrator]
public sealed class TagwrightClientResources : IClientResourceRegistrator
{
    private const string Prefix = "tagwright.";

    private readonly TagwrightHead _head;

    public TagwrightClientResources(TagwrightHead head) => _head = head;

    public void RegisterResources(IRequiredClientResourceList requiredResources)
    {
        if (!_head.UsesClientResources || !_head.IsWanted)
        {
            return;
        }
        if (_head.Address is { } address)
        {
            requiredResources.RequireScript(address, Prefix + "optimizely", null).AtHeader();
        }
        foreach (var snippet in _head.Snippets)
        {
            // A client resource has no attributes, so the settings are a variable around the program.
            var slug = JsonSerializer.Serialize(snippet.Slug);
            var code = TagwrightPackage.Script(snippet.File);
            var inline = "(function (tagwrightSettings) {\n" + code + "\n})({" + slug + ": " + snippet.Settings + "});";
            requiredResources.RequireScriptInline(inline, Prefix + snippet.File, null).AtHeader();
        }
    }
}
