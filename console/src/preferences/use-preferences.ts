import { useSyncExternalStore } from "react";
import { readPreferences, watchPreferences, type Preferences } from "./preferences.ts";

export function usePreferences(): Preferences {
  return useSyncExternalStore(watchPreferences, readPreferences);
}

/** Whether to draw dark now: as chosen, or as the system has it. */
export function useIsDark(): boolean {
  const { theme } = usePreferences();
  const systemIsDark = useSyncExternalStore(darkSystem.watch, darkSystem.read);
  return theme === "system" ? systemIsDark : theme === "dark";
}

/** Whether the system asks for a page on which nothing moves. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(stillSystem.watch, stillSystem.read);
}

const darkSystem = systemSetting("(prefers-color-scheme: dark)");
const stillSystem = systemSetting("(prefers-reduced-motion: reduce)");

function systemSetting(query: string): {
  readonly watch: (listener: () => void) => () => void;
  readonly read: () => boolean;
} {
  const list = matchMedia(query);
  return {
    watch: (listener) => {
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    read: () => list.matches,
  };
}
