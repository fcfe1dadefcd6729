/** Classic's experiments and variations: "&x<experiment>=<variation>". A "0" says that the visitor is excluded. */
function getVariationsInParameters() {
  return stored("Buckets", "&x", /"(\d+)":"([1-9][\d_]*)"/g);
}
