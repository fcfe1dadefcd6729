using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tagwright;

/// <summary>The JSON Schema of one field: what a value may be.</summary>
public sealed class TagwrightField
{
    /// <summary>Beyond it a number of JavaScript is no longer the one that was written.</summary>
    private const double Largest = 9007199254740991;

    public required string Type { get; init; }

    public string? Pattern { get; init; }

    public JsonElement[]? Enum { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    /// <summary>What is wrong with a text of the configuration; null when it fits.</summary>
    public string? Misfit(string text)
    {
        if (Typed(text) is not { } value)
        {
            return $"must be of type {Type}";
        }
        if (Enum is { } choices && !choices.Any(choice => choice.ToString() == Told(value)))
        {
            return $"must be one of: {string.Join(", ", choices)}";
        }
        if (Pattern is { } pattern && !Matches(pattern, Told(value)))
        {
            return $"must match {pattern}";
        }
        if (value is double number && (number < Minimum || number > Maximum))
        {
            return number < Minimum ? $"must be {Minimum} or more" : $"must be {Maximum} or less";
        }
        return null;
    }

    /// <summary>A text of the configuration as string, bool or double; null when it is none of the field's type.</summary>
    public object? Typed(string text)
    {
        switch (Type)
        {
            case "string":
                return text;
            case "boolean":
                // The configuration turns JSON's true into "True".
                return bool.TryParse(text, out var isOn) ? isOn : null;
            default:
                var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
                var isWhole = isNumber && Math.Floor(number) == number;
                return isNumber && Math.Abs(number) <= Largest && (isWhole || Type == "number") ? number : null;
        }
    }

    private static string Told(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Whether a text matches as it does in a browser: there, "$" is not before a line break that ends the text.</summary>
    /// <remarks>With one more line break at its end, .NET's "$" is before that one, and before no other.</remarks>
    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, pattern, RegexOptions.ECMAScript) && Regex.IsMatch(text + "\n", pattern, RegexOptions.ECMAScript);
}
