<?php

namespace Drupal\tagwright\Hook;

use Drupal\Core\Extension\ModuleHandlerInterface;
use Drupal\Core\Hook\Attribute\Hook;
use Drupal\Core\Routing\AdminContext;
use Drupal\Core\Routing\RouteMatchInterface;
use Drupal\tagwright\Head;

/**
 * What the module does when Drupal asks.
 */
class TagwrightHooks {

  public function __construct(
    protected readonly Head $head,
    protected readonly AdminContext $adminContext,
    protected readonly RouteMatchInterface $route,
    protected readonly ModuleHandlerInterface $modules,
  ) {}

  /**
   * Implements hook_page_attachments().
   */
  #[Hook('page_attachments')]
  public function pageAttachments(array &$attachments): void {
    $attachments['#cache']['contexts'][] = 'route';
    $attachments['#cache']['tags'][] = 'config:' . Head::CONFIG;
    // The preview of a node has the site's theme, but its visitor is an editor.
    $route = $this->route;
    $enabled = !$this->adminContext->isAdminRoute() && $route->getRouteName() !== 'entity.node.preview';
    $this->modules->alter('tagwright_enabled', $enabled, $route);
    if ($enabled) {
      foreach ($this->head->elements() as $name => $element) {
        $attachments['#attached']['html_head'][] = [$element, $name];
      }
    }
  }

}
