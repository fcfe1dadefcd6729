using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Tagwright;

/// <summary>What a site calls when it starts.</summary>
public static class TagwrightServices
{
    public static IServiceCollection AddTagwright(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TagwrightPackage.Read());
        services.AddSingleton<IValidateOptions<TagwrightOptions>, TagwrightOptionsValidator>();
        services.AddOptions<TagwrightOptions>().Bind(configuration.GetSection(TagwrightOptions.Section)).ValidateOnStart();
        services.AddTransient<TagwrightHead>();
        return services;
    }
}
