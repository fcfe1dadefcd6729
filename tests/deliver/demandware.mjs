// The cartridge on doubles of the dw classes it uses: [{preferences, asks}] -> [{html, errors}].
//
// `asks` says who asks in one request: "template" (an include in htmlHead.isml), "hook" (SFRA, at the end of <head>). The
// reader of templates knows the four elements that ours has, and encodes as Salesforce documents `htmldoublequote`.
import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";

const [cartridge] = process.argv.slice(2);
const inside = (...parts) => path.join(cartridge, "cartridge", ...parts);
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const ENCODINGS = { htmldoublequote: (text) => String(text).replace(/[&<>"']/g, (char) => ENTITIES[char]) };

/** The tree of a template: texts, and elements with what is in them. */
function parsed(text) {
  const root = { children: [] };
  const open = [root];
  // Quotes inside an expression belong to it.
  for (const [whole, close, name, attributes, single] of text.matchAll(
    /<(\/?)(is\w+)((?:\s+\w+="(?:\$\{[^}]*\}|[^"$])*")*)\s*(\/?)>|[^<]+|</g,
  )) {
    const parent = open.at(-1);
    if (!name) {
      parent.children.push(whole);
    } else if (close) {
      if (open.pop().name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const named = Object.fromEntries([...attributes.matchAll(/(\w+)="((?:\$\{[^}]*\}|[^"$])*)"/g)].map(([, key, value]) => [key, value]));
      const node = { name, attributes: named, children: [] };
      parent.children.push(node);
      if (!single) open.push(node);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1).name}> is not closed`);
  return root;
}

/** What a template prints; the scope holds variables by name. */
function printed(node, scope) {
  if (typeof node === "string") return node;
  const value = (name) => {
    const expression = /^\$\{([^}]*)\}$/.exec(node.attributes[name]);
    return expression ? vm.runInNewContext(`(${expression[1]})`, scope) : node.attributes[name];
  };
  const all = (inner) => node.children.map((child) => printed(child, inner)).join("");
  if (node.name === undefined) return all(scope);
  if (node.name === "isset") {
    scope[value("name")] = value("value");
    return "";
  }
  if (node.name === "isif") return value("condition") ? all(scope) : "";
  if (node.name === "isloop") return value("items").map((item) => all({ ...scope, [value("var")]: item })).join("");
  if (node.name === "isprint") return ENCODINGS[value("encoding")](value("value"));
  throw new Error(`<${node.name}> is not known`);
}

function answer({ preferences, asks }) {
  const errors = [];
  const request = { custom: {} };
  let html = "";
  const classes = {
    "dw/system/Site": {
      getCurrent: () => ({
        getCustomPreferenceValue(id) {
          if (!(id in preferences)) throw new Error(`no attribute ${id}`);
          return preferences[id];
        },
      }),
    },
    "dw/system/Logger": {
      getLogger: (category) => ({
        error: (text, ...values) => errors.push(`${category}: ${text.replace(/\{(\d)\}/g, (_, n) => values[n])}`),
      }),
    },
    "dw/web/URLUtils": { staticURL: (file) => ({ toString: () => `/on/demandware.static${file}` }) },
    "dw/template/ISML": {
      renderTemplate(name) {
        const text = readFileSync(inside("templates", "default", `${name}.isml`), "utf8");
        html += printed(parsed(text), { require: load(inside("scripts", "x.js")), request });
      },
    },
  };
  function load(from) {
    return (name) => {
      if (name in classes) return classes[name];
      const file = name.startsWith("*/cartridge/") ? inside(name.slice("*/cartridge/".length)) : path.join(path.dirname(from), name);
      if (file.endsWith(".json")) return JSON.parse(readFileSync(file, "utf8"));
      const script = file.endsWith(".js") ? file : `${file}.js`;
      const module = { exports: {} };
      vm.runInNewContext(`(function (require, module, exports) {${readFileSync(script, "utf8")}\n})`)(load(script), module, module.exports);
      return module.exports;
    };
  }
  const hooks = JSON.parse(readFileSync(inside("scripts", "hooks.json"), "utf8")).hooks;
  for (const asking of asks) {
    if (asking === "template") classes["dw/template/ISML"].renderTemplate("tagwright/head");
    else for (const { script } of hooks) load(inside("scripts", "hooks.json"))(script).htmlHead();
  }
  return { html, errors };
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(answer)));
