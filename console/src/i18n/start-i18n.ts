import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { readPreferences, watchPreferences, type Language } from "../preferences/index.ts";
import type { Translation } from "./translation.ts";

const htmlLanguages: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en" };

/** Only the language that is used is loaded. */
const texts: Readonly<Record<Language, () => Promise<Translation>>> = {
  zh: async () => (await import("./zh.ts")).zh,
  en: async () => (await import("./en.ts")).en,
};

/** Loads the texts of the chosen language, and from then on follows the choice. */
export async function startI18n(): Promise<void> {
  const { language } = readPreferences();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await texts[language]() } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = htmlLanguages[language];
  watchPreferences(() => void follow(readPreferences().language));
}

async function follow(language: Language): Promise<void> {
  if (language === i18next.language) return;
  i18next.addResourceBundle(language, "translation", await texts[language]());
  // Somebody may have changed their mind while the texts were loaded.
  if (readPreferences().language !== language) return;
  await i18next.changeLanguage(language);
  document.documentElement.lang = htmlLanguages[language];
}
