export { changePreferences, languages, readPreferences, themeChoices, watchPreferences } from "./preferences.ts";
export type { Language, Preferences, ThemeChoice } from "./preferences.ts";
export { useIsDark, usePreferences } from "./use-preferences.ts";
