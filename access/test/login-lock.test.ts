import { afterAll, beforeAll, expect, test } from "vitest";
import type { Access } from "../src/index.ts";
import { from, startPeople, type People } from "./people.ts";

const MINUTE_MS = 60_000;
let people: People;
let access: Access;

beforeAll(async () => {
  people = await startPeople();
  ({ access } = people);
});
afterAll(() => people[Symbol.asyncDispose]());

/** What each of so many wrong passwords was answered. */
async function guess(name: string, times: number, by: Access = access): Promise<string[]> {
  const answers: string[] = [];
  for (let time = 0; time < times; time += 1) {
    const attempt = by.signIn({ name, password: "wrong", from, replaces: undefined });
    answers.push(
      await attempt.then(
        () => "in",
        (error: { code: string }) => error.code,
      ),
    );
  }
  return answers;
}

async function waitOf(name: string, password = "wrong"): Promise<number> {
  const error = await people.signIn(name, password).then(
    () => ({ details: {} }),
    (thrown: { details: object }) => thrown,
  );
  return (error.details as { retryAfterSeconds?: number }).retryAfterSeconds ?? 0;
}

test("ten wrong passwords lock the name, the right password included, after a restart and on every node", async () => {
  const { name, password } = await people.addPerson({ name: "locked" });
  expect(await guess(name, 10)).toEqual(Array(10).fill("LOGIN_FAILED"));
  expect(await guess(name, 1, people.restarted())).toEqual(["TOO_MANY_ATTEMPTS"]);
  expect(await waitOf(name, password)).toBe(60);
  expect((await access.users.get(name)).lockedUntil).not.toBeNull();
  await people.db.clock.advance(MINUTE_MS);
  expect((await people.signIn(name, password)).caller.name).toBe(name);
  expect((await access.users.get(name)).lockedUntil).toBeNull();
});

test("each lock lasts twice as long as the one before, never longer than a quarter of an hour, and a day forgets them", async () => {
  const waits: number[] = [];
  for (let lock = 0; lock < 7; lock += 1) {
    await guess("doubled", 10);
    const wait = await waitOf("doubled");
    waits.push(wait);
    await people.db.clock.advance(wait * 1_000);
  }
  expect(waits).toEqual([60, 120, 240, 480, 900, 900, 900]);
  await people.db.clock.advance(25 * 60 * MINUTE_MS);
  await guess("doubled", 10);
  expect(await waitOf("doubled")).toBe(60);
});

test("trying while it is locked does not lengthen a lock", async () => {
  await guess("patient", 10);
  await people.db.clock.advance(MINUTE_MS / 2);
  expect(await guess("patient", 30)).toEqual(Array(30).fill("TOO_MANY_ATTEMPTS"));
  expect(await waitOf("patient")).toBe(30);
});

test("nine wrong passwords and a right one count from the beginning again", async () => {
  const { name, password } = await people.addPerson({ name: "clumsy" });
  for (let time = 0; time < 3; time += 1) {
    await guess(name, 9);
    expect((await people.signIn(name, password)).caller.name).toBe(name);
  }
});

test("wrong passwords with a quarter of an hour between them lock nothing", async () => {
  for (let time = 0; time < 4; time += 1) {
    await guess("seldom", 9);
    await people.db.clock.advance(15 * MINUTE_MS + 1);
  }
  expect(await waitOf("seldom")).toBe(0);
});

test("a name that nobody has is locked like any other, so that the lock does not tell who exists", async () => {
  const { name } = await people.addPerson({ name: "existing" });
  expect(await guess(name, 12)).toEqual(await guess("not-existing", 12));
});

test("of fifty passwords that are sent at once, ten are tried", async () => {
  const attempts = Array.from({ length: 50 }, () => guess("flooded", 1));
  const answers = (await Promise.all(attempts)).flat();
  expect(answers.filter((answer) => answer === "LOGIN_FAILED")).toHaveLength(10);
  expect(answers.filter((answer) => answer === "TOO_MANY_ATTEMPTS")).toHaveLength(40);
});

test("guesses at one person lock nobody else", async () => {
  const { name, password } = await people.addPerson({ name: "neighbour" });
  await guess("flooded", 3);
  expect((await people.signIn(name, password)).caller.name).toBe(name);
});

test("an administrator unlocks at once, whether the name or the address was guessed at", async () => {
  const { name, password } = await people.addPerson({ name: "freed", email: "freed@example.org" });
  await guess(name, 10);
  await guess("freed@example.org", 10);
  expect((await access.users.get(name)).lockedUntil).not.toBeNull();
  await access.users.unlock(people.root, name);
  expect((await people.signIn(name, password)).caller.name).toBe(name);
  expect((await people.signIn("freed@example.org", password)).caller.name).toBe(name);
});

test("a stolen session is no place to guess the password at either", async () => {
  const { name, password } = await people.addPerson({ name: "robbed" });
  const { caller, token } = await people.signIn(name, password);
  const actor = { kind: "person", name, ...from } as const;
  const attempt = (currentPassword: string) =>
    access.changePassword({ caller, actor, currentPassword, newPassword: "of the thief", token });
  for (let time = 0; time < 10; time += 1) {
    await expect(attempt("wrong")).rejects.toMatchObject({ code: "REQUEST_INVALID" });
  }
  await expect(attempt(password)).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
});

test("failed and refused attempts stand in the audit trail with the name that was tried", async () => {
  await guess("tried-name", 11);
  const { rows } = await people.db.store.pool.query<{ line: string }>(
    "select actor_kind || ' ' || actor || ' ' || outcome || ' ' || (detail->>'reason') || ' ' || address as line " +
      "from belfry.audit_entries where subject = 'tried-name' order by n",
  );
  const lines = rows.map(({ line }) => line);
  expect(lines).toHaveLength(11);
  expect(new Set(lines.slice(0, 10))).toEqual(
    new Set([`unknown tried-name failed wrong name or password ${from.address}`]),
  );
  expect(lines[10]).toBe(`unknown tried-name failed locked ${from.address}`);
});

test("what is forgotten is cleared away, so that made-up names do not fill the table", async () => {
  await people.db.clock.advance(25 * 60 * MINUTE_MS);
  await guess("last", 1);
  const { rows } = await people.db.store.pool.query("select name from belfry.login_failures");
  expect(rows).toEqual([{ name: "name last" }]);
});
