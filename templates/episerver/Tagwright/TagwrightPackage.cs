using System.Reflection;
using System.Text.Json;

namespace Tagwright;

/// <summary>What came with the library: the sections of tagwright.json and the scripts.</summary>
public sealed class TagwrightPackage
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Where each client's snippet is, with names in braces for values.</summary>
    public required Dictionary<string, string> Addresses { get; init; }

    public required TagwrightSection Optimizely { get; init; }

    public required Dictionary<string, TagwrightSection> Platforms { get; init; }

    public static TagwrightPackage Read()
    {
        using var stream = Resource("tagwright.json");
        return JsonSerializer.Deserialize<TagwrightPackage>(stream, Web)
            ?? throw new InvalidOperationException("tagwright.json is empty: build the library again.");
    }

    /// <summary>The program in a file of the package.</summary>
    public static string Script(string file)
    {
        using var reader = new StreamReader(Resource(file));
        return reader.ReadToEnd().TrimEnd();
    }

    private static Stream Resource(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is not in the library: build it again.");
}

/// <summary>A platform, or Optimizely's own snippet.</summary>
public sealed class TagwrightSection
{
    public required string Title { get; init; }

    /// <summary>JSON Schema of each field.</summary>
    public required Dictionary<string, TagwrightField> Fields { get; init; }

    /// <summary>What each field holds where the configuration says nothing.</summary>
    public required Dictionary<string, JsonElement> Values { get; init; }

    public required Dictionary<string, TagwrightProgram> Roles { get; init; }
}

/// <summary>A snippet of a platform.</summary>
public sealed class TagwrightProgram
{
    public required string File { get; init; }

    /// <summary>The names of the fields that it reads.</summary>
    public required string[] Fields { get; init; }

    /// <summary>Those without which it does nothing.</summary>
    public required string[] Required { get; init; }
}
