<?php

declare(strict_types=1);

namespace Tagwright;

/**
 * What a package brings along (tagwright.json), and what a site makes of it.
 *
 * A site's settings are array{optimizely: array<string, mixed>, platforms: array<string, array{on: array<string, bool>,
 * values: array<string, mixed>}>}; what they leave out is as it was packaged. The name of this file's namespace is the
 * destination's.
 */
final class Package
{
    /** Beyond it a number of JavaScript is no longer the one that was written. */
    private const LARGEST = 9007199254740991;

    /** JSON in an attribute; with "<" in it, a browser would take no nonce of the element. */
    private const JSON = JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION
        | JSON_THROW_ON_ERROR;

    /** @param array<string, mixed> $data What tagwright.json says. */
    public function __construct(private readonly array $data)
    {
    }

    /** The package whose data lie in a file. */
    public static function read(string $path): self
    {
        $text = file_get_contents($path);
        if ($text === false) {
            throw new \RuntimeException("$path cannot be read: install the package again");
        }
        return new self(json_decode($text, true, 512, JSON_THROW_ON_ERROR));
    }

    /** @return array<string, mixed> The section of Optimizely's own snippet. */
    public function optimizely(): array
    {
        return $this->data['optimizely'];
    }

    /** @return array<string, array<string, mixed>> The platforms' sections by slug, in order of the form. */
    public function platforms(): array
    {
        return $this->data['platforms'];
    }

    /**
     * The settings with all that nobody saved.
     *
     * @param array<string, mixed> $stored
     * @return array{optimizely: array<string, mixed>, platforms: array<string, array<string, mixed>>}
     */
    public function settings(array $stored): array
    {
        $found = ['optimizely' => ($stored['optimizely'] ?? []) + $this->optimizely()['values'], 'platforms' => []];
        foreach ($this->platforms() as $slug => $section) {
            $own = $stored['platforms'][$slug] ?? [];
            $found['platforms'][$slug] = [
                'on' => ($own['on'] ?? []) + array_fill_keys(array_keys($section['roles']), true),
                'values' => ($own['values'] ?? []) + $section['values'],
            ];
        }
        return $found;
    }

    /**
     * Whether a role that is on cannot do without a field.
     *
     * @param array<string, mixed> $section
     * @param array<string, mixed> $on By role.
     */
    public static function isRequired(array $section, array $on, string $name): bool
    {
        foreach ($section['roles'] as $role => $program) {
            if (!empty($on[$role]) && in_array($name, $program['required'], true)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What is wrong with a form's value, to be read after the field's title; null when it fits.
     *
     * @param array<string, mixed> $field Its JSON Schema.
     */
    public static function misfit(array $field, mixed $value, bool $required): ?string
    {
        $value = is_string($value) ? self::unixLines($value) : $value;
        if ($value === '' || $value === null) {
            return $required ? 'is required' : null;
        }
        if (is_string($value) && (str_contains($value, "\0") || preg_match('//u', $value) !== 1)) {
            return 'holds bytes that are not text';
        }
        $typed = self::typed($field, $value);
        if ($typed === null) {
            return 'must be ' . ['integer' => 'a whole number', 'number' => 'a number', 'boolean' => 'on or off'][$field['type']];
        }
        if (isset($field['enum']) && !in_array($typed, $field['enum'], true)) {
            return 'must be one of: ' . implode(', ', array_map(self::text(...), $field['enum']));
        }
        if (isset($field['pattern']) && !self::matches($field['pattern'], self::text($typed))) {
            return "must match $field[pattern]" . (isset($field['examples']) ? ', as does ' . self::text($field['examples'][0]) : '');
        }
        if (isset($field['minimum']) && $typed < $field['minimum']) {
            return 'must be ' . self::text($field['minimum']) . ' or more';
        }
        if (isset($field['maximum']) && $typed > $field['maximum']) {
            return 'must be ' . self::text($field['maximum']) . ' or less';
        }
        return null;
    }

    /**
     * A form's text as the type of its field; null when it is none of that type.
     *
     * @param array<string, mixed> $field Its JSON Schema.
     */
    public static function typed(array $field, mixed $value): string|int|float|bool|null
    {
        if ($field['type'] === 'string') {
            return is_scalar($value) ? self::unixLines(self::text($value)) : null;
        }
        if ($field['type'] === 'boolean') {
            return filter_var($value, FILTER_VALIDATE_BOOLEAN, FILTER_NULL_ON_FAILURE);
        }
        $text = is_scalar($value) && !is_bool($value) ? trim((string) $value) : '';
        if (!preg_match('/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/D', $text) || abs((float) $text) > self::LARGEST) {
            return null;
        }
        $number = (float) $text;
        if ($number === floor($number)) {
            return (int) $number;
        }
        return $field['type'] === 'integer' ? null : $number;
    }

    /**
     * What is stored of a value that fits; null for what nobody gave, so that the default stands.
     *
     * @param array<string, mixed> $field Its JSON Schema.
     */
    public static function stored(array $field, mixed $value): string|int|float|bool|null
    {
        $isBlank = $value === '' || $value === null;
        $mayBeBlank = $field['type'] === 'string' && !isset($field['enum'])
            && (!isset($field['pattern']) || self::matches($field['pattern'], ''));
        if ($isBlank) {
            return $mayBeBlank ? '' : ($field['default'] ?? null);
        }
        return self::typed($field, $value);
    }

    /**
     * The address of Optimizely's snippet; empty while the settings do not say it.
     *
     * @param array<string, mixed> $values The settings `optimizely`.
     */
    public function address(array $values): string
    {
        if (($values['src'] ?? '') !== '') {
            return (string) $values['src'];
        }
        $address = $this->data['addresses'][$values['client'] ?? ''] ?? '';
        foreach (['project_id', 'account_id'] as $name) {
            if (str_contains($address, "{{$name}}") && ($values[$name] ?? '') === '') {
                return '';
            }
            $address = str_replace("{{$name}}", (string) ($values[$name] ?? ''), $address);
        }
        return $address;
    }

    /**
     * The snippets that run, in order: of each its platform's slug, its file, and the JSON of `data-settings`.
     *
     * @param array<string, mixed> $stored The site's settings.
     * @return list<array{slug: string, file: string, settings: string}>
     */
    public function snippets(array $stored): array
    {
        $found = [];
        $settings = $this->settings($stored)['platforms'];
        foreach ($this->platforms() as $slug => $section) {
            $values = $settings[$slug]['values'];
            foreach ($section['roles'] as $role => $program) {
                $own = array_filter(
                    array_intersect_key($values, array_flip($program['fields'])),
                    static fn (mixed $value): bool => $value !== null,
                );
                $missing = array_filter(
                    $program['required'],
                    static fn (string $name): bool => ($own[$name] ?? '') === '',
                );
                if ($settings[$slug]['on'][$role] && $missing === []) {
                    $found[] = ['slug' => $slug, 'file' => $program['file'], 'settings' => self::json($own)];
                }
            }
        }
        return $found;
    }

    /** @param array<string, mixed> $values */
    private static function json(array $values): string
    {
        ksort($values);
        return json_encode((object) $values, self::JSON);
    }

    private static function matches(string $pattern, string $text): bool
    {
        // D: to PCRE alone, "$" is also before a line break that ends the text.
        return preg_match('#' . str_replace('#', '\\#', $pattern) . '#uD', $text) === 1;
    }

    /** A browser ends a form's lines with CR and LF, whatever they ended with before. */
    private static function unixLines(string $text): string
    {
        return str_replace("\r\n", "\n", $text);
    }

    private static function text(mixed $value): string
    {
        return is_bool($value) ? ($value ? 'true' : 'false') : (string) $value;
    }
}
