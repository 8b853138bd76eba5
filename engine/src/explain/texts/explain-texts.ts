import { eventTexts } from "./event-texts.ts";
import { executionTexts } from "./execution-texts.ts";
import { fateTexts } from "./fate-texts.ts";
import { ruleTexts } from "./rule-texts.ts";
import { whatIfTexts } from "./what-if-texts.ts";

/** What each step of an explanation says. `{name}` stands for the value of that name. */
export const explainTexts = { ...ruleTexts, ...fateTexts, ...eventTexts, ...executionTexts, ...whatIfTexts } as const;

export type ExplainCode = keyof typeof explainTexts;
