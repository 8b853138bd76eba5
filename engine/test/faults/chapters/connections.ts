import type { ActionServices } from "@belfry/engine";
import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { z } from "zod";
import { until } from "../until.ts";
import type { Chapter } from "./chapter.ts";

const names = { zh: "调用", en: "call" };
const address = "https://provider.test/";
const connection = "provider.test:443";

const caller = definePlugin({
  name: "faults",
  version: "0",
  actions: [
    defineAction({
      id: "faults.call",
      displayName: names,
      description: names,
      input: z.strictObject({}),
      idempotent: true,
      run: async (ctx) => ({ status: (await ctx.fetch(address)).status }),
    }),
  ],
});
const LOOKS_A_SECOND = 10;

/** It always answers: what is tried is how calls are held back and let through. */
const fetch = (async () => new Response("{}")) as unknown as ActionServices["fetch"];

/** A connection that a person parks, and lets through again step by step, at once, or at a time. */
export const connections: Chapter = {
  name: "connections",
  plugins: () => [caller],
  options: { services: { fetch } },
  async tell(w) {
    const { t, ask, watcher, database } = w;
    const person = { by: tester, reason: "They work on it." };
    const parked = async (n: number) => {
      const ids: number[] = [];
      for (let i = 0; i < n; i += 1) ids.push(await w.run("calls"));
      for (const id of ids) await watcher.reached(id, "waiting");
      return ids;
    };
    const called = async (ids: readonly number[]) => {
      let looks = 0;
      for (const id of ids)
        await until(watcher, async () => {
          if ((await watcher.engine.getExecution(id)).state === "success") return true;
          // With a clock that runs much faster than a busy machine, its nodes would seem lost, and what they hold set aside.
          if (looks % LOOKS_A_SECOND === 0) await database.clock.advance(1_000);
          looks += 1;
          return false;
        });
    };
    await w.rule({ rule: "calls", actions: [{ id: "call", use: "faults.call" }] });
    await ask(() => t.engine.openBreaker(connection, person));
    const first = await parked(4);
    await ask(() => t.engine.closeBreaker(connection, person), "BREAKER_NOT_OPEN");
    await called(first);
    await ask(() => t.engine.openBreaker(connection, person));
    const second = await parked(3);
    await ask(() => t.engine.closeBreaker(connection, { ...person, atOnce: true }), "BREAKER_NOT_OPEN");
    await called(second);
    const soon = new Date((await database.clock.now()).getTime() + 600_000);
    await ask(() => t.engine.openBreaker(connection, { ...person, until: soon }));
    const third = await parked(1);
    await database.clock.set(soon);
    await called(third);
    // Nobody is parked when the pause is over: whoever comes first is the probe.
    const later = new Date((await database.clock.now()).getTime() + 600_000);
    await ask(() => t.engine.openBreaker(connection, { ...person, until: later }));
    await database.clock.set(later);
    await w.settled();
    await called([await w.run("calls")]);
    await w.settled();
  },
};
