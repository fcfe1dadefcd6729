<?php
/**
 * The stored settings, checked by WordPress' own reading of JSON Schema.
 *
 * Their shape is that of the form: `array( section => array( 'on' => array( role => bool ), 'values' => array( name =>
 * value ) ) )`. What is not stored has the value it was packaged with.
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

/** Beyond it a number of JavaScript is no longer the one that was written. */
const TAGWRIGHT_LARGEST = 9007199254740991;

/**
 * All settings, those that nobody saved included.
 *
 * @return array As the form has them.
 */
function tagwright_settings() {
	$stored   = get_option( TAGWRIGHT_SETTINGS );
	$settings = array();
	foreach ( tagwright_sections() as $id => $section ) {
		$own             = isset( $stored[ $id ] ) && is_array( $stored[ $id ] ) ? $stored[ $id ] : array();
		$settings[ $id ] = array(
			'on'     => array(),
			'values' => array(),
		);
		foreach ( $section['roles'] as $role => $known ) {
			$settings[ $id ]['on'][ $role ] = isset( $own['on'][ $role ] ) ? (bool) $own['on'][ $role ] : $known['on'];
		}
		foreach ( $section['fields'] as $name => $schema ) {
			$value = isset( $own['values'][ $name ] ) ? $own['values'][ $name ] : null;
			if ( null === $value ) {
				$value = tagwright_initial( $section, $name );
			}
			if ( null !== $value ) {
				$settings[ $id ]['values'][ $name ] = $value;
			}
		}
	}
	return $settings;
}

/**
 * What a field holds until somebody saves.
 *
 * @param array  $section One of the sections.
 * @param string $name    The field's.
 * @return mixed Null for a required one that was not given when this was packaged.
 */
function tagwright_initial( $section, $name ) {
	if ( isset( $section['values'][ $name ] ) ) {
		return $section['values'][ $name ];
	}
	return isset( $section['fields'][ $name ]['default'] ) ? $section['fields'][ $name ]['default'] : null;
}

/**
 * What a role needs and has not got.
 *
 * @param array $known  The role, with its schema.
 * @param array $values Its section's, by name.
 * @return string[] Titles of fields.
 */
function tagwright_missing( $known, $values ) {
	$missing = array();
	foreach ( $known['schema']['required'] as $name ) {
		if ( ! isset( $values[ $name ] ) || '' === $values[ $name ] ) {
			$missing[] = tagwright_translated( $known['schema']['properties'][ $name ]['title'] );
		}
	}
	return $missing;
}

/**
 * Checks what the form sends, before it is stored: a field that does not fit keeps its old value, and WordPress shows why.
 *
 * It is asked again with what it returned (WordPress does so when an option is new), and then changes nothing.
 *
 * @param mixed $given As the form has it; what it leaves out stays as it is.
 * @return array To be stored.
 */
function tagwright_checked( $given ) {
	$given    = is_array( $given ) ? $given : array();
	$settings = tagwright_settings();
	foreach ( tagwright_sections() as $id => $section ) {
		$own = isset( $given[ $id ] ) && is_array( $given[ $id ] ) ? $given[ $id ] : array();
		foreach ( array_keys( $section['roles'] ) as $role ) {
			if ( isset( $own['on'][ $role ] ) ) {
				$settings[ $id ]['on'][ $role ] = rest_sanitize_boolean( $own['on'][ $role ] );
			}
		}
		foreach ( $section['fields'] as $name => $schema ) {
			if ( ! isset( $own['values'][ $name ] ) ) {
				continue;
			}
			// What was there stays there; what never was is said beside the switch.
			$old   = isset( $settings[ $id ]['values'][ $name ] ) ? $settings[ $id ]['values'][ $name ] : '';
			$keeps = '' !== $old && tagwright_is_required( $section, $settings[ $id ]['on'], $name );
			$value = tagwright_fitting( $own['values'][ $name ], $schema, $keeps );
			if ( is_wp_error( $value ) ) {
				tagwright_complain( $id, $name, $section['title'], $value );
			} else {
				$settings[ $id ]['values'][ $name ] = $value;
			}
		}
		tagwright_check_consent( $id, $section, $settings[ $id ] );
	}
	return $settings;
}

/**
 * Whether a role that is on cannot do without a field.
 *
 * @param array  $section One of the sections.
 * @param bool[] $on      By role.
 * @param string $name    The field's.
 * @return bool
 */
function tagwright_is_required( $section, $on, $name ) {
	foreach ( $section['roles'] as $role => $known ) {
		if ( $on[ $role ] && in_array( $name, $known['schema']['required'], true ) ) {
			return true;
		}
	}
	return false;
}

/**
 * A value as its schema wants it.
 *
 * @param mixed $value    From a form: a string most of the time.
 * @param array $schema   The field's.
 * @param bool  $required Whether it may not be emptied.
 * @return mixed|WP_Error
 */
function tagwright_fitting( $value, $schema, $required ) {
	$title = tagwright_translated( $schema['title'] );
	if ( is_string( $value ) ) {
		$wrong = tagwright_unreadable( $value, $title );
		if ( $wrong ) {
			return $wrong;
		}
		// A browser ends lines with CR and LF, whatever they ended with before.
		$value = str_replace( "\r\n", "\n", $value );
	}
	if ( '' === $value ) {
		$blank = tagwright_blank( $schema, $required, $title );
		if ( null !== $blank ) {
			return $blank;
		}
	}
	$valid = rest_validate_value_from_schema( $value, $schema, $title );
	if ( is_wp_error( $valid ) ) {
		return $valid;
	}
	// To PCRE, "$" is also before a line break that ends the text, unless D is said; to browsers it is not.
	if ( isset( $schema['pattern'] ) && ! preg_match( '#' . str_replace( '#', '\\#', $schema['pattern'] ) . '#uD', $value ) ) {
		/* translators: %s: name of a field. */
		return new WP_Error( 'tagwright_line', sprintf( __( '%s ends with a line break.', 'tagwright' ), $title ) );
	}
	$value = rest_sanitize_value_from_schema( $value, $schema, $title );
	if ( ( is_int( $value ) || is_float( $value ) ) && ! ( abs( $value ) <= TAGWRIGHT_LARGEST ) ) {
		/* translators: %s: name of a field. */
		return new WP_Error( 'tagwright_number', sprintf( __( '%s is larger than the numbers that browsers can tell apart.', 'tagwright' ), $title ) );
	}
	return $value;
}

/**
 * What an empty field stands for.
 *
 * @param array  $schema   The field's.
 * @param bool   $required Whether it may not be emptied.
 * @param string $title    The field's name for people.
 * @return mixed|WP_Error|null Null when the schema shall say what it thinks of an empty text.
 */
function tagwright_blank( $schema, $required, $title ) {
	if ( $required ) {
		/* translators: %s: name of a field. */
		return new WP_Error( 'tagwright_required', sprintf( __( '%s is required.', 'tagwright' ), $title ) );
	}
	if ( ! isset( $schema['default'] ) ) {
		return '';
	}
	// The snippet, too, reads what may not be blank and is as if it were not there.
	return is_wp_error( rest_validate_value_from_schema( '', $schema, $title ) ) ? $schema['default'] : null;
}

/**
 * Why a text would not be read back as it was written.
 *
 * @param string $text  Any.
 * @param string $title The field's name for people.
 * @return WP_Error|null
 */
function tagwright_unreadable( $text, $title ) {
	global $wpdb;
	if ( wp_check_invalid_utf8( $text ) !== $text || false !== strpos( $text, "\0" ) ) {
		/* translators: %s: name of a field. */
		return new WP_Error( 'tagwright_utf8', sprintf( __( '%s holds bytes that are not text.', 'tagwright' ), $title ) );
	}
	// A database that knows three bytes of UTF-8 would store nothing of an emoji, and not say so.
	if ( $wpdb->strip_invalid_text_for_column( $wpdb->options, 'option_value', $text ) !== $text ) {
		/* translators: %s: name of a field. */
		return new WP_Error( 'tagwright_database', sprintf( __( '%s holds characters, or more of them, than the database of this site can store.', 'tagwright' ), $title ) );
	}
	return null;
}

/**
 * Complains when consent is to be asked of a function that is not named; no single field shows that.
 *
 * @param string $id      The section's.
 * @param array  $section One of the sections.
 * @param array  $own     Its settings.
 */
function tagwright_check_consent( $id, $section, $own ) {
	$values = $own['values'];
	if ( isset( $values['consent'], $values['consent_function'] ) && 'function' === $values['consent'] && '' === $values['consent_function'] ) {
		$what = __( 'The page\'s function to ask for consent is not named: nothing is reported until it is.', 'tagwright' );
		tagwright_complain( $id, 'consent_function', $section['title'], new WP_Error( 'tagwright_consent', $what ) );
	}
}

/**
 * Has the settings page show what is wrong; elsewhere there is nobody to show it to.
 *
 * @param string   $id    The section's.
 * @param string   $name  The field's.
 * @param string   $title The section's name for people.
 * @param WP_Error $error What is wrong.
 */
function tagwright_complain( $id, $name, $title, $error ) {
	if ( function_exists( 'add_settings_error' ) ) {
		// Messages may hold a pattern, and WordPress prints them as HTML.
		$what = esc_html( tagwright_translated( $title ) . ': ' . $error->get_error_message() );
		add_settings_error( TAGWRIGHT_SETTINGS, "$id-$name", $what );
	}
}
