import { describe, expect, test } from "vitest";
import type { Losses, LossMoment, StoreOperation } from "@belfry/testkit";
import { chapters } from "./chapters/all-chapters.ts";
import type { Chapter } from "./chapters/chapter.ts";
import { readLedger, type Ledger } from "./ledger.ts";
import { openWorld } from "./world.ts";
import { writingStatements } from "./writing-statements.ts";

const wanted = writingStatements();
/** The writing statements whose answers were lost, by moment. */
const covered: Record<LossMoment, Set<string>> = { "after-commit": new Set(), "before-commit": new Set() };

/** The undisturbed run of each chapter, which those with losses are compared with. */
const undisturbed = new Map<Chapter, Promise<Ledger>>();

async function tell(chapter: Chapter, losses: Losses | undefined): Promise<Ledger> {
  const plugins = chapter.plugins?.() ?? [];
  await using world = await openWorld(losses, plugins, chapter.options);
  await chapter.tell(world, plugins);
  if (losses !== undefined)
    for (const { statements } of world.lossy.lost) for (const name of statements) covered[losses.moment].add(name);
  // Awaited here: the world is closed when this returns.
  return await readLedger(world.database.store);
}

/** The first answer of each kind of operation is lost, and the third: by then the first has been made up for. */
const loses = ({ nth }: StoreOperation): boolean => nth === 1 || nth === 3;

const moments: readonly LossMoment[] = ["after-commit", "before-commit"];
const cases = chapters.flatMap((chapter) => moments.map((moment) => ({ name: chapter.name, chapter, moment })));

describe.concurrent("whatever answer is lost, nothing is lost and nothing is done twice", { timeout: 300_000 }, () => {
  test.each(cases)("$name: the answer is lost $moment", async ({ chapter, moment }) => {
    if (!undisturbed.has(chapter)) undisturbed.set(chapter, tell(chapter, undefined));
    const told = await tell(chapter, { moment, loses });
    expect(told).toEqual(await undisturbed.get(chapter));
  });
});

// At one of the moments: how often an operation comes, and so which of its answers is lost, depends on how fast the machine is.
test("every statement of the engine that writes has lost an answer", () => {
  const told = new Set([...covered["after-commit"], ...covered["before-commit"]]);
  expect([...wanted].filter((name) => !told.has(name))).toEqual([]);
});
