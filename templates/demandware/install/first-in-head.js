#!/usr/bin/env node
'use strict';

/**
 * Writes a copy of a storefront's htmlHead.isml into plugin_tagwright, with Optimizely as its first line.
 *
 *   node install/first-in-head.js path/to/app_storefront_base
 */

const fs = require('fs');
const path = require('path');

const TEMPLATE = 'cartridge/templates/default/common/htmlHead.isml';
const LINE = '<isinclude template="tagwright/head"/>';

function main([storefront]) {
  if (!storefront) {
    return 'say whose htmlHead.isml to copy: node install/first-in-head.js path/to/app_storefront_base';
  }
  const source = path.join(storefront, TEMPLATE);
  if (!fs.existsSync(source)) {
    return `${source} is not there: name a cartridge that has ${TEMPLATE}`;
  }
  const target = path.join(__dirname, '..', 'cartridges', 'plugin_tagwright', TEMPLATE);
  const text = fs.readFileSync(source, 'utf8');
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text.includes(LINE) ? text : `${LINE}\n${text}`);
  console.log(`${target}: written`);
  return null;
}

const problem = main(process.argv.slice(2));
if (problem) {
  console.error(`Error: ${problem}`);
  process.exitCode = 2;
}
