import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Access, Caller } from "../src/index.ts";
import { from, noDraft, startPeople, type People } from "./people.ts";

const STEP_MS = 30_000;
let people: People;
let access: Access;
let count = 0;

beforeAll(async () => {
  people = await startPeople();
  ({ access } = people);
});
afterAll(() => people[Symbol.asyncDispose]());

interface Guarded {
  readonly name: string;
  readonly password: string;
  readonly caller: Caller;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Somebody with a second factor; a step passes, so that the code of the set-up is not the present one. */
async function addGuarded(): Promise<Guarded> {
  count += 1;
  const { name, password } = await people.addPerson({ name: `guarded-${count}` });
  const { caller } = await people.signIn(name, password);
  const { secret } = await access.secondFactors.enrol(ownerOf(caller));
  const { recoveryCodes } = await access.secondFactors.confirm(ownerOf(caller), await codeOf(secret));
  await people.db.clock.advance(STEP_MS);
  return { name, password, caller, secret, recoveryCodes };
}

const ownerOf = (caller: Caller) => ({ caller, actor: { kind: "person", name: caller.name, ...from } as const });

async function codeOf(secret: string, steps = 0): Promise<string> {
  const timestamp = (await people.db.clock.now()).getTime() + steps * STEP_MS;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

async function challengeOf({ name, password }: { name: string; password: string }): Promise<string> {
  const login = await access.signIn({ name, password, from, replaces: undefined });
  if (login.kind !== "second-factor") throw new Error("No code was asked for.");
  return login.challenge;
}

const finish = (challenge: string, code: string, replaces?: string) =>
  access.finishSignIn({ challenge, code, from, replaces });

let guarded: Guarded;
beforeEach(async () => {
  guarded = await addGuarded();
});

test("the secret and its address are shown once, and a first code puts the second factor in force", async () => {
  const { name, password } = await people.addPerson({ name: "beginner" });
  const { caller } = await people.signIn(name, password);
  const owner = ownerOf(caller);
  expect(await access.secondFactors.state(caller)).toEqual({ state: "off", required: false, recoveryCodesLeft: 0 });
  const { secret, uri } = await access.secondFactors.enrol(owner);
  expect(uri).toBe(`otpauth://totp/Belfry:beginner?issuer=Belfry&secret=${secret}&algorithm=SHA1&digits=6&period=30`);
  // Nothing is asked for before it is known to work.
  await people.signIn(name, password);
  await expect(access.secondFactors.confirm(owner, "000000")).rejects.toMatchObject({ code: "SECOND_FACTOR_INVALID" });
  const { recoveryCodes } = await access.secondFactors.confirm(owner, await codeOf(secret));
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(await access.secondFactors.state(caller)).toEqual({ state: "on", required: false, recoveryCodesLeft: 10 });
  await expect(access.secondFactors.enrol(owner)).rejects.toMatchObject({ code: "SECOND_FACTOR_STATE" });
});

test("the password alone opens no session; with the code it does", async () => {
  const challenge = await challengeOf(guarded);
  expect(await access.callerOfSession(challenge)).toBeUndefined();
  const { token } = await finish(challenge, await codeOf(guarded.secret));
  expect(await access.callerOfSession(token)).toMatchObject({ name: guarded.name, pending: null });
});

test("a code is accepted once", async () => {
  const code = await codeOf(guarded.secret);
  await finish(await challengeOf(guarded), code);
  const replayed = finish(await challengeOf(guarded), code);
  await expect(replayed).rejects.toMatchObject({ code: "SECOND_FACTOR_INVALID" });
});

test("of two who send one code at the same moment, one gets in", async () => {
  const code = await codeOf(guarded.secret);
  const challenges = [await challengeOf(guarded), await challengeOf(guarded)];
  const tries = await Promise.allSettled(challenges.map((challenge) => finish(challenge, code)));
  expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test.each([
  ["of the step before", -1, true],
  ["of the next step", 1, true],
  ["of two steps before", -2, false],
  ["of two steps ahead", 2, false],
])("a code %s", async (_which, steps, accepted) => {
  await people.db.clock.advance(10 * STEP_MS);
  const attempt = finish(await challengeOf(guarded), await codeOf(guarded.secret, steps));
  if (accepted) await expect(attempt).resolves.toMatchObject({ kind: "session" });
  else await expect(attempt).rejects.toMatchObject({ code: "SECOND_FACTOR_INVALID" });
});

test("after the code of the next step, the present one is worth nothing any more", async () => {
  await finish(await challengeOf(guarded), await codeOf(guarded.secret, 1));
  const older = finish(await challengeOf(guarded), await codeOf(guarded.secret));
  await expect(older).rejects.toMatchObject({ code: "SECOND_FACTOR_INVALID" });
});

test("a recovery code opens once, however it is typed", async () => {
  const typed = guarded.recoveryCodes[3]!.toUpperCase().replaceAll("-", " ");
  await finish(await challengeOf(guarded), typed);
  const again = finish(await challengeOf(guarded), guarded.recoveryCodes[3]!);
  await expect(again).rejects.toMatchObject({ code: "SECOND_FACTOR_INVALID" });
  expect((await access.secondFactors.state(guarded.caller)).recoveryCodesLeft).toBe(9);
});

test("neither the secret nor a recovery code stands in the database", async () => {
  const { rows } = await people.db.store.pool.query(
    "select f::text as f, encode(ciphertext, 'escape') as e, c::text as c from belfry.second_factors f, belfry.recovery_codes c",
  );
  const text = JSON.stringify(rows);
  expect(rows.length).toBeGreaterThan(9);
  expect(text).not.toContain(guarded.secret);
  for (const code of guarded.recoveryCodes) expect(text).not.toContain(code.replaceAll("-", ""));
});

test("the code of one person does not open for another, and a row that is moved opens nothing", async () => {
  const other = await addGuarded();
  const foreign = finish(await challengeOf(guarded), await codeOf(other.secret));
  await expect(foreign).rejects.toMatchObject({ code: "SECOND_FACTOR_INVALID" });
  await people.db.store.pool.query(
    `update belfry.second_factors f set nonce = o.nonce, ciphertext = o.ciphertext, tag = o.tag
     from belfry.second_factors o where f.user_id = $1 and o.user_id = $2`,
    [guarded.caller.userId, other.caller.userId],
  );
  const moved = finish(await challengeOf(guarded), await codeOf(other.secret));
  await expect(moved).rejects.toMatchObject({ code: "SECRET_UNREADABLE" });
});

test("ten wrong codes lock the second step, and not the first", async () => {
  const challenge = await challengeOf(guarded);
  for (let time = 0; time < 10; time += 1) {
    await expect(finish(challenge, "000000")).rejects.toMatchObject({ code: "SECOND_FACTOR_INVALID" });
  }
  const right = finish(await challengeOf(guarded), await codeOf(guarded.secret));
  await expect(right).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS", details: { retryAfterSeconds: 60 } });
});

test("the first step is good for five minutes and for one session", async () => {
  const late = await challengeOf(guarded);
  await people.db.clock.advance(5 * 60_000);
  await expect(finish(late, await codeOf(guarded.secret))).rejects.toMatchObject({ code: "LOGIN_FAILED" });
  const used = await challengeOf(guarded);
  await finish(used, await codeOf(guarded.secret));
  await people.db.clock.advance(STEP_MS);
  await expect(finish(used, await codeOf(guarded.secret))).rejects.toMatchObject({ code: "LOGIN_FAILED" });
});

test("a password that is reset between the steps ends the first one", async () => {
  const challenge = await challengeOf(guarded);
  await access.users.resetPassword(people.root, guarded.name);
  await expect(finish(challenge, await codeOf(guarded.secret))).rejects.toMatchObject({ code: "LOGIN_FAILED" });
});

test("the second step ends the session that the browser came with", async () => {
  const planted = await people.signIn(people.admin.username, people.admin.password);
  await finish(await challengeOf(guarded), await codeOf(guarded.secret), planted.token);
  expect(await access.callerOfSession(planted.token)).toBeUndefined();
});

test("it is switched off with the password and a code, not with one of them", async () => {
  const owner = ownerOf(guarded.caller);
  const disable = (password: string, code: string) => access.secondFactors.disable(owner, { password, code });
  await expect(disable("wrong", await codeOf(guarded.secret))).rejects.toMatchObject({
    code: "REQUEST_INVALID",
    problems: [{ path: "password" }],
  });
  await expect(disable(guarded.password, "000000")).rejects.toMatchObject({ code: "SECOND_FACTOR_INVALID" });
  await disable(guarded.password, await codeOf(guarded.secret));
  expect(await access.secondFactors.state(guarded.caller)).toMatchObject({ state: "off", recoveryCodesLeft: 0 });
  await expect(people.signIn(guarded.name, guarded.password)).resolves.toBeDefined();
});

test("an administrator switches it off for somebody who has lost it", async () => {
  await access.secondFactors.reset(people.root, guarded.name);
  await expect(people.signIn(guarded.name, guarded.password)).resolves.toBeDefined();
  expect((await people.audited()).filter((line) => line.endsWith(` ${guarded.name}`))).toContain(
    `users.second-factor-reset done ${guarded.name}`,
  );
});

test("whoever is to have one can do nothing else before it is set up", async () => {
  const { name, password } = await people.addPerson({ name: `required-${count}` });
  await access.users.change(people.root, name, { secondFactorRequired: true });
  const { caller, token } = await people.signIn(name, password);
  expect(caller.pending).toBe("second-factor");
  const { secret } = await access.secondFactors.enrol(ownerOf(caller));
  await access.secondFactors.confirm(ownerOf(caller), await codeOf(secret));
  expect((await access.callerOfSession(token))?.pending).toBeNull();
});

test("a program has no second factor", async () => {
  const draft = {
    ...noDraft,
    note: "",
    permissions: ["rules:read"] as const,
    requestsPerMinute: null,
    expiresAt: null,
  };
  const { key, secret } = await access.keys.create(people.root, { ...draft, name: `program-${count}` });
  const caller = (await access.callerOfToken(`${key.id}.${secret}`))!;
  await expect(access.secondFactors.enrol(ownerOf(caller))).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
});
