/** What a person chose for this browser: language and theme. Kept in localStorage, the same for every address. */

export const languages = ["zh", "en"] as const;
export type Language = (typeof languages)[number];
export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export interface Preferences {
  readonly language: Language;
  readonly theme: ThemeChoice;
  /** Whether to offer a change of the password that the first start made. */
  readonly offerPasswordChange: boolean;
}

const KEY = "belfry.preferences";
const listeners = new Set<() => void>();
let current: Preferences | undefined;

export function readPreferences(): Preferences {
  current ??= parsePreferences(localStorage.getItem(KEY), navigator.languages);
  return current;
}

export function changePreferences(change: Partial<Preferences>): void {
  current = { ...readPreferences(), ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  for (const listener of listeners) listener();
}

/** Tells of changes, also of those in other tabs. */
export function watchPreferences(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== KEY) return;
    current = undefined;
    listener();
  };
  listeners.add(listener);
  addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", onStorage);
  };
}

/** @param stored what localStorage has; whatever is wrong with it counts as not chosen */
export function parsePreferences(stored: string | null, browserLanguages: readonly string[]): Preferences {
  const { language, theme, offerPasswordChange } = parseObject(stored);
  return {
    language: languages.find((known) => known === language) ?? languageOf(browserLanguages),
    theme: themeChoices.find((known) => known === theme) ?? "system",
    offerPasswordChange: offerPasswordChange !== false,
  };
}

/** The first language of the browser that the console speaks. */
function languageOf(browserLanguages: readonly string[]): Language {
  const known = browserLanguages
    .map((tag) => tag.toLowerCase().split("-", 1)[0])
    .map((tag) => languages.find((language) => language === tag));
  return known.find((language) => language !== undefined) ?? "en";
}

function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
