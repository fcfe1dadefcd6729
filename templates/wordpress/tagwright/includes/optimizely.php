<?php
/**
 * Requests in, Optimizely's answers out (REST API v2).
 *
 * A request is repeated when that can do no harm: after 429 and 503, and after anything else that passes when it reads or
 * overwrites. One that creates something is not repeated once it may have arrived.
 *
 * @package tagwright
 */

defined( 'ABSPATH' ) || exit;

/** The most that v2 gives at once. */
const TAGWRIGHT_PER_PAGE = 100;

/** Requests for one answer, and the longest pause between them in seconds: somebody waits in the editor. */
const TAGWRIGHT_ATTEMPTS      = 3;
const TAGWRIGHT_LONGEST_PAUSE = 5;

/** Seconds for one answer. */
const TAGWRIGHT_TIMEOUT = 15;

/** Answers that pass, and those of them that come before anything was done. */
const TAGWRIGHT_PASSING   = array( 408, 425, 429, 500, 502, 503, 504 );
const TAGWRIGHT_UNTOUCHED = array( 429, 503 );

/**
 * The address of the REST API, without a slash at its end.
 *
 * `TAGWRIGHT_API` in wp-config.php, or the filter, stands before its version: for a proxy, or for a fake.
 *
 * @return string
 */
function tagwright_api() {
	/**
	 * Filters where Optimizely's REST API is; `/v2` follows.
	 *
	 * @param string $root Without a slash at its end.
	 */
	$root = (string) apply_filters( 'tagwright_api', defined( 'TAGWRIGHT_API' ) ? TAGWRIGHT_API : 'https://api.optimizely.com' );
	return untrailingslashit( $root ) . '/v2';
}

/**
 * What Optimizely answers, after as many attempts as make sense.
 *
 * @param string     $method GET, POST, PATCH or DELETE.
 * @param string     $path   Relative to the API's version.
 * @param array|null $body   Sent as JSON; null sends none.
 * @param array      $query  By name.
 * @return array|WP_Error `status` and `body`, decoded: null where there is none. An error's data has `status`, too.
 */
function tagwright_request( $method, $path, $body = null, $query = array() ) {
	$token = tagwright_token();
	if ( '' === $token ) {
		return new WP_Error( 'tagwright_token', __( 'There is no token for Optimizely\'s API: whoever administers this site enters one in Settings, Tagwright.', 'tagwright' ), array( 'status' => 400 ) );
	}
	$address   = add_query_arg( array_map( 'rawurlencode', $query ), tagwright_api() . '/' . $path );
	$arguments = array(
		'method'      => $method,
		'timeout'     => TAGWRIGHT_TIMEOUT,
		// The token goes to Optimizely and nowhere else.
		'redirection' => 0,
		'user-agent'  => 'tagwright/' . TAGWRIGHT_VERSION . '; WordPress',
		'headers'     => array( 'Authorization' => 'Bearer ' . $token ),
	);
	if ( null !== $body ) {
		$arguments['headers']['Content-Type'] = 'application/json';
		// An empty body is an object, too.
		$arguments['body'] = wp_json_encode( (object) $body );
	}
	for ( $attempt = 1; ; $attempt++ ) {
		$response = wp_remote_request( $address, $arguments );
		$pause    = tagwright_pause( $method, $response, $attempt );
		if ( null === $pause ) {
			return tagwright_answer( "$method /$path", $response, $token );
		}
		usleep( (int) ( 1000000 * $pause ) );
	}
}

/**
 * How long to wait before the request is repeated.
 *
 * @param string         $method   Its verb.
 * @param array|WP_Error $response To it.
 * @param int            $attempt  How many there were.
 * @return float|null Seconds; null when it is not.
 */
function tagwright_pause( $method, $response, $attempt ) {
	$status  = is_wp_error( $response ) ? 0 : (int) wp_remote_retrieve_response_code( $response );
	$passing = in_array( $status, 'POST' === $method ? TAGWRIGHT_UNTOUCHED : array( 0, ...TAGWRIGHT_PASSING ), true );
	if ( ! $passing || $attempt >= TAGWRIGHT_ATTEMPTS ) {
		return null;
	}
	$asked = $status ? (string) wp_remote_retrieve_header( $response, 'retry-after' ) : '';
	if ( ctype_digit( $asked ) ) {
		return (int) $asked <= TAGWRIGHT_LONGEST_PAUSE ? (float) $asked : null;
	}
	return 0.5 * $attempt;
}

/**
 * The answer, or what is wrong with it, in words.
 *
 * @param string         $call     Verb and path.
 * @param array|WP_Error $response To it.
 * @param string         $token    Which no message may hold.
 * @return array|WP_Error As `tagwright_request`.
 */
function tagwright_answer( $call, $response, $token ) {
	if ( is_wp_error( $response ) ) {
		/* translators: 1: a request, 2: what the network said. */
		$what = sprintf( __( 'Optimizely does not answer %1$s: %2$s', 'tagwright' ), $call, str_replace( $token, '…', $response->get_error_message() ) );
		return new WP_Error( 'tagwright_offline', $what, array( 'status' => 502 ) );
	}
	$status = (int) wp_remote_retrieve_response_code( $response );
	$text   = wp_remote_retrieve_body( $response );
	$body   = json_decode( $text, true, 512, JSON_BIGINT_AS_STRING );
	if ( $status >= 300 || $status < 200 ) {
		return tagwright_refusal( $call, $status, $body, $token );
	}
	if ( null === $body && '' !== $text ) {
		/* translators: %s: a request. */
		$what = sprintf( __( 'The answer to %s is not Optimizely\'s: a proxy or a login page may stand in its place.', 'tagwright' ), $call );
		return new WP_Error( 'tagwright_answer', $what, array( 'status' => 502 ) );
	}
	return array(
		'status' => $status,
		'body'   => $body,
	);
}

/**
 * An error with what Optimizely says of it, and what to do.
 *
 * @param string $call   Verb and path.
 * @param int    $status The answer's.
 * @param mixed  $body   The answer's, decoded.
 * @param string $token  Which no message may hold.
 * @return WP_Error Its data has Optimizely's `status` as `answered`.
 */
function tagwright_refusal( $call, $status, $body, $token ) {
	$said = isset( $body['message'] ) && is_string( $body['message'] ) ? $body['message'] : '';
	$help = array(
		401 => __( 'The token is not valid any more: whoever administers this site enters a new one.', 'tagwright' ),
		403 => __( 'The token may not do this, or was revoked: whoever administers this site enters a new one, of an editor of the project.', 'tagwright' ),
		409 => __( 'Somebody has changes in draft there: publish or discard them in Optimizely.', 'tagwright' ),
		429 => __( 'Optimizely limits requests: wait a minute and try again.', 'tagwright' ),
	);
	/* translators: 1: a request, 2: a status such as 403, 3: Optimizely's words. */
	$what = sprintf( __( 'Optimizely answers %1$s with %2$d: %3$s', 'tagwright' ), $call, $status, $said );
	$what = trim( $what ) . ( isset( $help[ $status ] ) ? ' ' . $help[ $status ] : '' );
	// The browser hears 502: an answer of 401 or 403 would be about its own login.
	$data = array(
		'status'   => 502,
		'answered' => $status,
	);
	return new WP_Error( 'tagwright_refused', str_replace( $token, '…', $what ), $data );
}

/**
 * Everything of a list, asked for page by page until one is not full; each thing once.
 *
 * @param string $path  Of the list.
 * @param array  $query By name.
 * @return array[]|WP_Error
 */
function tagwright_list( $path, $query ) {
	$found = array();
	$page  = 1;
	do {
		$part   = $query + array(
			'page'     => (string) $page,
			'per_page' => (string) TAGWRIGHT_PER_PAGE,
		);
		$answer = tagwright_request( 'GET', $path, null, $part );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		$things = is_array( $answer['body'] ) ? array_values( $answer['body'] ) : array();
		$before = count( $found );
		foreach ( $things as $thing ) {
			if ( isset( $thing['id'] ) ) {
				$found[ (string) $thing['id'] ] = $thing;
			}
		}
		++$page;
		// A list that knows no pages repeats itself.
	} while ( count( $things ) === TAGWRIGHT_PER_PAGE && count( $found ) > $before );
	return array_values( $found );
}

/**
 * An id as JSON has it: Optimizely's are whole numbers.
 *
 * @param string|int $id From a setting or an answer.
 * @return int|float|string A PHP of 32 bits knows them as floats.
 */
function tagwright_number( $id ) {
	if ( ! ctype_digit( (string) $id ) ) {
		return $id;
	}
	return PHP_INT_SIZE > 4 ? (int) $id : (float) $id;
}
