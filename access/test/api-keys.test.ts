import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Access, ApiKeyDraft } from "../src/index.ts";
import { from, startPeople, type People } from "./people.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
let people: People;
let access: Access;
let count = 0;

beforeAll(async () => {
  people = await startPeople();
  ({ access } = people);
});
afterAll(() => people[Symbol.asyncDispose]());

interface Made {
  readonly id: string;
  readonly secret: string;
  readonly bearer: string;
}

async function create(draft: Partial<ApiKeyDraft> = {}): Promise<Made> {
  count += 1;
  const { key, secret } = await access.keys.create(people.root, {
    name: `key-${count}`,
    note: "",
    permissions: ["rules:read"],
    scope: null,
    requestsPerMinute: null,
    expiresAt: null,
    ...draft,
  });
  return { id: key.id, secret, bearer: `${key.id}.${secret}` };
}

async function rotate(id: string, overlapSeconds: number): Promise<Made> {
  const { secret } = await access.keys.rotate(people.root, { id, overlapSeconds });
  return { id, secret, bearer: `${id}.${secret}` };
}

const exchange = async ({ id, secret }: Made) => access.exchangeKey({ id, secret, from });
const worksFor = async (bearer: string) => (await access.callerOfToken(bearer)) !== undefined;
const listed = async (id: string) => (await access.keys.list({ revoked: true })).find((key) => key.id === id)!;

let made: Made;
beforeEach(async () => {
  made = await create();
});

test("a key has a visible half and a secret one, and the two together let a program in with its own permissions", async () => {
  const scope = { labels: { team: ["学工处"] }, inputs: {} };
  const { id, bearer } = await create({
    name: "寝室同步",
    permissions: ["rules:run", "rules:read"],
    scope,
    requestsPerMinute: 30,
  });
  expect(bearer).toMatch(/^bfk_[a-z0-9]{8}\.bfs_[\w-]{43}$/);
  expect(await access.callerOfToken(bearer)).toEqual({
    kind: "key",
    name: `寝室同步 (${id})`,
    role: null,
    permissions: new Set(["rules:read", "rules:run"]),
    scope,
    userId: null,
    pending: null,
    requestsPerMinute: 30,
  });
});

test("the secret stands neither in the database nor in the audit trail", async () => {
  const { token } = await exchange(made);
  const { rows } = await people.db.store.pool.query(
    "select k::text as k, t::text as t, a::text as a from belfry.api_keys k, belfry.api_tokens t, belfry.audit_entries a",
  );
  const text = JSON.stringify(rows);
  expect(rows.length).toBeGreaterThan(0);
  for (const hidden of [made.secret, made.secret.slice(4), token, token.slice(4)]) expect(text).not.toContain(hidden);
});

test.each([
  ["another secret", (key: Made) => `${key.id}.bfs_${"a".repeat(43)}`],
  ["another id", (key: Made) => `bfk_aaaaaaaa.${key.secret}`],
  ["the secret alone", (key: Made) => key.secret],
  ["the id alone", (key: Made) => key.id],
  ["a bit more", (key: Made) => `${key.bearer}a`],
])("%s lets nobody in", async (_what, bearerOf) => {
  expect(await worksFor(bearerOf(made))).toBe(false);
});

test("a key ends at its time, and the tokens it was exchanged for with it", async () => {
  const expiresAt = new Date((await people.db.clock.now()).getTime() + HOUR_MS / 2);
  const short = await create({ expiresAt });
  const { token, expiresInSeconds } = await exchange(short);
  expect(expiresInSeconds).toBe(1_800);
  await people.db.clock.advance(HOUR_MS / 2 - 1);
  expect([await worksFor(short.bearer), await worksFor(token)]).toEqual([true, true]);
  await people.db.clock.advance(1);
  expect([await worksFor(short.bearer), await worksFor(token)]).toEqual([false, false]);
  await expect(exchange(short)).rejects.toMatchObject({ code: "LOGIN_FAILED" });
});

test("a key that would have ended already is not made", async () => {
  const expiresAt = await people.db.clock.now();
  const attempt = create({ name: "over", expiresAt });
  await expect(attempt).rejects.toMatchObject({ code: "REQUEST_INVALID", problems: [{ path: "expiresAt" }] });
  expect((await access.keys.list({ revoked: true })).map(({ name }) => name)).not.toContain("over");
});

test("a key is exchanged for a token of one hour with the same permissions", async () => {
  const { token, expiresInSeconds } = await exchange(made);
  expect(expiresInSeconds).toBe(3_600);
  expect(await access.callerOfToken(token)).toEqual(await access.callerOfToken(made.bearer));
  await people.db.clock.advance(HOUR_MS);
  expect(await worksFor(token)).toBe(false);
});

test.each([
  ["a wrong secret", { secret: `bfs_${"a".repeat(43)}` }],
  ["an unknown id", { id: "bfk_aaaaaaaa" }],
  ["no key at all", { id: "x", secret: "x" }],
])("%s gets no token, and the attempt stands in the audit trail", async (_what, wrong) => {
  const attempt = { ...made, ...wrong };
  await expect(exchange(attempt)).rejects.toMatchObject({ code: "LOGIN_FAILED" });
  expect((await people.audited()).at(-1)).toBe(`keys.exchange failed ${attempt.id}`);
});

test("a revoked key is worth nothing from the next request on, nor are the tokens it was exchanged for", async () => {
  const { token } = await exchange(made);
  expect([await worksFor(made.bearer), await worksFor(token)]).toEqual([true, true]);
  await access.keys.revoke(people.root, made.id);
  expect([await worksFor(made.bearer), await worksFor(token)]).toEqual([false, false]);
  await expect(exchange(made)).rejects.toMatchObject({ code: "LOGIN_FAILED" });
  await access.keys.revoke(people.root, made.id);
});

test("a rotated key has a new secret, and the old one works for as long as was said", async () => {
  const fresh = await rotate(made.id, DAY_MS / 1_000);
  expect(fresh.secret).not.toBe(made.secret);
  expect([await worksFor(made.bearer), await worksFor(fresh.bearer)]).toEqual([true, true]);
  expect((await listed(made.id)).previousSecretUntil).toEqual(
    new Date((await people.db.clock.now()).getTime() + DAY_MS),
  );
  await people.db.clock.advance(DAY_MS);
  expect([await worksFor(made.bearer), await worksFor(fresh.bearer)]).toEqual([false, true]);
  expect((await listed(made.id)).previousSecretUntil).toBeNull();
});

test("a rotation without overlap ends the old secret, and every token it was exchanged for, at once", async () => {
  const { token } = await exchange(made);
  const fresh = await rotate(made.id, 0);
  expect([await worksFor(made.bearer), await worksFor(token), await worksFor(fresh.bearer)]).toEqual([
    false,
    false,
    true,
  ]);
});

test("a token that the old secret was exchanged for ends with that secret", async () => {
  const before = await exchange(made);
  await rotate(made.id, 600);
  const during = await exchange(made);
  expect(during.expiresInSeconds).toBe(600);
  await people.db.clock.advance(600_000);
  expect([await worksFor(before.token), await worksFor(during.token)]).toEqual([false, false]);
});

test("the second rotation ends the secret before the first one", async () => {
  const second = await rotate(made.id, 3_600);
  const third = await rotate(made.id, 3_600);
  const works = [await worksFor(made.bearer), await worksFor(second.bearer), await worksFor(third.bearer)];
  expect(works).toEqual([false, true, true]);
});

test("a key that was revoked or has expired is not rotated back to life", async () => {
  await access.keys.revoke(people.root, made.id);
  await expect(rotate(made.id, 0)).rejects.toMatchObject({ code: "KEY_REVOKED" });
  const expiresAt = new Date((await people.db.clock.now()).getTime() + 1_000);
  const expired = await create({ expiresAt });
  await people.db.clock.advance(1_000);
  await expect(rotate(expired.id, 0)).rejects.toMatchObject({ code: "KEY_REVOKED" });
  await expect(rotate("bfk_aaaaaaaa", 0)).rejects.toMatchObject({ code: "KEY_NOT_FOUND" });
});

test("the last use is noted once a minute, also through a token", async () => {
  expect((await listed(made.id)).lastUsedAt).toBeNull();
  const began = await people.db.clock.now();
  await worksFor(made.bearer);
  expect((await listed(made.id)).lastUsedAt).toEqual(began);
  await people.db.clock.advance(59_000);
  await worksFor(made.bearer);
  expect((await listed(made.id)).lastUsedAt).toEqual(began);
  const { token } = await exchange(made);
  await people.db.clock.advance(1_000);
  await worksFor(token);
  expect((await listed(made.id)).lastUsedAt).toEqual(await people.db.clock.now());
});

test("two living keys have two names, and the name of a revoked one is free again", async () => {
  const { id } = await create({ name: "shared" });
  await expect(create({ name: "SHARED" })).rejects.toMatchObject({ code: "KEY_EXISTS" });
  await access.keys.revoke(people.root, id);
  const again = await create({ name: "shared" });
  const shown = (revoked: boolean) =>
    access.keys.list({ revoked }).then((keys) => keys.filter(({ name }) => name === "shared").map((key) => key.id));
  expect(await shown(false)).toEqual([again.id]);
  expect(await shown(true)).toEqual([again.id, id]);
});

test("what is done to keys stands in the audit trail", async () => {
  const { name } = await listed(made.id);
  await exchange(made);
  await rotate(made.id, 60);
  await access.keys.revoke(people.root, made.id);
  const subject = `${name} (${made.id})`;
  expect((await people.audited()).filter((line) => line.endsWith(subject))).toEqual(
    ["create", "exchange", "rotate", "revoke"].map((verb) => `keys.${verb} done ${subject}`),
  );
});
