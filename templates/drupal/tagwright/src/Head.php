<?php

namespace Drupal\tagwright;

use Drupal\Core\Config\ConfigFactoryInterface;
use Drupal\Core\Extension\ModuleExtensionList;
use Drupal\Core\File\FileUrlGeneratorInterface;

/**
 * What stands in the head: Optimizely's snippet first, the platforms after it.
 */
class Head {

  /**
   * The name of the module's configuration.
   */
  public const CONFIG = 'tagwright.settings';

  /**
   * Directly after <meta charset>, which core puts at -1000 because it has to be first.
   */
  private const FIRST = -999;

  public function __construct(
    protected readonly ConfigFactoryInterface $configs,
    protected readonly ModuleExtensionList $modules,
    protected readonly FileUrlGeneratorInterface $urls,
  ) {}

  /**
   * The package this module holds.
   */
  public function package(): Package {
    return Package::read($this->folder() . '/tagwright.json');
  }

  /**
   * The script elements of a page, for #attached html_head.
   *
   * @return array<string, array<string, mixed>>
   *   Render arrays by name, in order. Drupal escapes the attributes.
   */
  public function elements(): array {
    $package = $this->package();
    $stored = $this->configs->get(self::CONFIG)->get();
    $elements = [];
    $address = $package->address($package->settings($stored)['optimizely']);
    if ($address !== '') {
      // No integrity: what Optimizely serves changes at each publish.
      $elements['tagwright_optimizely'] = $this->element(['src' => $address], self::FIRST);
    }
    foreach ($package->snippets($stored) as $number => $snippet) {
      $elements["tagwright_$number"] = $this->element([
        'src' => $this->urls->generateString($this->folder() . '/js/' . $snippet['file']),
        'data-tagwright' => $snippet['slug'],
        'data-settings' => $snippet['settings'],
      ], self::FIRST + 1);
    }
    return $elements;
  }

  /**
   * A script element.
   */
  private function element(array $attributes, int $weight): array {
    return ['#type' => 'html_tag', '#tag' => 'script', '#attributes' => $attributes, '#weight' => $weight];
  }

  /**
   * The module's folder, relative to the site's.
   */
  private function folder(): string {
    return $this->modules->getPath('tagwright');
  }

}
