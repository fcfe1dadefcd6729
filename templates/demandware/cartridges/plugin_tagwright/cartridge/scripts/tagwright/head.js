'use strict';

/**
 * What stands in the head: Optimizely's snippet first, the platforms after it.
 *
 * Everything comes from site preferences and the package's own data: pages are cached, and nothing here may depend on
 * the visitor.
 */

var Logger = require('dw/system/Logger');
var Site = require('dw/system/Site');
var URLUtils = require('dw/web/URLUtils');

var shipped = require('./tagwright.json');

/**
 * The id of a preference: `tagwright_mixpanel_event`.
 */
function idOf(slug, name) {
  return 'tagwright_' + slug.replace(/-/g, '_') + '_' + name;
}

/**
 * A preference's value as text, number or boolean; null for one that is empty, or not imported.
 */
function preference(id) {
  var value = null;

  try {
    value = Site.getCurrent().getCustomPreferenceValue(id);
  } catch (error) {
    Logger.getLogger('tagwright').error('The preference {0} is not there: import the metadata. {1}', id, error.message);
  }
  // One of a list is an object that holds the value.
  if (value !== null && typeof value === 'object' && 'value' in value) {
    value = value.value;
  }
  return value === undefined || value === '' ? null : value;
}

/**
 * What is wrong with a value, or null. Business Manager checks types; a pattern or a limit is checked here.
 */
function misfit(field, value) {
  if (field.enum && field.enum.indexOf(value) < 0) {
    return 'is none of: ' + field.enum.join(', ');
  }
  if (field.pattern && !new RegExp(field.pattern).test(String(value))) {
    return 'does not match ' + field.pattern;
  }
  if (field.minimum !== undefined && value < field.minimum) {
    return 'is less than ' + field.minimum;
  }
  if (field.maximum !== undefined && value > field.maximum) {
    return 'is more than ' + field.maximum;
  }
  return null;
}

/**
 * A section's values by name, those of its preferences that are not empty.
 *
 * Returns null when one of them is not allowed; the log says which.
 */
function valuesOf(slug, section, names) {
  var values = {};
  var isFit = true;

  names.forEach(function (name) {
    var value = preference(idOf(slug, name));
    var problem = value === null ? null : misfit(section.fields[name], value);

    if (problem) {
      isFit = false;
      Logger.getLogger('tagwright').error('{0} {1}: nothing of it runs until that is put right.', idOf(slug, name), problem);
    } else if (value !== null) {
      values[name] = value;
    }
  });
  return isFit ? values : null;
}

/**
 * The address of Optimizely's snippet; empty while the preferences do not say it.
 */
function address() {
  var values = valuesOf('optimizely', shipped.optimizely, Object.keys(shipped.optimizely.fields));
  var isKnown = true;
  var found;

  if (!values) {
    return '';
  }
  if (values.src) {
    return values.src;
  }
  found = (shipped.addresses[values.client] || '').replace(/\{(\w+)\}/g, function (hole, name) {
    isKnown = isKnown && Boolean(values[name]);
    return values[name] || '';
  });
  return isKnown ? found : '';
}

/**
 * JSON for an attribute: with "<" in it, a browser would take no nonce of the element.
 */
function encoded(values) {
  return JSON.stringify(values).replace(/</g, '\\u003c');
}

/**
 * The snippets that run, in order, each with the address of its file and the JSON of its settings.
 */
function snippets() {
  var found = [];

  Object.keys(shipped.platforms).forEach(function (slug) {
    var section = shipped.platforms[slug];

    Object.keys(section.roles).forEach(function (role) {
      var program = section.roles[role];
      var isOn = preference(idOf(slug, 'on_' + role)) === true;
      var values = isOn ? valuesOf(slug, section, program.fields) : null;
      var isWhole = values && program.required.every(function (name) {
        return values[name] !== undefined;
      });

      if (isWhole) {
        found.push({
          slug: slug,
          src: URLUtils.staticURL('/tagwright/' + program.file).toString(),
          settings: encoded(values)
        });
      }
    });
  });
  return found;
}

/**
 * What to print, for the first who asks in a request; nothing for the others.
 *
 * @param {dw.system.Request} request the current one
 * @returns {{address: string, snippets: Array}} for tagwright/head.isml
 */
function once(request) {
  if (request.custom.tagwrightPrinted) {
    return { address: '', snippets: [] };
  }
  request.custom.tagwrightPrinted = true;
  return { address: address(), snippets: snippets() };
}

module.exports = { once: once };
