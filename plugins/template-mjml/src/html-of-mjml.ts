import type { CompiledMjml, MjmlProblem } from "@belfry/plugin-kit";
import mjml2html from "mjml";
import { lostTexts } from "./lost-texts.ts";
import { sourceProblems } from "./source-problems.ts";

/**
 * What MJML becomes, or what is wrong with it. The compiler leaves out silently what it cannot place; that is refused here,
 * because nobody would miss it before the mail is sent.
 */
export async function htmlOfMjml(source: string): Promise<CompiledMjml> {
  const first = sourceProblems(source);
  if (first.length > 0) return { html: "", problems: first };
  try {
    const { html, errors, json } = await mjml2html(source, {
      ignoreIncludes: true,
      useMjmlConfigOptions: false,
      // Without this each mail fetches fonts from Google, which tells Google who reads it and does not work everywhere.
      fonts: {},
    });
    const problems = errors.filter(({ message }) => !isOfLiquid(message)).map(problemOf);
    return { html, problems: [...problems, ...lostTexts(json)] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { html: "", problems: [{ message: `The MJML cannot be read. ${sentence(reason)}` }] };
  }
}

/** `color="{{ colour }}"` is no colour yet; what it becomes is looked at by nobody, as in HTML. */
function isOfLiquid(message: string): boolean {
  return /^Attribute \S+ has invalid value: .*(?:\{\{|\{%)/s.test(message);
}

function problemOf({ message, line, tagName }: { message: string; line: number; tagName: string }): MjmlProblem {
  return { message: `${tagName}: ${sentence(message)}`, line };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
