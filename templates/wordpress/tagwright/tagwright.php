<?php
/**
 * Plugin Name:       Tagwright
 * Description:       Puts Optimizely's snippet first in the head, connects it to other platforms, and tests headlines from the editor.
 * Version:           0.0.0
 * Requires at least: 6.2
 * Requires PHP:      7.4
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       tagwright
 * Domain Path:       /languages
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

define( 'TAGWRIGHT_VERSION', '0.0.0' );
define( 'TAGWRIGHT_FOLDER', __DIR__ );
define( 'TAGWRIGHT_FILE', __FILE__ );

require_once __DIR__ . '/includes/names.php';
require_once __DIR__ . '/includes/sections.php';
require_once __DIR__ . '/includes/values.php';
require_once __DIR__ . '/includes/head.php';
require_once __DIR__ . '/includes/token.php';
require_once __DIR__ . '/includes/optimizely.php';
require_once __DIR__ . '/includes/headline.php';
require_once __DIR__ . '/includes/routes.php';
require_once __DIR__ . '/includes/box.php';
require_once __DIR__ . '/includes/page.php';

add_action( 'init', 'tagwright_load_translations' );
add_action( 'wp_head', 'tagwright_print_optimizely', -1000 );
add_action( 'wp_head', 'tagwright_print_platforms', -999 );
add_action( 'rest_api_init', 'tagwright_register_routes' );
add_action( 'add_meta_boxes', 'tagwright_add_box' );
add_action( 'admin_enqueue_scripts', 'tagwright_enqueue_box' );
add_action( 'admin_init', 'tagwright_register_settings' );
add_action( 'admin_init', 'tagwright_suggest_privacy_text' );
add_action( 'admin_menu', 'tagwright_add_page' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), 'tagwright_link_to_page' );
