<?php
/**
 * A headline experiment for a post: made as a draft, started, paused, archived, and its result.
 *
 * Titles are data: they enter a variation's code as one escaped JSON literal, never as code or as HTML.
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

/** A hundred percent, in Optimizely's basis points. */
const TAGWRIGHT_ALL = 10000;

/** Characters of an experiment's name, and of the part of it that says which post it is about. */
const TAGWRIGHT_LONGEST_NAME  = 80;
const TAGWRIGHT_LONGEST_PLACE = 40;

/** What a status is called once the experiment is over. */
const TAGWRIGHT_OVER = array( 'archived', 'concluded' );

/**
 * What would be tested of a post.
 *
 * @param WP_Post $post     The post.
 * @param string  $selector CSS, of the elements that may carry the headline.
 * @return array `page`, its address; `selector`; `original`, the headline as visitors read it; `name` of the experiment.
 */
function tagwright_headline( $post, $selector ) {
	$original = tagwright_headline_of( $post );
	return array(
		'page'     => get_permalink( $post ),
		'selector' => $selector,
		'original' => $original,
		'name'     => tagwright_experiment_name( $post, $original ),
	);
}

/**
 * A post's title as it is read on the page: what themes print, without tags and entities.
 *
 * @param WP_Post $post The post.
 * @return string
 */
function tagwright_headline_of( $post ) {
	$text = html_entity_decode( wp_strip_all_tags( get_the_title( $post ) ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	return tagwright_plain( $text );
}

/**
 * A text with each run of white space as one space, none at its ends.
 *
 * @param string $text UTF-8.
 * @return string
 */
function tagwright_plain( $text ) {
	return trim( (string) preg_replace( '/\s+/u', ' ', $text ) );
}

/**
 * The experiment's name; it tells two posts of one title apart, on any site of the project.
 *
 * @param WP_Post $post     The post.
 * @param string  $original Its headline.
 * @return string
 */
function tagwright_experiment_name( $post, $original ) {
	$place = (string) preg_replace( '#^https?://#', '', add_query_arg( 'p', $post->ID, home_url( '/' ) ) );
	if ( mb_strlen( $place ) > TAGWRIGHT_LONGEST_PLACE ) {
		$place = substr( md5( $place ), 0, 12 );
	}
	$text = 'Headline: ' . $original;
	$room = TAGWRIGHT_LONGEST_NAME - mb_strlen( " ($place)" );
	if ( mb_strlen( $text ) > $room ) {
		$text = mb_substr( $text, 0, $room - 1 ) . '…';
	}
	return "$text ($place)";
}

/**
 * What keeps a headline from being tested.
 *
 * @param string   $original   The headline as it is.
 * @param string[] $variations The others.
 * @param string   $selector   CSS.
 * @return WP_Error|null
 */
function tagwright_headline_problem( $original, $variations, $selector ) {
	$texts = array_map( 'tagwright_plain', array_merge( array( $original ), $variations ) );
	if ( '' === trim( $selector ) ) {
		$what = __( 'The selector is empty: say which elements carry the headline, such as h1.', 'tagwright' );
	} elseif ( in_array( '', $texts, true ) || count( $texts ) < 2 ) {
		$what = __( 'A headline is empty: give the words that visitors read.', 'tagwright' );
	} elseif ( count( array_unique( $texts ) ) < count( $texts ) ) {
		$what = __( 'Two of the headlines are the same.', 'tagwright' );
	} else {
		return null;
	}
	return new WP_Error( 'tagwright_headline', $what, array( 'status' => 400 ) );
}

/**
 * Makes the draft; an experiment of this name is not made twice.
 *
 * @param string   $project    The project's id.
 * @param array    $headline   See `tagwright_headline`.
 * @param string[] $variations The other headlines.
 * @return array|WP_Error The experiment, as Optimizely tells of it.
 */
function tagwright_create_experiment( $project, $headline, $variations ) {
	$there = tagwright_list( 'experiments', array( 'project_id' => $project ) );
	if ( is_wp_error( $there ) ) {
		return $there;
	}
	foreach ( $there as $experiment ) {
		if ( $headline['name'] === $experiment['name'] && ! in_array( $experiment['status'], TAGWRIGHT_OVER, true ) ) {
			return $experiment;
		}
	}
	$page = tagwright_page_id( $project, $headline );
	if ( is_wp_error( $page ) ) {
		return $page;
	}
	$event = tagwright_event_id( $project, $page, $headline );
	if ( is_wp_error( $event ) ) {
		return $event;
	}
	return tagwright_made(
		'experiments',
		array(
			'project_id'          => tagwright_number( $project ),
			'name'                => $headline['name'],
			'type'                => 'a/b',
			'audience_conditions' => 'everyone',
			'page_ids'            => array( $page ),
			'metrics'             => array(
				array(
					'event_id'          => $event,
					'aggregator'        => 'unique',
					'scope'             => 'visitor',
					'winning_direction' => 'increasing',
				),
			),
			'variations'          => tagwright_variations( $page, $headline, $variations ),
		)
	);
}

/**
 * The variations, the headline as it is first, of equal shares; what does not divide goes to the first.
 *
 * @param mixed    $page       The page's id.
 * @param array    $headline   See `tagwright_headline`.
 * @param string[] $variations The other headlines.
 * @return array[]
 */
function tagwright_variations( $page, $headline, $variations ) {
	$share = intdiv( TAGWRIGHT_ALL, count( $variations ) + 1 );
	$made  = array(
		array(
			'name'    => 'Original',
			'weight'  => TAGWRIGHT_ALL - $share * count( $variations ),
			'actions' => array(),
		),
	);
	foreach ( $variations as $text ) {
		$given  = array(
			'selector'  => $headline['selector'],
			'original'  => $headline['original'],
			'variation' => $text,
		);
		$change = array(
			'type'         => 'custom_code',
			'value'        => tagwright_filled( 'headline.js', 'HEADLINE', $given ),
			'dependencies' => array(),
			'async'        => false,
		);
		$made[] = array(
			'name'    => $text,
			'weight'  => $share,
			'actions' => array(
				array(
					'page_id' => $page,
					'changes' => array( $change ),
				),
			),
		);
	}
	return $made;
}

/**
 * The page of this address, made when there is none.
 *
 * @param string $project  The project's id.
 * @param array  $headline See `tagwright_headline`.
 * @return mixed|WP_Error Its id.
 */
function tagwright_page_id( $project, $headline ) {
	$address = $headline['page'];
	$name    = "Headline test: $address";
	$there   = tagwright_list( 'pages', array( 'project_id' => $project ) );
	if ( is_wp_error( $there ) ) {
		return $there;
	}
	foreach ( $there as $page ) {
		if ( $address === $page['edit_url'] && $name === $page['name'] && empty( $page['archived'] ) ) {
			return $page['id'];
		}
	}
	$conditions = array(
		'and',
		array(
			'or',
			array(
				'type'       => 'url',
				'match_type' => 'simple',
				'value'      => $address,
			),
		),
	);
	$made       = tagwright_made(
		'pages',
		array(
			'project_id'      => tagwright_number( $project ),
			'name'            => $name,
			'edit_url'        => $address,
			'activation_type' => 'immediate',
			'conditions'      => wp_json_encode( $conditions, JSON_UNESCAPED_SLASHES ),
		)
	);
	return is_wp_error( $made ) ? $made : $made['id'];
}

/**
 * The event that is measured, clicks on the headline; the same headline on the same page has the same one.
 *
 * @param string $project  The project's id.
 * @param mixed  $page     The page's.
 * @param array  $headline See `tagwright_headline`.
 * @return mixed|WP_Error Its id.
 */
function tagwright_event_id( $project, $page, $headline ) {
	$key   = 'headline_click_' . substr( hash( 'sha256', $headline['page'] . "\n" . $headline['selector'] ), 0, 16 );
	$there = tagwright_list( 'events', array( 'project_id' => $project ) );
	if ( is_wp_error( $there ) ) {
		return $there;
	}
	foreach ( $there as $event ) {
		if ( isset( $event['key'] ) && $key === $event['key'] ) {
			return $event['id'];
		}
	}
	$made = tagwright_made(
		"pages/$page/events",
		array(
			'key'        => $key,
			'name'       => 'Clicks on ' . $headline['selector'],
			'event_type' => 'click',
			'category'   => 'other',
			'config'     => array( 'selector' => $headline['selector'] ),
		)
	);
	return is_wp_error( $made ) ? $made : $made['id'];
}

/**
 * What was created.
 *
 * @param string $path Where.
 * @param array  $body What.
 * @return array|WP_Error With an `id`.
 */
function tagwright_made( $path, $body ) {
	return tagwright_thing( tagwright_request( 'POST', $path, $body ), $path );
}

/**
 * An answer that is one thing with an id.
 *
 * @param array|WP_Error $answer Optimizely's.
 * @param string         $path   What was asked.
 * @return array|WP_Error
 */
function tagwright_thing( $answer, $path ) {
	if ( is_wp_error( $answer ) || isset( $answer['body']['id'] ) ) {
		return is_wp_error( $answer ) ? $answer : $answer['body'];
	}
	/* translators: %s: a request. */
	$what = sprintf( __( 'The answer to %s is not Optimizely\'s: a proxy or a login page may stand in its place.', 'tagwright' ), "/$path" );
	return new WP_Error( 'tagwright_answer', $what, array( 'status' => 502 ) );
}

/**
 * An experiment as it is now.
 *
 * @param string $id Its.
 * @return array|WP_Error|null Null when it is gone.
 */
function tagwright_experiment( $id ) {
	$found = tagwright_thing( tagwright_request( 'GET', "experiments/$id" ), "experiments/$id" );
	if ( is_wp_error( $found ) ) {
		$data = $found->get_error_data();
		return isset( $data['answered'] ) && 404 === $data['answered'] ? null : $found;
	}
	return $found;
}

/**
 * Starts or pauses an experiment. Changes that somebody has in draft are not overridden: Optimizely refuses then.
 *
 * @param string $id     The experiment's.
 * @param string $action start or pause.
 * @return array|WP_Error The experiment, as it is then.
 */
function tagwright_act( $id, $action ) {
	return tagwright_thing( tagwright_request( 'PATCH', "experiments/$id", array(), array( 'action' => $action ) ), "experiments/$id" );
}

/**
 * Archives an experiment.
 *
 * @param string $id The experiment's.
 * @return true|WP_Error
 */
function tagwright_archive( $id ) {
	$answer = tagwright_request( 'DELETE', "experiments/$id" );
	if ( is_wp_error( $answer ) ) {
		$data = $answer->get_error_data();
		// It is archived, or gone, already.
		return isset( $data['answered'] ) && in_array( $data['answered'], array( 404, 410 ), true ) ? true : $answer;
	}
	return true;
}

/**
 * What Optimizely says of the results.
 *
 * @param string $id The experiment's.
 * @return array|WP_Error `state`: `none` when nothing ran yet, `computing` when to ask again in a moment, else `there` with
 *                        `rows`: `metric`, `variation`, `visitors`, `conversions`, `rate`, and `lift`, `low`, `high`
 *                        and `significance` where there are such, `verdict`.
 */
function tagwright_results( $id ) {
	$answer = tagwright_request( 'GET', "experiments/$id/results" );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	if ( 202 === $answer['status'] ) {
		return array( 'state' => 'computing' );
	}
	if ( ! isset( $answer['body']['metrics'] ) || ! is_array( $answer['body']['metrics'] ) ) {
		return array( 'state' => 'none' );
	}
	$rows = array();
	foreach ( $answer['body']['metrics'] as $metric ) {
		$name = ! empty( $metric['name'] ) ? $metric['name'] : ( isset( $metric['event_id'] ) ? $metric['event_id'] : '' );
		foreach ( (array) $metric['results'] as $result ) {
			$rows[] = tagwright_row( (string) $name, $result );
		}
	}
	return array(
		'state' => 'there',
		'rows'  => $rows,
	);
}

/**
 * One variation's result for one metric.
 *
 * @param string $metric Its name.
 * @param array  $result Optimizely's.
 * @return array See `tagwright_results`.
 */
function tagwright_row( $metric, $result ) {
	$lift  = isset( $result['lift'] ) && is_array( $result['lift'] ) ? $result['lift'] : array();
	$range = isset( $lift['confidence_interval'] ) ? $lift['confidence_interval'] : array( null, null );
	return array(
		'metric'       => $metric,
		'variation'    => (string) $result['name'],
		'visitors'     => $result['samples'],
		'conversions'  => $result['value'],
		'rate'         => $result['rate'],
		'lift'         => isset( $lift['value'] ) ? $lift['value'] : null,
		'low'          => $range[0],
		'high'         => $range[1],
		'significance' => isset( $lift['significance'] ) ? $lift['significance'] : null,
		'verdict'      => ! empty( $result['is_baseline'] ) ? 'baseline' : ( isset( $lift['lift_status'] ) ? $lift['lift_status'] : '' ),
	);
}
