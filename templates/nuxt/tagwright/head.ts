/**
 * Optimizely's snippet and the platforms as Nuxt's head has them: for `app.head` in nuxt.config.ts, or `useHead`.
 */
import type { TagwrightSettings } from "./settings";
import { tagwrightScripts, type TagwrightScript } from "./tagwright";

/** Before title, styles and every other script; <meta charset> is at -20, the viewport at -15, and they stay before it. */
const FIRST = -14;

/** A script element as Unhead describes it; an interface would not do, because Unhead's own have an index. */
export type TagwrightHeadScript = TagwrightScript & {
  tagPosition: "head";
  tagPriority: number;
  nonce?: string;
};

/** Without settings that have to be given, `settings` can be left out. */
export function tagwrightHead(
  ...[settings, nonce]: {} extends TagwrightSettings
    ? [settings?: TagwrightSettings, nonce?: string]
    : [settings: TagwrightSettings, nonce?: string]
): { script: TagwrightHeadScript[] } {
  const scripts = tagwrightScripts((settings ?? {}) as TagwrightSettings);
  return {
    script: scripts.map((attributes) => ({
      ...attributes,
      ...(nonce === undefined ? {} : { nonce }),
      tagPosition: "head",
      tagPriority: FIRST,
    })),
  };
}
