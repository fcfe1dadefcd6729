<?php
/**
 * A platform's settings as a form, and the tag that pages get from what was posted; as form.py.
 *
 * php examples/cms/form.php mixpanel                       prints the form
 * php examples/cms/form.php mixpanel event=Seen ids=true   prints the tag, or what is wrong
 */
declare(strict_types=1);

$dist = __DIR__ . '/../../dist/'; // which the site serves under /tagwright/
$slug = $argv[1];
$entry = json_decode(file_get_contents($dist . 'manifest.json'), true)['platforms'][$slug];
$role = $entry['roles'][0];
// A snippet of another role has the role's name.
$files = $entry['targets'][$role === 'analytics' ? 'reader' : $role]['files'];
$file = array_values(array_filter($files, fn (array $file): bool => $file['embed']))[0];
$schema = json_decode(file_get_contents($dist . $entry['settings_schema']), true);
$own = $schema['roles'][$role] ?? ['properties' => array_keys($schema['properties']), 'required' => $schema['required']];
$fields = array_intersect_key($schema['properties'], array_flip($own['properties']));
$escape = fn (mixed $one): string => htmlspecialchars(is_string($one) ? $one : json_encode($one), ENT_QUOTES);

if ($argc === 2) {
    foreach ($fields as $name => $field) {
        $value = $field['default'] ?? '';
        $required = in_array($name, $own['required'], true) ? ' required' : '';
        $options = array_map(fn ($one) => '<option' . ($one === $value ? ' selected' : '') . ">{$escape($one)}</option>", $field['enum'] ?? []);
        // A browser posts nothing for a box that is not checked.
        $box = $options ? "<select name=\"$name\">" . implode('', $options) . '</select>' : match ($field['type']) {
            'boolean' => "<input type=\"hidden\" name=\"$name\" value=\"false\"><input type=\"checkbox\" name=\"$name\" value=\"true\"" . ($value ? ' checked' : '') . '>',
            default => "<textarea name=\"$name\" rows=\"1\"$required>{$escape($value)}</textarea>",
        };
        echo "<p><label>{$escape($field['title'])} $box</label> {$escape($field['description'])}</p>\n";
    }
    exit;
}

$pairs = array_map(fn (string $pair): array => explode('=', $pair, 2), array_slice($argv, 2));
$posted = array_column($pairs, 1, 0);
$values = $problems = [];
// What is left blank has its default.
foreach (array_filter($posted, fn (string $text): bool => $text !== '') as $name => $text) {
    $field = $fields[$name] ?? ['type' => ''];
    $number = is_numeric($text) ? $text + 0 : null;
    $read = ['string' => $text, 'integer' => is_int($number) ? $number : null, 'number' => $number, 'boolean' => $text === 'true'];
    $value = $values[$name] = $read[$field['type']] ?? null;
    $isFit = $value !== null && in_array($value, $field['enum'] ?? [$value], true)
        && $value >= ($field['minimum'] ?? $value) && $value <= ($field['maximum'] ?? $value)
        && (!isset($field['pattern']) || preg_match('#' . str_replace('#', '\\#', $field['pattern']) . '#uD', $text));
    $problems = $isFit ? $problems : [...$problems, "$name is no setting, or cannot be " . json_encode($text)];
}
$missing = array_map(fn ($name) => "$name is required", array_diff($own['required'], array_keys($values)));
if ($problems = [...$problems, ...$missing]) {
    exit(fwrite(STDERR, implode("\n", $problems) . "\n") ? 1 : 2);
}
ksort($values);
$told = json_encode((object) $values, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES); // with "<" a browser takes no nonce of the element
echo "<script src=\"/tagwright/$file[path]\" integrity=\"$file[integrity]\" data-tagwright=\"$slug\" data-settings=\"{$escape($told)}\"></script>\n";
