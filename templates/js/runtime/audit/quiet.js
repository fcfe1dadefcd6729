/** The setting `debug` says what does not reach Optimizely. */
function audit() {}
