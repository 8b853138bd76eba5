/**
 * The pool of connections is never exhausted. What would exhaust it is a request that holds one connection and asks for
 * another: as many of those at once as there are connections, and all of them wait for each other. So no request does it,
 * which shows with a single connection; and many requests at once on few connections are all answered.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { carryOut, inOrder, leavesTheRest, runnable } from "./carry-out-example.ts";
import { startExamplesWorld, type ExamplesWorld } from "./examples-world.ts";

/** How long a request may wait for a connection here. Whoever waits for each other would wait for ever. */
const PATIENCE_MS = 60_000;
const TIMEOUT = { timeout: 4 * PATIENCE_MS };

async function worldWith(connections: number): Promise<ExamplesWorld> {
  const world = await startExamplesWorld({ connections });
  world.api.test.database.store.pool.options.connectionTimeoutMillis = PATIENCE_MS;
  return world;
}

describe("with a single connection", () => {
  let world: ExamplesWorld;
  beforeAll(async () => {
    world = await worldWith(1);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const reading = runnable.filter(({ method }) => method === "GET");
  test.each([...reading, ...inOrder].map((route) => [route.operation, route] as const))(
    "%s is carried out: it never asks for a second one while it holds one",
    TIMEOUT,
    async (_name, route) => {
      const { status, text } = await carryOut(world, route);
      expect(status, text).toBeLessThan(300);
    },
  );
});

describe("with four connections", () => {
  let world: ExamplesWorld;
  beforeAll(async () => {
    world = await worldWith(4);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** What went wrong on the server's side, and what it logged about that. */
  const faults = (answers: readonly { readonly status: number; readonly text: string }[]) => [
    ...answers.filter(({ status }) => status >= 500).map(({ status, text }) => `${status} ${text}`),
    ...world.api.logged.splice(0).map(({ message, fields }) => `${message} ${JSON.stringify(fields)}`),
  ];

  test(
    "every kind of request at once, those that change something twice, is answered without a fault",
    TIMEOUT,
    async () => {
      const all = [...runnable, ...inOrder].filter(leavesTheRest);
      expect(all.length).toBeGreaterThan(200);
      const answers = await Promise.all(all.map((route) => carryOut(world, route)));
      expect(faults(answers)).toEqual([]);
      // Much of it comes too late for what another one changed, and is told so.
      expect(answers.filter(({ status }) => status < 300).length).toBeGreaterThan(150);
    },
  );

  const call = (method: string, path: string, body: unknown) => world.api.call(method, path, body);
  const actions = [{ id: "n", use: "noop", with: { value: 1 } }];
  test.each<[string, (n: number) => Promise<{ status: number; text: string }>]>([
    ["rules that are saved", (n) => call("PUT", `/v1/rules/r${n}`, { rule: `r${n}`, name: "R", actions })],
    ["one rule that all save", () => call("PUT", "/v1/rules/one", { rule: "one", name: "One", actions })],
    ["starts by hand", () => call("POST", "/v1/rules/nightly-report/trigger", {})],
    [
      "messages",
      (n) => call("POST", "/v1/messages", { channel: "email", to: [`p${n}@x.cn`], subject: "a", text: "b" }),
    ],
    ["suppressed addresses", (n) => call("POST", "/v1/suppressions", { channel: "email", addresses: [`p${n}@x.cn`] })],
    ["secrets", (n) => call("PUT", `/v1/secrets/S_${n}`, { value: "s" })],
    ["variables that all change", (n) => call("PATCH", "/v1/variables", { values: { [`v${n}`]: n } })],
    ["keys", (n) => call("POST", "/v1/keys", { name: `k${n}`, permissions: ["rules:read"] })],
  ])("two hundred at once: %s", TIMEOUT, async (_what, send) => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => send(n)));
    expect(faults(answers)).toEqual([]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(200);
  });
});
