// Says everything it is given.

function collect(visitor, settings) {
  probe("visitor", visitor);
  if (settings.fails) {
    throw new Error("the probe fails");
  }
}
