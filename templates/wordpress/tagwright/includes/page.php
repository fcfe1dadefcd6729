<?php
/**
 * The settings page: a form made from the schemas, while it is shown.
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

/**
 * Registers the options with what checks them. WordPress checks nonce and capability before.
 */
function tagwright_register_settings() {
	tagwright_prepare_token();
	register_setting(
		TAGWRIGHT_PAGE,
		TAGWRIGHT_SETTINGS,
		array(
			'type'              => 'array',
			'show_in_rest'      => false,
			'sanitize_callback' => 'tagwright_checked',
		)
	);
	register_setting(
		TAGWRIGHT_PAGE,
		TAGWRIGHT_TOKEN,
		array(
			'type'              => 'array',
			'show_in_rest'      => false,
			'sanitize_callback' => 'tagwright_checked_token',
		)
	);
}

/**
 * Adds the page to the menu Settings.
 */
function tagwright_add_page() {
	add_options_page( 'Tagwright', 'Tagwright', TAGWRIGHT_CAPABILITY, TAGWRIGHT_PAGE, 'tagwright_print_page' );
}

/**
 * Adds a link to the page to the list of plugins.
 *
 * @param string[] $links Those of this plugin.
 * @return string[]
 */
function tagwright_link_to_page( $links ) {
	$address = admin_url( 'options-general.php?page=' . TAGWRIGHT_PAGE );
	array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( $address ), esc_html__( 'Settings', 'tagwright' ) ) );
	return $links;
}

/**
 * Suggests what a privacy policy could say.
 */
function tagwright_suggest_privacy_text() {
	$names = array();
	foreach ( tagwright_sections() as $section ) {
		if ( isset( $section['slug'] ) ) {
			$names[] = $section['title'];
		}
	}
	/* translators: %s: names of platforms. */
	$text = __( 'This site tests variations of its pages with Optimizely, which stores a random visitor id in the browser. Which variation a visitor saw may be reported to: %s.', 'tagwright' );
	wp_add_privacy_policy_content( 'Tagwright', wp_kses_post( wpautop( sprintf( $text, esc_html( implode( ', ', $names ) ) ) ) ) );
}

/**
 * Prints the page. WordPress has checked the capability.
 */
function tagwright_print_page() {
	echo '<div class="wrap"><h1>Tagwright</h1>';
	echo '<form action="options.php" method="post" autocomplete="off">';
	settings_fields( TAGWRIGHT_PAGE );
	$settings = tagwright_settings();
	foreach ( tagwright_sections() as $id => $section ) {
		tagwright_print_section( $id, $section, $settings[ $id ] );
	}
	tagwright_print_token_field();
	submit_button();
	echo '</form></div>';
}

/**
 * Prints one section.
 *
 * @param string $id      Its.
 * @param array  $section One of the sections.
 * @param array  $own     Its settings.
 */
function tagwright_print_section( $id, $section, $own ) {
	echo '<h2>' . esc_html( tagwright_translated( $section['title'] ) ) . '</h2>';
	if ( isset( $section['docs'] ) ) {
		printf( '<p><a href="%s">%s</a></p>', esc_url( $section['docs'] ), esc_html__( 'Documentation', 'tagwright' ) );
	}
	echo '<table class="form-table" role="presentation"><tbody>';
	foreach ( $section['roles'] as $role => $known ) {
		tagwright_print_switch( $id, $role, $known, $own );
	}
	foreach ( $section['fields'] as $name => $schema ) {
		tagwright_print_field( $id, $section, $name, isset( $own['values'][ $name ] ) ? $own['values'][ $name ] : '' );
	}
	echo '</tbody></table>';
}

/**
 * Prints what switches a role on, and why it does not run although it is.
 *
 * @param string $id    The section's.
 * @param string $role  Its name.
 * @param array  $known The role.
 * @param array  $own   The section's settings.
 */
function tagwright_print_switch( $id, $role, $known, $own ) {
	$name    = TAGWRIGHT_SETTINGS . "[$id][on][$role]";
	$missing = tagwright_missing( $known, $own['values'] );
	tagwright_begin_row( "$id-on-$role", $known['title'] );
	tagwright_print_checkbox( "$id-on-$role", $name, $own['on'][ $role ], __( 'On', 'tagwright' ) );
	if ( $own['on'][ $role ] && $missing ) {
		/* translators: %s: names of fields. */
		$what = sprintf( __( 'It does not run yet. Missing: %s.', 'tagwright' ), implode( ', ', $missing ) );
		echo '<p class="description"><strong>' . esc_html( $what ) . '</strong></p>';
	}
	echo '</td></tr>';
}

/**
 * Prints one field.
 *
 * @param string $id      The section's.
 * @param array  $section One of the sections.
 * @param string $name    The field's.
 * @param mixed  $value   What it holds.
 */
function tagwright_print_field( $id, $section, $name, $value ) {
	$schema = $section['fields'][ $name ];
	$html   = TAGWRIGHT_SETTINGS . "[$id][values][$name]";
	$label  = "$id-$name";
	tagwright_begin_row( $label, $schema['title'] );
	if ( 'boolean' === $schema['type'] ) {
		tagwright_print_checkbox( $label, $html, (bool) $value, __( 'Yes', 'tagwright' ) );
	} elseif ( isset( $schema['enum'] ) ) {
		tagwright_print_choice( $label, $html, $schema['enum'], $value );
	} elseif ( in_array( $name, $section['long'], true ) || ( is_string( $value ) && false !== strpos( $value, "\n" ) ) ) {
		// A browser drops one line break after the tag.
		printf( "<textarea id=\"%s\" name=\"%s\" rows=\"6\" class=\"large-text code\" aria-describedby=\"%s\">\n%s</textarea>", esc_attr( $label ), esc_attr( $html ), esc_attr( "$label-about" ), esc_textarea( $value ) );
	} else {
		tagwright_print_input( $label, $html, $schema, $value );
	}
	echo '<p class="description" id="' . esc_attr( "$label-about" ) . '">' . esc_html( tagwright_translated( $schema['description'] ) );
	if ( ! empty( $schema['examples'] ) ) {
		/* translators: %s: an example. */
		echo ' ' . esc_html( sprintf( __( 'Example: %s', 'tagwright' ), $schema['examples'][0] ) );
	}
	echo '</p></td></tr>';
}

/**
 * Prints the beginning of a row, up to its second cell.
 *
 * @param string $label The id of what is labelled.
 * @param string $title In English.
 */
function tagwright_begin_row( $label, $title ) {
	printf( '<tr><th scope="row"><label for="%s">%s</label></th><td>', esc_attr( $label ), esc_html( tagwright_translated( $title ) ) );
}

/**
 * Prints a checkbox, and what is sent when it is empty: browsers send nothing of it then.
 *
 * @param string $label Its id.
 * @param string $name  Its name.
 * @param bool   $value What it holds.
 * @param string $text  Beside it.
 */
function tagwright_print_checkbox( $label, $name, $value, $text ) {
	printf( '<input type="hidden" name="%s" value="0">', esc_attr( $name ) );
	printf( '<label><input type="checkbox" id="%s" name="%s" value="1"%s> %s</label>', esc_attr( $label ), esc_attr( $name ), checked( $value, true, false ), esc_html( $text ) );
}

/**
 * Prints a list of choices.
 *
 * @param string $label   Its id.
 * @param string $name    Its name.
 * @param array  $choices The values there are.
 * @param mixed  $value   What it holds.
 */
function tagwright_print_choice( $label, $name, $choices, $value ) {
	printf( '<select id="%s" name="%s" aria-describedby="%s">', esc_attr( $label ), esc_attr( $name ), esc_attr( "$label-about" ) );
	if ( ! in_array( $value, $choices, true ) ) {
		echo '<option value=""></option>';
	}
	foreach ( $choices as $choice ) {
		printf( '<option value="%1$s"%2$s>%3$s</option>', esc_textarea( (string) $choice ), selected( $choice === $value, true, false ), esc_html( (string) $choice ) );
	}
	echo '</select>';
}

/**
 * Prints a field for a text or a number; it says what the schema says, and the server is who checks.
 *
 * @param string $label  Its id.
 * @param string $name   Its name.
 * @param array  $schema Its.
 * @param mixed  $value  What it holds.
 */
function tagwright_print_input( $label, $name, $schema, $value ) {
	$number = 'string' !== $schema['type'];
	printf( '<input type="%s" id="%s" name="%s" class="%s" aria-describedby="%s"', $number ? 'number' : 'text', esc_attr( $label ), esc_attr( $name ), $number ? 'small-text' : 'regular-text code', esc_attr( "$label-about" ) );
	if ( $number ) {
		printf( ' step="%s"', 'integer' === $schema['type'] ? '1' : 'any' );
	}
	foreach ( array( 'minimum' => 'min', 'maximum' => 'max' ) as $key => $attribute ) { // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound -- two words.
		if ( isset( $schema[ $key ] ) ) {
			printf( ' %s="%s"', esc_attr( $attribute ), esc_attr( (string) $schema[ $key ] ) );
		}
	}
	// esc_attr() leaves what looks like an entity; this does not, and quotes are escaped as well.
	printf( ' value="%s">', esc_textarea( (string) $value ) );
}

/**
 * Prints the field for the token, always empty: what is stored stays on the server.
 */
function tagwright_print_token_field() {
	echo '<h2>' . esc_html__( 'Optimizely\'s API', 'tagwright' ) . '</h2><table class="form-table" role="presentation"><tbody>';
	tagwright_begin_row( 'tagwright-token', __( 'Token', 'tagwright' ) );
	if ( defined( 'TAGWRIGHT_OPTIMIZELY_TOKEN' ) ) {
		echo '<p>' . esc_html__( 'It is set in wp-config.php.', 'tagwright' ) . '</p></td></tr></tbody></table>';
		return;
	}
	printf( '<input type="password" id="tagwright-token" name="%s[token]" value="" class="regular-text" autocomplete="new-password">', esc_attr( TAGWRIGHT_TOKEN ) );
	$about = __( 'A personal access token, made in Optimizely under Profile, API Access. Editors make, start and pause headline experiments with it and never see it.', 'tagwright' );
	echo '<p class="description">' . esc_html( $about ) . '</p>';
	if ( '' !== tagwright_stored_token() ) {
		echo '<p>' . esc_html__( 'One is stored. Leave the field empty to keep it.', 'tagwright' ) . '</p>';
		printf( '<p><label><input type="checkbox" name="%s[forget]" value="1"> %s</label></p>', esc_attr( TAGWRIGHT_TOKEN ), esc_html__( 'Forget it', 'tagwright' ) );
	}
	echo '</td></tr></tbody></table>';
}
