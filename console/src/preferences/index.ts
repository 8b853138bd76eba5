export { changePreferences, readPreferences, themeChoices, watchPreferences } from "./preferences.ts";
export type { Language, ThemeChoice } from "./preferences.ts";
export { useIsDark, usePreferences, useReducedMotion } from "./use-preferences.ts";
