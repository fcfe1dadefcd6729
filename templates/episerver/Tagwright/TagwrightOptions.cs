namespace Tagwright;

/// <summary>The section <c>Tagwright</c> of the configuration. What it leaves out is as it was packaged.</summary>
public sealed class TagwrightOptions
{
    public const string Section = "Tagwright";

    /// <summary>Whether the scripts are client resources; if not, the partial <c>_TagwrightHead</c> prints them.</summary>
    public bool UseClientResources { get; set; }

    /// <summary>Optimizely's own snippet: values by the names in tagwright.json.</summary>
    public Dictionary<string, string?> Optimizely { get; set; } = [];

    /// <summary>The platforms, by slug.</summary>
    public Dictionary<string, TagwrightPlatformOptions> Platforms { get; set; } = [];
}

/// <summary>One platform's part of the configuration.</summary>
public sealed class TagwrightPlatformOptions
{
    /// <summary>Which roles are switched on; one that is left out is.</summary>
    public Dictionary<string, bool> On { get; set; } = [];

    /// <summary>Values by the names in tagwright.json, as texts: the configuration knows no other type.</summary>
    public Dictionary<string, string?> Values { get; set; } = [];
}
