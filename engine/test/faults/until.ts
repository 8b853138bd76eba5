import type { TestEngine } from "@belfry/testkit";

/** As the engine of a test waits, and for as long as lost answers may take: each costs up to a second. */
export async function until(t: TestEngine, check: () => Promise<boolean> | boolean): Promise<void> {
  const longUntil = performance.now() + 20_000;
  for (;;) {
    if (await check()) return;
    if (performance.now() > longUntil) await t.until(check);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
