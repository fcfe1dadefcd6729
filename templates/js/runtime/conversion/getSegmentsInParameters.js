/** Classic's segments: "&s<segment>=<value>". Values are encoded in the cookie already; one that is not is no client's. */
function getSegmentsInParameters() {
  return stored("Segments", "&s", /"(\d+)":"([\w.~!*'()%-]+)"/g);
}
