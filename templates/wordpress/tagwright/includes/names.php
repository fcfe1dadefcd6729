<?php
/**
 * What is stored under which name, and who may change it.
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

/** The option with what the settings page holds; its shape is in values.php. */
const TAGWRIGHT_SETTINGS = 'tagwright_settings';

/** The option with the token for Optimizely's REST API, as an array of one string. */
const TAGWRIGHT_TOKEN = 'tagwright_token';

/** What a post remembers of its experiment: `array( 'experiment' => id )`. */
const TAGWRIGHT_EXPERIMENT = '_tagwright_experiment';

/** Who may change the settings. */
const TAGWRIGHT_CAPABILITY = 'manage_options';

/** The settings page, and the group of its options. */
const TAGWRIGHT_PAGE = 'tagwright';

/**
 * Loads the translations in languages/; those from wordpress.org load by themselves.
 */
function tagwright_load_translations() {
	load_plugin_textdomain( 'tagwright', false, dirname( plugin_basename( TAGWRIGHT_FILE ) ) . '/languages' );
}
