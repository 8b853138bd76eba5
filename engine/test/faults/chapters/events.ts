import type { IncomingEvent } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { echo, type Chapter } from "./chapter.ts";

const by = { by: tester };
const letter = (raw: string) => ({ broughtBy: "gate", triggerId: null, raw, problems: [] });

/** Events that start rules at once, gathered, throttled, replayed, and some that cannot be read. */
export const events: Chapter = {
  name: "events",
  async tell(w) {
    const { t, ask, watcher, database } = w;
    let n = 0;
    const paid = (customer: string): IncomingEvent => ({
      source: "/shop",
      id: `e${(n += 1)}`,
      type: "order.paid",
      data: { customer },
    });
    const send = async (...customers: string[]) => {
      const batch = customers.map(paid);
      await ask(() => t.engine.acceptEvents(batch, { broughtBy: "test" }));
    };
    const on = (rule: string, trigger: Record<string, unknown>) =>
      w.rule({
        rule,
        triggers: [{ event: "order.paid", key: "event.data.customer", ...trigger }],
        actions: [echo("one")],
      });
    await on("at-once", {});
    await on("throttled", { throttle: { every: "10m" } });
    await on("batched", { batch: { size: 3, within: "5m" } });
    await on("debounced", { debounce: { quiet: "30s", max: "5m" } });
    // A node that misses the notification knows new triggers a second later.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await send("a", "b", "a");
    await send("a");
    await database.clock.advance(31_000);
    await w.settled();
    await send("b", "c");
    await database.clock.advance(600_000);
    await w.settled();
    await send("a");
    const [event] = await watcher.engine.listEvents({ limit: 1 });
    await ask(() => t.engine.replayEvent(event?.id ?? 0, by));
    await database.clock.advance(600_000);
    await w.settled();

    const again = JSON.stringify({
      specversion: "1.0",
      source: "/shop",
      id: "read-again",
      type: "order.paid",
      data: { customer: "z" },
    });
    for (const raw of ["{", "["])
      await ask(async () => {
        const kept = await watcher.engine.listDeadLetters();
        if (!kept.some((one) => one.raw === raw)) await t.engine.keepDeadLetters([letter(raw)]);
      });
    const [dismissed, mended] = (await watcher.engine.listDeadLetters()).map(({ id }) => id);
    await ask(() => t.engine.replayDeadLetter(mended ?? 0, { ...by, text: again }), "DEAD_LETTER_NOT_FOUND");
    await ask(() => t.engine.dismissDeadLetter(dismissed ?? 0, by), "DEAD_LETTER_NOT_FOUND");
    await database.clock.advance(600_000);
    await w.settled();
  },
};
