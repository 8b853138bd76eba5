import { createEngine, type Engine, type EngineOptions } from "@belfry/engine";
import { defineAction, definePlugin, type ActionContext, type Plugin } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import { builtinTriggers } from "@belfry/triggers";
import { z } from "zod";
import { refusedServices } from "./refused-services.ts";

/** An action `bench.note` that does nothing but this. */
export function noteAction(run: (ctx: ActionContext) => Promise<void> | void): Plugin {
  const names = { zh: "记录", en: "Note" };
  const note = defineAction({
    id: "bench.note",
    displayName: names,
    description: names,
    input: z.strictObject({}),
    idempotent: true,
    async run(ctx) {
      await run(ctx);
      return {};
    },
  });
  return definePlugin({ name: "bench", version: "0", actions: [note] });
}

/** An engine as it is in production, but for what reaches the outside. It reports its own errors. */
export async function createBenchEngine(
  deps: { readonly store: Store; readonly folder: string; readonly plugin: Plugin },
  options: EngineOptions = {},
): Promise<Engine> {
  const engine = await createEngine(
    {
      store: deps.store,
      plugins: [builtinTriggers, deps.plugin],
      services: refusedServices(deps.folder),
    },
    options,
  );
  engine.events.on("engine.error", ({ where, error }) => process.stderr.write(`${where}: ${String(error)}\n`));
  return engine;
}
