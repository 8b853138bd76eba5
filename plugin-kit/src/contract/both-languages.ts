import type { LocalizedText } from "../localized-text.ts";
import { demand } from "./contract-check.ts";

/** @throws Error when a text is missing in a language, or the Chinese one holds no Chinese */
export function demandBothLanguages(text: LocalizedText, what: string): void {
  for (const language of ["zh", "en"] as const) {
    const words: unknown = text[language];
    demand(typeof words === "string" && words.trim() !== "", `${what} says nothing in ${language}. Write it.`);
    demand(words === words.trim(), `${what} begins or ends with a blank in ${language}. Take it away.`);
  }
}

/** As `demandBothLanguages`, for sentences: a name may be the same in both languages, a sentence is not. */
export function demandSentences(text: LocalizedText, what: string): void {
  demandBothLanguages(text, what);
  demand(/\p{Script=Han}/u.test(text.zh), `${what} has no Chinese under zh: "${text.zh}". Translate it.`);
  demand(!/\p{Script=Han}/u.test(text.en), `${what} has Chinese under en: "${text.en}". Translate it.`);
}
