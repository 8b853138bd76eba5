import { useSyncExternalStore } from "react";
import { readPreferences, watchPreferences, type Preferences } from "./preferences.ts";

export function usePreferences(): Preferences {
  return useSyncExternalStore(watchPreferences, readPreferences);
}

const darkSystem = matchMedia("(prefers-color-scheme: dark)");

function watchSystem(listener: () => void): () => void {
  darkSystem.addEventListener("change", listener);
  return () => darkSystem.removeEventListener("change", listener);
}

/** Whether to draw dark now: as chosen, or as the system has it. */
export function useIsDark(): boolean {
  const { theme } = usePreferences();
  const systemIsDark = useSyncExternalStore(watchSystem, () => darkSystem.matches);
  return theme === "system" ? systemIsDark : theme === "dark";
}
