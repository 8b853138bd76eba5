/** The scheduler that is killed: a whole node whose one action notes in a file that it ran. */
import { appendFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { createEngine } from "@belfry/engine";
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { openStore } from "@belfry/store";
import { builtinTriggers } from "@belfry/triggers";
import { z } from "zod";
import { refusedServices } from "../support/refused-services.ts";

// A process that is killed writes no cache at its end, and a scheduler that starts slowly is not what is tried here.
flushCompileCache();
const [url = "", notes = "", folder = ""] = process.argv.slice(2);
const note = defineAction({
  id: "chaos.note",
  displayName: { zh: "记录", en: "Note" },
  description: { zh: "记下自己运行过", en: "Notes that it ran" },
  input: z.strictObject({}),
  idempotent: false,
  async run(ctx) {
    appendFileSync(notes, `${ctx.idempotencyKey}\n`);
    return {};
  },
});
const engine = await createEngine({
  store: openStore({ url }),
  plugins: [builtinTriggers, definePlugin({ name: "chaos", version: "0", actions: [note] })],
  services: refusedServices(folder),
});
engine.events.on("engine.error", ({ where, error }) => process.stderr.write(`${where}: ${String(error)}\n`));
await engine.start();
process.stdout.write("ready\n");
