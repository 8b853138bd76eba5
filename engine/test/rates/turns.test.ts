import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stepUs, turnsOf, type RateLimit } from "../../src/rates/gcra.ts";
import { reserveTurns } from "../../src/sql/rates/reserve-turns.ts";
import { takeTurns } from "../../src/sql/rates/take-turns.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** GCRA as a textbook has it, one cell at a time, in microseconds. */
class Model {
  #tat = Number.NEGATIVE_INFINITY;
  readonly #step: number;
  readonly #slack: number;

  constructor(rate: RateLimit) {
    this.#step = stepUs(rate);
    this.#slack = (rate.burst - 1) * this.#step;
  }

  /** When the next may come; it is counted. */
  reserve(now: number): number {
    const at = Math.max(now, this.#tat - this.#slack);
    this.#tat = Math.max(now, this.#tat) + this.#step;
    return at;
  }

  /** Whether one may come now; it is counted when it may. */
  take(now: number): boolean {
    if (this.#tat - this.#slack > now) return false;
    this.#tat = Math.max(now, this.#tat) + this.#step;
    return true;
  }
}

/** The same numbers for the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

test.each([1, 2, 3, 4])("reservations and refusals are those of the reference model (seed %i)", async (seed) => {
  const pick = random(seed);
  const rate = { limit: 1 + pick(20), perMs: 100 + pick(60_000), burst: 1 + pick(6) };
  const asked = { key: `model-${seed}`, stepUs: stepUs(rate), burst: rate.burst };
  const model = new Model(rate);
  let now = (await database.clock.now()).getTime();
  for (let round = 0; round < 40; round += 1) {
    now += pick(3) === 0 ? 0 : pick(Math.ceil((rate.perMs / rate.limit) * 3));
    await database.clock.set(new Date(now));
    const n = 1 + pick(5);
    if (pick(2) === 0) {
      const [grant] = await database.store.transaction((tx) => reserveTurns(tx, [{ ...asked, n }]));
      const expected = Array.from({ length: n }, () => model.reserve(now * 1_000) / 1_000);
      const turns = turnsOf(rate, { n, tat: grant!.tat, now: grant!.now }).map((at) => at.getTime());
      // Rounded up to whole milliseconds, never sooner.
      turns.forEach((at, i) => {
        expect(at - expected[i]!).toBeGreaterThanOrEqual(-0.001);
        expect(at - expected[i]!).toBeLessThan(2);
      });
    } else {
      const [grant] = await database.store.transaction((tx) => takeTurns(tx, [{ ...asked, n }]));
      let expected = 0;
      for (let i = 0; i < n; i += 1) if (model.take(now * 1_000)) expected += 1;
      expect(grant?.taken).toBe(expected);
    }
  }
});

test("many takers on one key get exactly as many turns as there are", async () => {
  const rate = { limit: 30, perMs: 60_000, burst: 30 };
  const asked = { key: "many", stepUs: stepUs(rate), burst: rate.burst, n: 1 };
  const takers = await Promise.all(
    Array.from({ length: 100 }, () => database.store.transaction((tx) => takeTurns(tx, [asked]))),
  );
  expect(takers.flat().filter(({ taken }) => taken === 1)).toHaveLength(30);
  await database.clock.advance(2_000);
  const later = await Promise.all(
    Array.from({ length: 20 }, () => database.store.transaction((tx) => takeTurns(tx, [asked]))),
  );
  expect(later.flat().filter(({ taken }) => taken === 1)).toHaveLength(1);
});

test("what was rolled back was not reserved, and no two reservations get one turn", async () => {
  const rate = { limit: 10, perMs: 10_000, burst: 1 };
  const asked = { key: "apart", stepUs: stepUs(rate), burst: 1 };
  const turns = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      database.store
        .transaction(async (tx) => {
          const [grant] = await reserveTurns(tx, [{ ...asked, n: 2 }]);
          if (i % 2 === 1) throw new Error("given up");
          return turnsOf(rate, { n: 2, ...grant! });
        })
        .catch(() => []),
    ),
  );
  const times = turns
    .flat()
    .map((at) => at.getTime())
    .toSorted((a, b) => a - b);
  const gaps = times.slice(1).map((at, i) => at - times[i]!);
  expect(times).toHaveLength(20);
  for (const gap of gaps) expect(Math.abs(gap - 1_000)).toBeLessThanOrEqual(1);
});
