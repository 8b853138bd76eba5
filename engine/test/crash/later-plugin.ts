import { appendFileSync } from "node:fs";
import { defineAction, definePlugin, defineTrigger, type Plugin } from "@belfry/plugin-kit";
import { z } from "zod";

const names = { displayName: { zh: "late", en: "late" }, description: { zh: "late", en: "late" } };

/** What only a later version brings: an action, and a trigger that fires with every minute. */
export function laterPlugin(file: string): Plugin {
  const work = defineAction({
    id: "late.work",
    ...names,
    input: z.strictObject({}),
    idempotent: false,
    async run(ctx) {
      appendFileSync(file, `${JSON.stringify({ what: "begun", key: ctx.idempotencyKey, pid: process.pid })}\n`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      appendFileSync(file, `${JSON.stringify({ what: "done", key: ctx.idempotencyKey, pid: process.pid })}\n`);
      return { pid: process.pid };
    },
  });
  const minutely = defineTrigger({
    id: "minutely",
    kind: "schedule",
    ...names,
    config: z.strictObject({ minutely: z.literal(true) }),
    describe: () => names.displayName,
    next: (_config, after) => new Date((Math.floor(after.getTime() / 60_000) + 1) * 60_000),
  });
  return definePlugin({ name: "later", version: "1", actions: [work], triggers: [minutely] });
}
