import { LruCache } from "../cache/lru-cache.ts";
import { AppError } from "../errors/app-error.ts";
import type { Problem } from "../errors/problems.ts";
import { compileCron, type CompiledCron } from "./cron-calendar.ts";
import type { CronExpression, CronFieldName, CronPart } from "./cron-expression.ts";
import { isCronFault, parseCronPart } from "./parse-cron-field.ts";

/** A schedule that can be read, or the problem with it. The problem's path is empty, its column points into the text. */
export type CronParse =
  | { readonly ok: true; readonly cron: CronExpression }
  | { readonly ok: false; readonly problem: Problem };

const FIELDS = ["second", "minute", "hour", "day", "month", "weekday"] as const satisfies readonly CronFieldName[];
const MACROS: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

/**
 * Reads a schedule of five fields (minute, hour, day, month, weekday) or six (with the seconds first): numbers, names
 * (`JAN`, `MON`), lists, ranges, steps, `L`, `LW`, `15W`, `5L` and `5#2`. Weekdays 0 and 7 are Sunday.
 *
 * A schedule that never fires (the 30th of February) is a problem too.
 */
export function parseCron(expression: string): CronParse {
  const words = [...expression.matchAll(/\S+/g)];
  if (words[0]?.[0].startsWith("@")) return macroProblem(words[0][0]);
  if (words.length !== 5 && words.length !== 6) return countProblem(words.length);

  const fields: Partial<Record<CronFieldName, readonly CronPart[]>> = { second: [{ kind: "value", value: 0 }] };
  for (const [index, word] of words.entries()) {
    const field = FIELDS[index + 6 - words.length];
    if (field === undefined) continue;
    const parts: CronPart[] = [];
    let column = word.index + 1;
    for (const text of word[0].split(",")) {
      const part = parseCronPart(text, field);
      if (isCronFault(part)) return { ok: false, problem: { path: "", position: { line: 1, column }, ...part } };
      parts.push(part);
      column += text.length + 1;
    }
    fields[field] = parts;
  }
  const { second = [], minute = [], hour = [], day = [], month = [], weekday = [] } = fields;
  const cron: CronExpression = {
    text: words.join(" "),
    hasSeconds: words.length === 6,
    second,
    minute,
    hour,
    day,
    month,
    weekday,
  };
  if (compileCron(cron).nextWall(0) === undefined) return neverProblem(words.at(-3)?.index ?? 0);
  return { ok: true, cron };
}

// Parsing takes some microseconds and a compiled schedule a kilobyte; many rules share one schedule.
const compiled = new LruCache<string, CompiledCron>(2_000);

/** The schedule ready to be asked for its times. @throws AppError `SCHEDULE_INVALID` with expression, reason and remedy */
export function compiledCron(expression: string): CompiledCron {
  return compiled.getOrMake(expression, () => {
    const parsed = parseCron(expression);
    if (parsed.ok) return compileCron(parsed.cron);
    const { message, remedy, position } = parsed.problem;
    throw new AppError("SCHEDULE_INVALID", { expression, reason: message, remedy, position });
  });
}

function macroProblem(macro: string): CronParse {
  const fields = MACROS[macro.toLowerCase()];
  const remedy =
    fields === undefined ? "Write five fields: minute, hour, day, month, weekday." : `Write ${fields} instead.`;
  return {
    ok: false,
    problem: {
      path: "",
      position: { line: 1, column: 1 },
      message: `The short form ${macro} is not supported.`,
      remedy,
    },
  };
}

function countProblem(count: number): CronParse {
  const message =
    count === 0 ? "The schedule is empty." : `The schedule has ${count} ${count === 1 ? "field" : "fields"}.`;
  const remedy = "Write five fields (minute, hour, day, month, weekday), or six with the seconds first.";
  return { ok: false, problem: { path: "", message, remedy } };
}

function neverProblem(index: number): CronParse {
  return {
    ok: false,
    problem: {
      path: "",
      position: { line: 1, column: index + 1 },
      message: "The schedule never fires: no date fits it.",
      remedy: "Choose another day, or write L for the last day of the month.",
    },
  };
}
