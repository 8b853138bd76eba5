import { appendFileSync } from "node:fs";
import { defineAction, definePlugin, type Plugin } from "@belfry/plugin-kit";
import { z } from "zod";

/** An action that ends its process with a crash, wherever it runs. It notes that it did before. */
export function dyingActions(file: string): Plugin {
  const die = defineAction({
    id: "die.now",
    displayName: { zh: "die", en: "die" },
    description: { zh: "die", en: "die" },
    input: z.strictObject({}),
    idempotent: true,
    async run(ctx) {
      appendFileSync(file, `${JSON.stringify({ what: "dies", key: ctx.idempotencyKey, pid: process.pid })}\n`);
      process.kill(process.pid, "SIGKILL");
      // The signal takes a moment to arrive.
      await new Promise(() => undefined);
    },
  });
  return definePlugin({ name: "die", version: "0", actions: [die] });
}
