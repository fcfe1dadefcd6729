/** Every decision was reported as it was taken. */
function deliver() {}
