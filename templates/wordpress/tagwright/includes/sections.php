<?php
/**
 * What there is to set: the schemas and facts in this package, made into sections of one form.
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

/**
 * A JSON file of this package.
 *
 * @param string $path Relative to the package's folder.
 * @return array What it says.
 */
function tagwright_json( $path ) {
	static $read = array();
	if ( ! isset( $read[ $path ] ) ) {
		$found         = wp_json_file_decode( TAGWRIGHT_FOLDER . '/' . $path, array( 'associative' => true ) );
		$read[ $path ] = is_array( $found ) ? $found : array();
	}
	return $read[ $path ];
}

/**
 * The sections of the settings, in the order of the page.
 *
 * A platform is one section, however many of its snippets are here: what they have in common is asked once.
 *
 * @return array By id. Each has `title`; `about`, a sentence or an address; `fields`, the properties of its schemas by
 *               name; `values`, what they are until somebody saves; `long`, the fields that hold several lines; `roles`
 *               by name, each with `title`, `schema` and, of a platform, the file of its `script`. A section without
 *               roles is always on.
 */
function tagwright_sections() {
	static $sections = null;
	if ( null !== $sections ) {
		return $sections;
	}
	$package  = tagwright_json( 'tagwright.json' );
	$sections = array();
	foreach ( $package['sections'] as $id => $section ) {
		$section['fields'] = array();
		foreach ( $section['schemas'] as $role => $path ) {
			$schema             = tagwright_json( $path );
			$section['fields'] += $schema['properties'];
			if ( isset( $section['roles'][ $role ] ) ) {
				$section['roles'][ $role ]['schema'] = $schema;
			}
		}
		$sections[ $id ] = $section;
	}
	return $sections;
}

/**
 * A text of the package in the site's language. Its strings are in languages/tagwright.pot, as those of the code are.
 *
 * @param string $text In English.
 * @return string
 */
function tagwright_translated( $text ) {
	// phpcs:ignore WordPress.WP.I18n, WordPress.WP.I18n.LowLevelTranslationFunction -- the text comes from a schema of this package.
	return translate( $text, 'tagwright' );
}
