using Microsoft.Extensions.Options;

namespace Tagwright;

/// <summary>Checks the configuration by the schemas of the package, when the site starts and when it changes.</summary>
public sealed class TagwrightOptionsValidator : IValidateOptions<TagwrightOptions>
{
    private readonly TagwrightPackage _package;

    public TagwrightOptionsValidator(TagwrightPackage package) => _package = package;

    public ValidateOptionsResult Validate(string? name, TagwrightOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(TagwrightOptions options)
    {
        foreach (var problem in Misfits(_package.Optimizely, options.Optimizely))
        {
            yield return $"{TagwrightOptions.Section}:Optimizely:{problem}";
        }
        foreach (var (slug, own) in options.Platforms)
        {
            if (!_package.Platforms.TryGetValue(slug, out var section))
            {
                yield return $"{TagwrightOptions.Section}:Platforms:{slug} is not in the package: "
                    + $"it has {string.Join(", ", _package.Platforms.Keys)}";
                continue;
            }
            foreach (var role in own.On.Keys.Except(section.Roles.Keys))
            {
                yield return $"{TagwrightOptions.Section}:Platforms:{slug}:On:{role} is no role of it: "
                    + $"it has {string.Join(", ", section.Roles.Keys)}";
            }
            foreach (var problem in Misfits(section, own.Values))
            {
                yield return $"{TagwrightOptions.Section}:Platforms:{slug}:Values:{problem}";
            }
        }
    }

    private static IEnumerable<string> Misfits(TagwrightSection section, IReadOnlyDictionary<string, string?> values)
    {
        foreach (var (name, text) in values)
        {
            if (!section.Fields.TryGetValue(name, out var field))
            {
                yield return $"{name} is no setting of {section.Title}";
            }
            else if (!string.IsNullOrEmpty(text) && field.Misfit(text) is { } problem)
            {
                yield return $"{name} {problem}";
            }
        }
    }
}
