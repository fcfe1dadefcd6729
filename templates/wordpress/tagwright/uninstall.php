<?php
/**
 * Leaves nothing behind, on any site of a network.
 *
 * @package tagwright
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/names.php';

/**
 * Deletes what the plugin stored on the current site.
 */
function tagwright_uninstall() {
	delete_option( TAGWRIGHT_SETTINGS );
	delete_option( TAGWRIGHT_TOKEN );
	delete_post_meta_by_key( TAGWRIGHT_EXPERIMENT );
}

if ( is_multisite() ) {
	$tagwright_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $tagwright_sites as $tagwright_site ) {
		switch_to_blog( $tagwright_site );
		tagwright_uninstall();
		restore_current_blog();
	}
} else {
	tagwright_uninstall();
}
