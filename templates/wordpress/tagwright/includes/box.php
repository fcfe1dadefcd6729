<?php
/**
 * The box in the editor, classic and block: it tests the post's headline.
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

/**
 * The post types that have the box.
 *
 * @return string[]
 */
function tagwright_box_types() {
	$settings = tagwright_settings();
	if ( ! $settings['general']['values']['box'] ) {
		return array();
	}
	$types = array_values( array_diff( get_post_types( array( 'public' => true ) ), array( 'attachment' ) ) );

	/**
	 * Filters the post types whose headlines can be tested.
	 *
	 * @param string[] $types Their names.
	 */
	return (array) apply_filters( 'tagwright_post_types', $types );
}

/**
 * Adds the box.
 *
 * @param string $type The post type that is edited.
 */
function tagwright_add_box( $type ) {
	if ( in_array( $type, tagwright_box_types(), true ) ) {
		add_meta_box( 'tagwright-headline', __( 'Headline experiment', 'tagwright' ), 'tagwright_print_box', $type, 'side' );
	}
}

/**
 * Prints the box, empty: what it shows comes from the server when the editor is there.
 *
 * @param WP_Post $post The post that is edited.
 */
function tagwright_print_box( $post ) {
	printf( '<div id="tagwright-box" data-post="%d" aria-live="polite"></div>', (int) $post->ID );
}

/**
 * Loads the box's program where there is a box.
 *
 * @param string $screen The page of the administration.
 */
function tagwright_enqueue_box( $screen ) {
	$type = get_current_screen() ? get_current_screen()->post_type : '';
	if ( ! in_array( $screen, array( 'post.php', 'post-new.php' ), true ) || ! in_array( $type, tagwright_box_types(), true ) ) {
		return;
	}
	// wp-api-fetch brings the address of the routes and the nonce.
	wp_enqueue_script( 'tagwright-box', plugins_url( 'assets/box.js', TAGWRIGHT_FILE ), array( 'wp-api-fetch' ), TAGWRIGHT_VERSION, true );
	wp_add_inline_script( 'tagwright-box', 'var tagwrightWords = ' . tagwright_plain_json( tagwright_box_words() ) . ';', 'before' );
}

/**
 * What the box says, in the language of whoever edits.
 *
 * @return string[] By name.
 */
function tagwright_box_words() {
	return array(
		'original'     => __( 'Headline', 'tagwright' ),
		'variations'   => __( 'Other headlines, one on each line', 'tagwright' ),
		'selector'     => __( 'Elements that carry it (CSS)', 'tagwright' ),
		'make'         => __( 'Make experiment', 'tagwright' ),
		'start'        => __( 'Start', 'tagwright' ),
		'pause'        => __( 'Pause', 'tagwright' ),
		'archive'      => __( 'Archive', 'tagwright' ),
		'sure'         => __( 'Archive this experiment? It ends for all visitors.', 'tagwright' ),
		'results'      => __( 'Show result', 'tagwright' ),
		'computing'    => __( 'Optimizely is computing the result …', 'tagwright' ),
		'none'         => __( 'No result yet.', 'tagwright' ),
		'variation'    => __( 'Headline', 'tagwright' ),
		'visitors'     => __( 'Visitors', 'tagwright' ),
		'clicks'       => __( 'Clicks', 'tagwright' ),
		'rate'         => __( 'Rate', 'tagwright' ),
		'lift'         => __( 'Lift', 'tagwright' ),
		'significance' => __( 'Significance', 'tagwright' ),
		'again'        => __( 'Look again', 'tagwright' ),
		'asking'       => __( 'Asking Optimizely …', 'tagwright' ),
		'not_started'  => __( 'Draft', 'tagwright' ),
		'running'      => __( 'Running', 'tagwright' ),
		'paused'       => __( 'Paused', 'tagwright' ),
	);
}
