import { afterAll, beforeAll, expect, test } from "vitest";
import { from, noDraft, startPeople, type People } from "./people.ts";

const ATTEMPTS = 24;
let people: People;

beforeAll(async () => {
  people = await startPeople();
});
afterAll(() => people[Symbol.asyncDispose]());

async function took(name: string): Promise<number> {
  const begun = performance.now();
  const attempt = people.access.signIn({ name, password: "wrong password", from, replaces: undefined });
  await expect(attempt).rejects.toMatchObject({ code: "LOGIN_FAILED" });
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

test("the answer for an unknown name takes as long as that for a wrong password, and both take a hash", async () => {
  await people.access.users.create(people.root, { ...noDraft, name: "disabled" });
  await people.access.users.change(people.root, "disabled", { enabled: false });
  const times: Record<string, number[]> = { admin: [], nobody: [], disabled: [] };
  // In turn, so that whatever else the machine does slows all of them down.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    for (const [name, values] of Object.entries(times)) values.push(await took(name));
    await people.db.store.pool.query("delete from belfry.login_failures");
  }
  const [known, unknown, disabled] = Object.values(times).map(median) as [number, number, number];
  for (const other of [unknown, disabled]) {
    expect(other / known).toBeGreaterThan(0.6);
    expect(other / known).toBeLessThan(1.67);
  }
  // A look-up without a hash takes a millisecond or two; the hash alone takes far more than that on any machine.
  expect(Math.min(known, unknown, disabled)).toBeGreaterThan(6);
});
