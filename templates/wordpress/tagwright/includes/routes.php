<?php
/**
 * The editor box's way to the server: `/wp-json/tagwright/v1/posts/<id>/headline`.
 *
 * WordPress takes a request for its user's only with the nonce `wp_rest`; without it nobody is logged in, and nobody may
 * edit. The token for Optimizely's API stays here.
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

/** The other headlines of one experiment, at most. */
const TAGWRIGHT_MOST_VARIATIONS = 9;

/**
 * Registers the routes.
 */
function tagwright_register_routes() {
	$variations = array(
		'type'     => 'array',
		'required' => true,
		'minItems' => 1,
		'maxItems' => TAGWRIGHT_MOST_VARIATIONS,
		'items'    => array(
			'type'      => 'string',
			'maxLength' => 500,
		),
	);
	$selector   = array(
		'type'      => 'string',
		'required'  => true,
		'minLength' => 1,
		'maxLength' => 500,
	);
	tagwright_route( '', 'GET', 'tagwright_answer_state' );
	tagwright_route( '', 'POST', 'tagwright_answer_make', compact( 'variations', 'selector' ) );
	tagwright_route( '', 'DELETE', 'tagwright_answer_archive' );
	tagwright_route( '/(?P<action>start|pause)', 'POST', 'tagwright_answer_action' );
	tagwright_route( '/results', 'GET', 'tagwright_answer_results' );
}

/**
 * Registers one of them.
 *
 * @param string   $path      After the post's own.
 * @param string   $method    GET, POST or DELETE.
 * @param callable $callback  Makes the answer.
 * @param array    $arguments JSON Schema of each.
 */
function tagwright_route( $path, $method, $callback, $arguments = array() ) {
	register_rest_route(
		'tagwright/v1',
		'/posts/(?P<post>\d+)/headline' . $path,
		array(
			'methods'             => $method,
			'callback'            => $callback,
			'permission_callback' => 'tagwright_may_edit',
			'args'                => $arguments,
		)
	);
}

/**
 * Whether whoever asks may edit the post, and it is of a kind that has the box.
 *
 * @param WP_REST_Request $request With the post's id.
 * @return bool
 */
function tagwright_may_edit( $request ) {
	$post = get_post( (int) $request['post'] );
	return $post && in_array( $post->post_type, tagwright_box_types(), true ) && current_user_can( 'edit_post', $post->ID );
}

/**
 * What the box shows first.
 *
 * @param WP_REST_Request $request With the post's id.
 * @return array|WP_Error `original`, the headline; `selector`; `experiment`, or null; `hint`, why none can be made.
 */
function tagwright_answer_state( $request ) {
	$post     = get_post( (int) $request['post'] );
	$settings = tagwright_settings();
	$id       = tagwright_experiment_of( $post->ID );
	$found    = '' === $id ? null : tagwright_experiment( $id );
	if ( is_wp_error( $found ) ) {
		return $found;
	}
	if ( $found && in_array( $found['status'], TAGWRIGHT_OVER, true ) ) {
		$found = null;
	}
	return array(
		'original'   => tagwright_headline_of( $post ),
		'selector'   => $settings['general']['values']['selector'],
		'experiment' => $found ? tagwright_told( $found ) : null,
		'hint'       => tagwright_box_hint( $post ),
	);
}

/**
 * Makes the experiment and has the post remember it.
 *
 * @param WP_REST_Request $request With the post's id, `variations` and `selector`.
 * @return array|WP_Error `experiment`.
 */
function tagwright_answer_make( $request ) {
	$post = get_post( (int) $request['post'] );
	$hint = tagwright_box_hint( $post );
	if ( '' !== $hint ) {
		return new WP_Error( 'tagwright_headline', $hint, array( 'status' => 400 ) );
	}
	$headline = tagwright_headline( $post, $request['selector'] );
	$wrong    = tagwright_headline_problem( $headline['original'], $request['variations'], $request['selector'] );
	if ( $wrong ) {
		return $wrong;
	}
	$made = tagwright_create_experiment( tagwright_project(), $headline, array_values( $request['variations'] ) );
	if ( is_wp_error( $made ) ) {
		return $made;
	}
	update_post_meta( $post->ID, TAGWRIGHT_EXPERIMENT, array( 'experiment' => (string) $made['id'] ) );
	return array( 'experiment' => tagwright_told( $made ) );
}

/**
 * Starts or pauses the post's experiment.
 *
 * @param WP_REST_Request $request With the post's id and `action`.
 * @return array|WP_Error `experiment`.
 */
function tagwright_answer_action( $request ) {
	$id = tagwright_experiment_of( (int) $request['post'] );
	if ( '' === $id ) {
		return tagwright_no_experiment();
	}
	$found = tagwright_act( $id, $request['action'] );
	return is_wp_error( $found ) ? $found : array( 'experiment' => tagwright_told( $found ) );
}

/**
 * Archives the post's experiment and has the post forget it.
 *
 * @param WP_REST_Request $request With the post's id.
 * @return array|WP_Error `experiment`, null.
 */
function tagwright_answer_archive( $request ) {
	$id = tagwright_experiment_of( (int) $request['post'] );
	if ( '' === $id ) {
		return tagwright_no_experiment();
	}
	$done = tagwright_archive( $id );
	if ( is_wp_error( $done ) ) {
		return $done;
	}
	delete_post_meta( (int) $request['post'], TAGWRIGHT_EXPERIMENT );
	return array( 'experiment' => null );
}

/**
 * The results of the post's experiment.
 *
 * @param WP_REST_Request $request With the post's id.
 * @return array|WP_Error See `tagwright_results`.
 */
function tagwright_answer_results( $request ) {
	$id = tagwright_experiment_of( (int) $request['post'] );
	return '' === $id ? tagwright_no_experiment() : tagwright_results( $id );
}

/**
 * The id of the experiment that a post remembers.
 *
 * @param int $post The post's id.
 * @return string Empty when there is none.
 */
function tagwright_experiment_of( $post ) {
	$known = get_post_meta( $post, TAGWRIGHT_EXPERIMENT, true );
	$id    = is_array( $known ) && isset( $known['experiment'] ) ? (string) $known['experiment'] : '';
	return ctype_digit( $id ) ? $id : '';
}

/**
 * The project that experiments are made in.
 *
 * @return string Empty while the settings do not say.
 */
function tagwright_project() {
	$values = tagwright_settings()['install']['values'];
	return isset( $values['project_id'] ) ? (string) $values['project_id'] : '';
}

/**
 * Why no experiment can be made of this post now.
 *
 * @param WP_Post $post The post.
 * @return string Empty when one can.
 */
function tagwright_box_hint( $post ) {
	$values = tagwright_settings()['install']['values'];
	if ( 'classic' === $values['client'] ) {
		return __( 'Optimizely Classic has no API that this plugin speaks: make the experiment there.', 'tagwright' );
	}
	if ( '' === tagwright_project() || '' === tagwright_token() ) {
		return __( 'The project\'s id or the token for Optimizely\'s API is missing: whoever administers this site enters both in Settings, Tagwright.', 'tagwright' );
	}
	if ( 'publish' !== $post->post_status ) {
		return __( 'Publish the post first: an experiment needs the address that visitors see.', 'tagwright' );
	}
	return '';
}

/**
 * What the box needs to know of an experiment.
 *
 * @param array $experiment Optimizely's.
 * @return array `name`, `status`, `variations`, their names.
 */
function tagwright_told( $experiment ) {
	$variations = isset( $experiment['variations'] ) ? wp_list_pluck( $experiment['variations'], 'name' ) : array();
	return array(
		'name'       => (string) $experiment['name'],
		'status'     => (string) $experiment['status'],
		'variations' => array_map( 'strval', array_values( $variations ) ),
	);
}

/**
 * The answer where a post has no experiment.
 *
 * @return WP_Error
 */
function tagwright_no_experiment() {
	return new WP_Error( 'tagwright_none', __( 'This post has no experiment.', 'tagwright' ), array( 'status' => 404 ) );
}
