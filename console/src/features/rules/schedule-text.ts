import type { Language } from "../../preferences/index.ts";
import type { Rule } from "./rule-queries.ts";

/** What the triggers of a rule mean, to stand in a cell or inside a sentence: without a full stop. Empty without triggers. */
export function scheduleText({ schedule }: Pick<Rule, "schedule">, language: Language): string {
  return schedule.map((text) => text[language].replace(/[.。]\s*$/, "")).join(language === "zh" ? "；" : "; ");
}
