import type { TestEngine } from "@belfry/testkit";

/** A look is a statement or two: at the pace of other tests, those that wait here would keep those that work from it. */
const LOOK_MS = 25;

/** As the engine of a test waits, and for as long as lost answers may take: each costs up to a second. */
export async function until(t: TestEngine, check: () => Promise<boolean> | boolean): Promise<void> {
  const longUntil = performance.now() + 90_000;
  for (;;) {
    if (await check()) return;
    if (performance.now() > longUntil) await t.until(check);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
