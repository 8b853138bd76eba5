import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { defineAction, definePlugin, type Plugin } from "@belfry/plugin-kit";
import { z } from "zod";

/** A morning that nobody could serve, because all processes were killed, is made up for. */
const everyMorning = {
  cron: "0 6 * * *",
  timezone: "UTC",
  misfire: { policy: "all", within: "30d", perMinute: 6_000 },
} as const;

/** The rules that pass all fault points: one that is simple, and one with children. */
export const crashRules = [
  {
    rule: "steps",
    triggers: [everyMorning],
    actions: ["a", "b", "c"].map((id) => ({ id, use: "note.work", with: {} })),
  },
  {
    rule: "family",
    triggers: [everyMorning],
    forEach: ["x", "y"],
    concurrency: { limit: 1 },
    actions: ["a", "b"].map((id) => ({ id, use: "note.work", with: {} })),
  },
] as const;

/** How many different keys these rules use when they fire once. */
export const CRASH_KEYS = 3 + 2 * 2;

export interface Note {
  readonly what: "begun" | "done";
  readonly key: string;
  readonly pid: number;
}

/** An action that notes when it begins and when it is done. With `slowMs` it takes so long in between. */
export function notingActions(file: string): Plugin {
  const work = defineAction({
    id: "note.work",
    displayName: { zh: "note", en: "note" },
    description: { zh: "note", en: "note" },
    input: z.strictObject({ slowMs: z.number().default(0) }),
    idempotent: false,
    async run(ctx, { slowMs }) {
      note(file, { what: "begun", key: ctx.idempotencyKey, pid: process.pid });
      if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
      note(file, { what: "done", key: ctx.idempotencyKey, pid: process.pid });
      return { pid: process.pid };
    },
  });
  return definePlugin({ name: "note", version: "0", actions: [work] });
}

// In one write to the page cache: it survives the process, and no other process writes into the middle of it.
function note(file: string, line: Note): void {
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

export function readNotes(file: string): Note[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Note);
}
