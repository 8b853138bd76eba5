import { afterAll, beforeAll, expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import type { Access, Caller } from "../src/index.ts";
import { startPeople, type People } from "./people.ts";

let people: People;
let access: Access;
const callers: Record<string, Caller> = {};

beforeAll(async () => {
  people = await startPeople();
  ({ access } = people);
  for (const [name, role] of [
    ["ann", "operator"],
    ["bob", "operator"],
    ["cid", "viewer"],
  ] as const) {
    const { password } = await people.addPerson({ name, role });
    callers[name] = (await people.signIn(name, password)).caller;
  }
});
afterAll(() => people[Symbol.asyncDispose]());

const caller = (name: string): Caller => {
  const found = callers[name];
  if (found === undefined) throw new Error(`Nobody is called ${name}.`);
  return found;
};
const origin = (key: string) => ({ idempotencyKey: key, rule: "night", executionId: 7 });
const list = (name: string, unread = false) => access.notices.list(caller(name), { unread, limit: 50 });

test("a notice is for those who are named or have the role, and for nobody else", async () => {
  const notice = {
    level: "warning",
    title: "Late",
    body: "Three.",
    link: "/executions/7",
    users: ["cid"],
    roles: ["operator"],
  } as const;
  expect(await access.notices.send(notice, origin("a"))).toEqual({ recipients: 3, unknown: [] });
  for (const name of ["ann", "bob", "cid"]) {
    expect(await list(name)).toMatchObject([
      {
        level: "warning",
        title: "Late",
        body: "Three.",
        link: "/executions/7",
        rule: "night",
        executionId: 7,
        readAt: null,
      },
    ]);
  }
  expect(await access.notices.send({ level: "info", title: "One", users: ["ann"] }, origin("b"))).toMatchObject({
    recipients: 1,
  });
  expect((await list("ann")).map(({ title }) => title)).toEqual(["One", "Late"]);
  expect(await list("cid")).toHaveLength(1);
});

test("the same key is the same notice, for as many as the first time", async () => {
  const again = { level: "info", title: "Another text", users: ["cid"], roles: ["operator"] } as const;
  expect(await access.notices.send(again, origin("a"))).toEqual({ recipients: 3, unknown: [] });
  expect((await list("cid")).map(({ title }) => title)).toEqual(["Late"]);
});

test("names that nobody has are said, and with nobody to tell nothing is written", async () => {
  const sent = await access.notices.send(
    { level: "info", title: "?", users: ["nobody"], roles: ["ghosts"] },
    origin("c"),
  );
  expect(sent).toEqual({ recipients: 0, unknown: ["nobody", "ghosts"] });
  expect(await access.notices.send({ level: "info", title: "?", users: ["cid", "nobody"] }, origin("c"))).toEqual({
    recipients: 1,
    unknown: ["nobody"],
  });
});

test("each reads for themselves, twice without harm, and only their own", async () => {
  const [late] = (await list("bob")).slice(-1);
  await access.notices.markRead(caller("bob"), late?.id ?? 0, { by: tester });
  await access.notices.markRead(caller("bob"), late?.id ?? 0, { by: tester });
  expect(await list("bob", true)).toEqual([]);
  expect(await list("cid", true)).toHaveLength(2);
  const [hers] = await list("ann");
  await expect(access.notices.markRead(caller("cid"), hers?.id ?? 0, { by: tester })).rejects.toMatchObject({
    code: "NOTICE_NOT_FOUND",
  });
});

test("old ones go, with the notes of who has read them", async () => {
  await access.notices.expire(new Date("2999-01-01T00:00:00Z"));
  expect(await list("ann")).toEqual([]);
});
