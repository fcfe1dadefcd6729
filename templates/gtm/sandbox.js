// What the tag's form says goes where the hosted script looks for it; then that script is asked for.
const copyFromWindow = require('copyFromWindow');
const injectScript = require('injectScript');
const log = require('logToConsole');
const makeNumber = require('makeNumber');
const setInWindow = require('setInWindow');

const facts = TAGWRIGHT_FACTS;

const isGiven = (name) => data[name] !== undefined;

// The form cannot check this, and a variable of the container can hold anything.
const isOutside = (name) => {
  const range = facts.ranges[name];
  const value = makeNumber(data[name]);

  return (
    (range.minimum !== undefined && !(value >= range.minimum)) ||
    (range.maximum !== undefined && !(value <= range.maximum))
  );
};

const wrong = facts.settings.filter(
  (name) => facts.ranges[name] && isGiven(name) && data[name] !== '' && isOutside(name)
);

if (wrong.length > 0) {
  wrong.forEach((name) => {
    log('tagwright:', name, 'cannot be', data[name], 'but within', facts.ranges[name]);
  });
  data.gtmOnFailure();
} else {
  // Tags of other platforms have their entries in the same object, and so has this platform's tag of another role.
  const all = copyFromWindow('tagwrightSettings') || {};
  const own = all[facts.slug] || {};

  facts.settings.forEach((name) => {
    if (isGiven(name)) {
      own[name] = data[name];
    }
  });
  all[facts.slug] = own;
  setInWindow('tagwrightSettings', all, true);
  injectScript(facts.src, data.gtmOnSuccess, data.gtmOnFailure, facts.src);
}
