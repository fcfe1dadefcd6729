<?php

declare(strict_types=1);

namespace Tagwright\Tagwright\Model;

use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Framework\View\Helper\SecureHtmlRenderer;
use Magento\Store\Model\ScopeInterface;

/**
 * The script elements of a page: Optimizely's snippet, then the platforms.
 */
class Head
{
    public function __construct(
        private readonly ScopeConfigInterface $config,
        private readonly Shipped $shipped,
        private readonly SecureHtmlRenderer $renderer,
    ) {
    }

    /** The elements, escaped and with what the page's Content Security Policy asks of them. */
    public function html(): string
    {
        $package = $this->shipped->package();
        $stored = $this->stored();
        $lines = [];
        $address = $package->address($package->settings($stored)['optimizely']);
        if ($address !== '') {
            // No integrity: what Optimizely serves changes at each publish.
            $lines[] = $this->renderer->renderTag('script', ['src' => $address], null, false);
        }
        foreach ($package->snippets($stored) as $snippet) {
            $attributes = ['data-tagwright' => $snippet['slug'], 'data-settings' => $snippet['settings']];
            $lines[] = $this->renderer->renderTag('script', $attributes, $this->shipped->script($snippet['file']), false);
        }
        return $lines === [] ? '' : implode("\n", $lines) . "\n";
    }

    /**
     * What the configuration holds for this store, in the package's own terms.
     *
     * @return array{optimizely: array<string, mixed>, platforms: array<string, array<string, mixed>>}
     */
    private function stored(): array
    {
        $groups = $this->config->getValue('tagwright', ScopeInterface::SCOPE_STORE) ?? [];
        $package = $this->shipped->package();
        $found = ['optimizely' => $this->typed($package->optimizely(), $groups['optimizely'] ?? []), 'platforms' => []];
        foreach ($package->platforms() as $slug => $section) {
            $group = $groups[$this->shipped->group($slug)] ?? [];
            $on = [];
            foreach (array_keys($section['roles']) as $role) {
                if (isset($group[Shipped::ON . $role])) {
                    $on[$role] = (bool) $group[Shipped::ON . $role];
                }
            }
            $found['platforms'][$slug] = ['on' => $on, 'values' => $this->typed($section, $group)];
        }
        return $found;
    }

    /**
     * A group's values, which Magento keeps as texts.
     *
     * @param array<string, mixed> $section
     * @param array<string, mixed> $group
     * @return array<string, mixed>
     */
    private function typed(array $section, array $group): array
    {
        $values = [];
        foreach ($section['fields'] as $name => $field) {
            if (array_key_exists($name, $group)) {
                $values[$name] = Package::stored($field, $group[$name]);
            }
        }
        return $values;
    }
}
