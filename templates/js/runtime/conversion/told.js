/** What Web or Edge tells of one thing; an empty object where there is neither. */
function told(what) {
  return (
    attempt(function () {
      return queue().get(what);
    }) || {}
  );
}
