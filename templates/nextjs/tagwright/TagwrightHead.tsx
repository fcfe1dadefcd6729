/**
 * Optimizely's snippet and the platforms, for the top of <head> in `app/layout.tsx` or `pages/_document.tsx`.
 *
 * They are plain script elements. `next/script` with `beforeInteractive` comes later, and holds nothing up that must wait.
 */
import type { TagwrightSettings } from "./settings";
import { tagwrightScripts } from "./tagwright";

/** Without settings that have to be given, `settings` can be left out. */
export type TagwrightHeadProps = {
  /** The nonce of the page's Content Security Policy. */
  nonce?: string;
} & ({} extends TagwrightSettings ? { settings?: TagwrightSettings } : { settings: TagwrightSettings });

export function TagwrightHead({ nonce, settings }: TagwrightHeadProps) {
  const scripts = tagwrightScripts((settings ?? {}) as TagwrightSettings);
  return (
    <>
      {scripts.map((attributes) => (
        // Optimizely changes the page before it is painted, so it has to hold the page up.
        // A browser hides a nonce from the page's own scripts, which looks like a difference to React.
        // eslint-disable-next-line @next/next/no-sync-scripts
        <script key={attributes.src} {...attributes} nonce={nonce} suppressHydrationWarning />
      ))}
    </>
  );
}
