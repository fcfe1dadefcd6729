/**
 * The script elements of a page: Optimizely's snippet first, the platforms after it.
 *
 * What is in the package is tagwright.json; what you give beside it are settings, whose names and types are in settings.d.ts.
 */
import type { TagwrightSettings } from "./settings";
import packaged from "./tagwright.json";

type Value = string | number | boolean;

interface Package {
  /** The address of Optimizely's snippet; empty when it is not to be placed. */
  optimizely: string;
  /** Where the site serves the files. */
  base: string;
  snippets: {
    slug: string;
    file: string;
    /** The names of the settings that it reads, and of those without which it does nothing. */
    fields: string[];
    required: string[];
    values: Record<string, Value>;
  }[];
}

/** The attributes of a script element; your framework escapes them. */
export type TagwrightScript = {
  src: string;
  "data-tagwright"?: string;
  "data-settings"?: string;
};

/** JSON for an attribute, without the characters that some frameworks leave as they are. */
function encoded(values: Record<string, Value>): string {
  const sorted = Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
  return JSON.stringify(sorted).replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}

/** The elements in order. A platform that is `false` is left out; one without what it needs, too. */
export function tagwrightScripts(settings: TagwrightSettings): TagwrightScript[] {
  const { base, optimizely, snippets } = packaged as unknown as Package;
  const given = settings as unknown as Record<string, Record<string, Value | undefined> | false | undefined>;
  const scripts: TagwrightScript[] = optimizely ? [{ src: optimizely }] : [];

  for (const { slug, file, fields, required, values } of snippets) {
    const own = given[slug];
    const chosen: Record<string, Value> = {};
    for (const name of fields) {
      const value = (own && own[name]) ?? values[name];
      if (value !== undefined) {
        chosen[name] = value;
      }
    }
    if (own !== false && required.every((name) => (chosen[name] ?? "") !== "")) {
      scripts.push({ src: base + file, "data-tagwright": slug, "data-settings": encoded(chosen) });
    }
  }
  return scripts;
}
