<?php

/**
 * @file
 * Hooks of the module tagwright.
 */

use Drupal\Core\Routing\RouteMatchInterface;

/**
 * Decide whether a page gets Optimizely's snippet and the platforms.
 *
 * What you decide by has to be in the page's cache contexts.
 *
 * @param bool $enabled
 *   Whether it does; FALSE on administration pages and previews.
 * @param \Drupal\Core\Routing\RouteMatchInterface $route
 *   The page's.
 */
function hook_tagwright_enabled_alter(bool &$enabled, RouteMatchInterface $route): void {
  if ($route->getRouteName() === 'shop.terminal') {
    $enabled = FALSE;
  }
}
