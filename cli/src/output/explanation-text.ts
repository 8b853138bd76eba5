import { fillText, type ExplainStep, type Explanation } from "@belfry/client";
import { formatDuration, formatInstant } from "./format.ts";

interface Style {
  readonly language: "zh" | "en";
  /** Whether the values of each step are shown as well. */
  readonly verbose: boolean;
}

const marks = { yes: "✓", no: "✗", unknown: "?", info: "·" } as const;
const words = {
  en: { now: "evaluated now, with the values of today", zone: "times in the zone" },
  zh: { now: "现在按今天的值判断", zone: "时间按时区" },
} as const;

/** The headline, then the steps under the trigger they are about; the parts of a condition stand below it. */
export function explanationText({ headline, steps }: Explanation, style: Style): string {
  const place = placeOf(headline);
  const lines = [`${place === "" ? "" : `${place}: `}${explanationSentence(headline, style.language)}`];
  let last = "";
  for (const step of steps) {
    const at = placeOf(step);
    if (at !== last && step.trigger !== null) lines.push("", at);
    last = at;
    lines.push(...stepLines(step, style));
  }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...lines, `(${words[style.language].zone} ${zone})`].join("\n");
}

function placeOf({ rule, trigger }: ExplainStep): string {
  return [rule, trigger].filter((name) => name !== null).join("/");
}

function stepLines(step: ExplainStep, style: Style): string[] {
  const asOfNow = step.basis === "now" && step.code.startsWith("condition.") ? ` (${words[style.language].now})` : "";
  const links = step.links.map(({ kind, id }) => `${kind} ${id}`).filter((link) => !link.startsWith("calendar"));
  const linked = style.verbose && links.length > 0 ? `  → ${links.join(", ")}` : "";
  return [
    `  ${marks[step.verdict]} ${explanationSentence(step, style.language)}${asOfNow}${linked}`,
    ...step.parts.slice(1).map(partLine),
    ...(style.verbose && Object.keys(step.values).length > 0 ? [`      ${JSON.stringify(step.values)}`] : []),
  ];
}

function partLine({ source, depth, value, problem }: ExplainStep["parts"][number]): string {
  const came = problem === undefined ? JSON.stringify(value) : problem.message;
  return `${"  ".repeat(depth + 2)}${source}  =  ${came}`;
}

/** What a step says, in one line. */
export function explanationSentence(step: ExplainStep, language: "zh" | "en"): string {
  // A stranger's line breaks would look like further steps.
  return fillText(step, { language, instant: formatInstant, duration: formatDuration }).replaceAll(
    /[\s\p{Cc}]+/gu,
    " ",
  );
}
