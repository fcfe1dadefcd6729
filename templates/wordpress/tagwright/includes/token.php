<?php
/**
 * The token for Optimizely's REST API: it comes in and is never shown again.
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

/**
 * The token, from wp-config.php (`TAGWRIGHT_OPTIMIZELY_TOKEN`) or else from the settings page.
 *
 * @return string Empty when there is none.
 */
function tagwright_token() {
	if ( defined( 'TAGWRIGHT_OPTIMIZELY_TOKEN' ) ) {
		return (string) TAGWRIGHT_OPTIMIZELY_TOKEN;
	}
	return tagwright_stored_token();
}

/**
 * Sees to it that the option exists before it is written, as one that is not loaded with every page.
 */
function tagwright_prepare_token() {
	if ( false === get_option( TAGWRIGHT_TOKEN ) ) {
		add_option( TAGWRIGHT_TOKEN, array( 'token' => '' ), '', 'no' );
	}
}

/**
 * Checks what the form sends.
 *
 * It is stored as an array because WordPress' list of all options, options.php, shows texts and leaves arrays out.
 *
 * @param mixed $given `token` and `forget` from the form, or what is stored already.
 * @return array To be stored.
 */
function tagwright_checked_token( $given ) {
	$old = array( 'token' => tagwright_stored_token() );
	if ( ! is_array( $given ) ) {
		return $old;
	}
	if ( ! empty( $given['forget'] ) ) {
		return array( 'token' => '' );
	}
	$token = isset( $given['token'] ) && is_string( $given['token'] ) ? trim( $given['token'] ) : '';
	if ( '' === $token ) {
		return $old;
	}
	// What a header may hold; the token goes into one.
	if ( ! preg_match( '/^[\x21-\x7e]{1,500}$/D', $token ) ) {
		if ( function_exists( 'add_settings_error' ) ) {
			add_settings_error( TAGWRIGHT_TOKEN, 'token', esc_html__( 'The token holds characters that no token has: copy it again.', 'tagwright' ) );
		}
		return $old;
	}
	return array( 'token' => $token );
}

/**
 * The token of the settings page, whatever wp-config.php says.
 *
 * @return string
 */
function tagwright_stored_token() {
	$stored = get_option( TAGWRIGHT_TOKEN );
	return is_array( $stored ) && isset( $stored['token'] ) ? (string) $stored['token'] : '';
}
