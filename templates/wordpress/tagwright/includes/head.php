<?php
/**
 * What stands in the head: Optimizely's snippet first, the platforms after it.
 *
 * WordPress prints the script elements, so that filters of its attributes apply: with a site's `wp_script_attributes`
 * and `wp_inline_script_attributes` they carry its nonce, and a strict Content Security Policy lets them run.
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

/**
 * Attributes that keep optimisers from moving, delaying or joining a script, which would make experiments flicker and
 * decisions late: Cloudflare Rocket Loader, Autoptimize, LiteSpeed Cache, WP Rocket, WP Fastest Cache, NitroPack and
 * Jetpack Boost.
 */
const TAGWRIGHT_LEAVE_ALONE = array(
	'data-cfasync'       => 'false',
	'data-noptimize'     => '1',
	'data-no-optimize'   => '1',
	'data-no-defer'      => '1',
	'data-no-minify'     => '1',
	'data-nowprocket'    => '1',
	'nowprocket'         => '1',
	'data-wpfc-render'   => 'false',
	'nitro-exclude'      => '1',
	'data-jetpack-boost' => 'ignore',
);

/**
 * Query parameters with which page builders show the page they edit: Elementor, Divi, Beaver Builder, Bricks, Oxygen,
 * Breakdance, WPBakery, Visual Composer, Avada, Thrive, Brizy, SiteOrigin and Pagelayer.
 */
const TAGWRIGHT_BUILDERS = array(
	'elementor-preview',
	'et_fb',
	'fl_builder',
	'bricks',
	'ct_builder',
	'oxygen_iframe',
	'breakdance_iframe',
	'vc_editable',
	'vcv-editable',
	'fb-edit',
	'tve',
	'brizy-edit-iframe',
	'siteorigin_panels_live_editor',
	'pagelayer-iframe',
);

/**
 * Whether this page gets the scripts.
 *
 * @return bool
 */
function tagwright_is_enabled() {
	$settings = tagwright_settings();
	$enabled  = ! is_admin() && ! is_feed() && ! is_robots() && ! tagwright_is_amp()
		&& ( $settings['general']['values']['previews'] || ! tagwright_is_preview() );

	/**
	 * Filters whether the page that is being made gets Optimizely's snippet and the platforms.
	 *
	 * @param bool $enabled What the settings and the kind of page say.
	 */
	return (bool) apply_filters( 'tagwright_enabled', $enabled );
}

/**
 * Whether somebody who works on the site looks at a draft of it: their visits would count as visitors'.
 *
 * @return bool
 */
function tagwright_is_preview() {
	if ( is_preview() || is_customize_preview() ) {
		return true;
	}
	// Builders show themselves to editors alone; from anybody else the parameter means nothing.
	if ( ! current_user_can( 'edit_posts' ) ) {
		return false;
	}

	/**
	 * Filters the query parameters by which a page builder is known.
	 *
	 * @param string[] $parameters Their names.
	 */
	$parameters = apply_filters( 'tagwright_builders', TAGWRIGHT_BUILDERS );
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- nothing is done but less.
	return array() !== array_intersect( array_map( 'strval', array_keys( $_GET ) ), $parameters );
}

/**
 * Whether the page is AMP, where scripts of one's own may not be.
 *
 * @return bool
 */
function tagwright_is_amp() {
	return function_exists( 'amp_is_request' ) && amp_is_request();
}

/**
 * The address of Optimizely's snippet.
 *
 * @param array $values The settings of the section `install`.
 * @return string Empty while it cannot be known.
 */
function tagwright_source( $values ) {
	if ( '' !== $values['src'] ) {
		return $values['src'];
	}
	$package = tagwright_json( 'tagwright.json' );
	$address = $package['addresses'][ $values['client'] ];
	foreach ( array( 'project_id', 'account_id' ) as $name ) {
		$hole = '{' . $name . '}';
		if ( false !== strpos( $address, $hole ) && empty( $values[ $name ] ) ) {
			return '';
		}
		$address = str_replace( $hole, isset( $values[ $name ] ) ? $values[ $name ] : '', $address );
	}
	return $address;
}

/**
 * Prints Optimizely's snippet; hooked before everything else in the head.
 *
 * There is no `integrity`: what Optimizely serves changes at each publish.
 */
function tagwright_print_optimizely() {
	$settings = tagwright_settings();
	$values   = $settings['install']['values'];
	$address  = tagwright_source( $values );
	if ( ! $settings['install']['on']['install'] || '' === $address || ! tagwright_is_enabled() ) {
		return;
	}
	$attributes = array( 'src' => esc_url( $address ) ) + TAGWRIGHT_LEAVE_ALONE;
	if ( 'async' === $values['loading'] ) {
		$attributes['async'] = true;
		tagwright_print_before( $values, $address );
	}
	wp_print_script_tag( $attributes );
}

/**
 * Prints what a snippet that does not hold the page up wants before it: a hint, and the program that hides the page.
 *
 * @param array  $values  The settings of the section `install`.
 * @param string $address Of the snippet.
 */
function tagwright_print_before( $values, $address ) {
	if ( 0 === strpos( $address, 'https://' ) ) {
		printf( "<link rel=\"preconnect\" href=\"%s\">\n", esc_url( implode( '/', array_slice( explode( '/', $address ), 0, 3 ) ) ) );
	}
	if ( $values['hide'] ) {
		$given = array(
			'src'     => $address,
			'timeout' => $values['timeout'],
		);
		$file  = 'edge' === $values['client'] ? 'hide.edge.js' : 'hide.js';
		wp_print_inline_script_tag( tagwright_filled( $file, 'TAGWRIGHT_SETTINGS', $given ), TAGWRIGHT_LEAVE_ALONE );
	}
}

/**
 * Prints the platforms that are on and have what they need, each with its settings beside it.
 */
function tagwright_print_platforms() {
	if ( ! tagwright_is_enabled() ) {
		return;
	}
	$settings = tagwright_settings();
	foreach ( tagwright_sections() as $id => $section ) {
		foreach ( $section['roles'] as $role => $known ) {
			$values = $settings[ $id ]['values'];
			if ( isset( $known['script'] ) && $settings[ $id ]['on'][ $role ] && ! tagwright_missing( $known, $values ) ) {
				tagwright_print_script( $section['slug'], $known, $values );
			}
		}
	}
}

/**
 * Prints one script with the settings that it reads.
 *
 * @param string $slug   The platform's.
 * @param array  $known  The role, with its schema and the file of its script.
 * @param array  $values The section's settings.
 */
function tagwright_print_script( $slug, $known, $values ) {
	// phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- a file of this package.
	$code = file_get_contents( TAGWRIGHT_FOLDER . '/' . $known['script'] );
	if ( ! is_string( $code ) ) {
		return;
	}
	$own = array_intersect_key( $values, $known['schema']['properties'] );
	wp_print_inline_script_tag(
		trim( $code ),
		array(
			'data-tagwright' => $slug,
			'data-settings'  => tagwright_plain_json( $own ),
		) + TAGWRIGHT_LEAVE_ALONE
	);
}

/**
 * A program of this package with a value in its hole.
 *
 * @param string $file  In the folder `scripts`.
 * @param string $hole  The name that stands for the value.
 * @param array  $value What the program is given.
 * @return string
 */
function tagwright_filled( $file, $hole, $value ) {
	// phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- a file of this package.
	$code  = (string) file_get_contents( TAGWRIGHT_FOLDER . '/scripts/' . $file );
	$parts = explode( "($hole)", $code );
	return count( $parts ) === 2 ? $parts[0] . '(' . tagwright_plain_json( $value ) . ')' . $parts[1] : '';
}

/**
 * JSON in which nothing ends a script element or a string, opens a comment, or is an entity of HTML.
 *
 * `esc_attr()` takes an ampersand for the beginning of an entity when it looks like one, and leaves it; there is none here.
 *
 * @param array $value Texts, numbers and booleans by name.
 * @return string ASCII.
 */
function tagwright_plain_json( $value ) {
	ksort( $value );
	$text = wp_json_encode( (object) $value, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_UNESCAPED_SLASHES );
	// What template languages read.
	return preg_replace( '/(?<=\{)\{/', '\\u007b', str_replace( "\x7f", '\\u007f', (string) $text ) );
}
