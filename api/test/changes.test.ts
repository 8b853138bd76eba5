import { once } from "node:events";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import { startTestEngine } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
let authorization: string;
beforeAll(async () => {
  api = await startTestApi({ start: true });
  await api.test.rule({ rule: "echo", actions: [{ use: "test.echo" }] });
  authorization = `Bearer ${api.token}`;
});
afterAll(() => api[Symbol.asyncDispose]());

/** Reads a stream until `done` is found in it. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, done: RegExp): Promise<string> {
  let text = "";
  while (!done.test(text)) {
    const { value, done: ended } = await reader.read();
    if (ended) throw new Error(`The stream ended before ${done}: ${text}`);
    text += new TextDecoder().decode(value);
  }
  return text;
}

async function watch(lastEventId?: string) {
  const headers = { authorization, ...(lastEventId !== undefined && { "last-event-id": lastEventId }) };
  const response = await fetch(`${api.url}/v1/changes`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const reader = response.body!.getReader();
  return { reader, begin: await readUntil(reader, /event: \w+\ndata: .*\n\n/) };
}

const lastIdIn = (text: string) => [...text.matchAll(/^id: (.*)$/gm)].at(-1)![1]!;

test("a stream begins with a hello and tells which executions and rules changed", async () => {
  const { reader, begin } = await watch();
  expect(begin).toMatch(/^retry: \d+\n\nid: [0-9a-f]{12}-\d+\nevent: hello\ndata: {"ids":\[\]}\n\n$/);
  const { executionId } = (await api.call("POST", "/v1/rules/echo/trigger", {})).body as { executionId: number };
  expect(await readUntil(reader, /event: executions/)).toContain(`data: {"ids":[${executionId}]}`);
  await api.call("POST", "/v1/rules/echo/disable");
  expect(await readUntil(reader, /event: rules/)).toContain('data: {"ids":["echo"]}');
  await reader.cancel();
});

/** One row of a source, with this amount. */
const rowOf = (yuan: number) => ({
  _id: "c-1",
  serviceAppointmentNum: "GD-1",
  serviceHousekeeper: "李青",
  contractdocNum: "YHWX-1",
  adjustRefundMoney: yuan,
  orgName: "顺达",
  signedDate: "2025-05-02",
});

test("it tells of a campaign when contracts of it are booked or decided about", async () => {
  const path = "/v1/incentives/campaigns/BJ-2025-05";
  const { reader } = await watch();
  /** Does something, and waits for the next hint. */
  const told = async (method: string, rest: string, body?: unknown): Promise<void> => {
    expect((await api.call(method, `${path}${rest}`, body)).status).toBeLessThan(300);
    expect(await readUntil(reader, /event: incentives\ndata: .*\n\n/)).toContain('data: {"ids":["BJ-2025-05"]}');
  };
  await told("POST", "/install", {});
  await told("POST", "/runs", { source: "test", rows: [rowOf(12_000)] });
  await told("POST", "/corrections", { contract: "c-1", amountFen: 100, reason: "录错" });
  await told("PUT", "/settlements/2025-05");
  await told("POST", "/settlements/2025-05/reopen", { reason: "漏录" });
  await told("POST", "/runs", { source: "test", rows: [rowOf(9)] });
  const { items } = (await api.call("GET", `${path}/corrections?state=proposed`)).body as { items: { id: number }[] };
  await told("POST", `/corrections/${items[0]?.id}/dismiss`, { reason: "以合同为准" });
  await reader.cancel();
});

test("it tells of a grid when somebody changes it, works on its cells, or a node writes cells of a backfill", async () => {
  const shops = {
    grid: "shops",
    name: "店铺",
    dimensions: [{ dimension: "shop", name: "店铺" }],
    taskTypes: [{ task: "score", name: "评分", worker: "external", period: -1 }],
  };
  const { reader } = await watch();
  /** Does something, and waits for the next hint. */
  const told = async (method: string, path: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await api.call(method, `/v1/grids/${path}`, body);
    expect(answer.status).toBeLessThan(300);
    expect(await readUntil(reader, /event: grids\ndata: .*\n\n/)).toContain('data: {"ids":["shops"]}');
    return answer.body as Record<string, unknown>;
  };
  await told("PUT", "shops", shops);
  await told("POST", "shops/members", { members: [{ member: { shop: "一店" } }, { member: { shop: "二店" } }] });
  await told("POST", "shops/generate", { date: "2025-10-04" });
  const { cells } = await told("POST", "shops/claim", { worker: "w", limit: 2 });
  const [first, second] = cells as { cell: string; epoch: number }[];
  await told("POST", "shops/complete", { cell: first?.cell, epoch: first?.epoch });
  await told("POST", "shops/fail", { cell: second?.cell, epoch: second?.epoch, reason: "closed", retryable: false });
  await told("POST", "shops/cells/retry", { cells: [second?.cell] });
  const { backfill } = await told("POST", "shops/backfills", { from: "2025-09-01", until: "2025-09-02" });
  // Its cells are written by a node, whenever it comes to it.
  const written = async () => {
    const { body } = await api.call("GET", `/v1/grids/shops/backfills/${(backfill as { id: number }).id}`);
    return body.written === 4;
  };
  await api.test.until(written);
  await told("DELETE", "shops", undefined);
  await reader.cancel();
});

test("it tells of a grid when a rule works on its cells", async () => {
  await api.call("PUT", "/v1/grids/own", {
    grid: "own",
    name: "店铺",
    dimensions: [{ dimension: "shop", name: "店铺" }],
    taskTypes: [{ task: "score", name: "评分", rule: "echo", period: -1 }],
  });
  await api.call("POST", "/v1/rules/echo/enable");
  await api.call("POST", "/v1/grids/own/members", { members: [{ member: { shop: "一店" } }] });
  const stateOfAll = async () => {
    const { body } = await api.call("GET", "/v1/grids/own/cells?from=2025-10-01");
    return (body.items as { state: string }[]).map(({ state }) => state);
  };
  const { reader } = await watch();
  await api.call("POST", "/v1/grids/own/generate", { date: "2025-10-04" });
  // Whoever looks again with each hint sees the end, however many of them become one.
  let seen: string[] = [];
  while (seen[0] !== "done") {
    await readUntil(reader, /event: grids\ndata: {"ids":\["own"\]}/);
    seen = await stateOfAll();
  }
  expect(seen).toEqual(["done"]);
  await reader.cancel();
});

test("many changes become few hints", async () => {
  await api.call("POST", "/v1/rules/echo/enable");
  const { reader } = await watch();
  const ids = await Promise.all(
    Array.from(
      { length: 20 },
      async () => (await api.call("POST", "/v1/rules/echo/trigger", {})).body.executionId as number,
    ),
  );
  const last = Math.max(...ids);
  const text = await readUntil(reader, new RegExp(`\\D${last}[\\],]`));
  expect(text.match(/event: executions/g)!.length).toBeLessThan(10);
  await reader.cancel();
});

test("whoever comes back gets what was missed, once and in order", async () => {
  const first = await watch();
  await api.call("POST", "/v1/rules/echo/disable");
  const seen = await readUntil(first.reader, /event: rules/);
  await first.reader.cancel();
  // Nobody listens now.
  const third = await watch();
  await api.call("POST", "/v1/rules/echo/enable");
  await readUntil(third.reader, /event: rules/);
  const second = await watch(lastIdIn(seen));
  expect(second.begin).toMatch(/event: rules\ndata: {"ids":\["echo"\]}/);
  expect(second.begin).not.toMatch(/hello|reset/);
  expect(second.begin.match(/event: rules/g)).toHaveLength(1);
  const place = lastIdIn(second.begin);
  await Promise.all([second.reader.cancel(), third.reader.cancel()]);
  // Nothing was missed: the next thing that is told is the next thing that happens.
  const fourth = watch(place);
  await api.call("POST", "/v1/rules/echo/disable");
  expect((await fourth).begin).toMatch(/event: rules/);
  await (await fourth).reader.cancel();
});

test.each(["000000000000-0", "nonsense", "-1", "000000000000-99999999999999999999", "__proto__"])(
  "a place that nobody knows (%s) is told to look at everything again",
  async (place) => {
    const { reader, begin } = await watch(place);
    expect(begin).toContain("event: reset\n");
    await reader.cancel();
  },
);

test("of a stream nobody gets the headers alone", async () => {
  const answer = await api.fetch("HEAD", "/v1/changes", { headers: { authorization } });
  expect(answer.status).toBe(405);
  expect(answer.headers.get("allow")).toBe("GET");
});

test("what happens on another node is told here as well", async () => {
  await using elsewhere = await startTestEngine({ database: api.test.database, start: false });
  const { reader } = await watch();
  elsewhere.engine.changes.changed("executions", 4711);
  expect(await readUntil(reader, /event: executions/)).toContain('{"ids":[4711]}');
  for (let id = 0; id < 201; id += 1) elsewhere.engine.changes.changed("rules", `a-long-name-of-a-rule-${id}`);
  expect(await readUntil(reader, /event: rules/)).toContain('{"ids":[]}');
  for (let id = 0; id < 190; id += 1) elsewhere.engine.changes.changed("rules", `${"钟".repeat(20)}-${id}`);
  expect(await readUntil(reader, /event: rules/)).toContain('{"ids":[]}');
  await reader.cancel();
});

test("closing the API ends the streams at once", async () => {
  await using own = await startTestApi();
  const response = await fetch(`${own.url}/v1/changes`, { headers: { authorization: `Bearer ${own.token}` } });
  const reader = response.body!.getReader();
  await readUntil(reader, /hello/);
  const before = performance.now();
  await own[Symbol.asyncDispose]();
  expect((await reader.read()).done).toBe(true);
  expect(performance.now() - before).toBeLessThan(30_000);
});

test("closing waits for no stream that begins meanwhile, and for no connection that is kept alive", async () => {
  await using own = await startTestApi();
  const agent = new Agent({ keepAlive: true });
  const options = { agent, headers: { authorization: `Bearer ${own.token}` } };
  const watchAndDrain = () =>
    new Promise<number | undefined>((resolve) => {
      const request = get(`${own.url}/v1/changes`, options, (answer) => {
        answer.resume().once("close", () => resolve(answer.statusCode));
      });
      // Whoever comes too late is refused.
      request.once("error", () => resolve(undefined));
    });
  // Browsers open connections ahead, and use some of them never.
  const unused = connect(Number(new URL(own.url).port), "127.0.0.1");
  await once(unused, "connect");
  const first = watchAndDrain();
  const others = Array.from({ length: 30 }, watchAndDrain);
  // Some of them are admitted now, some wait for the database, some have not arrived.
  await own.test.database.store.query({ name: "a-moment", text: "select pg_sleep(0.03)" });
  const before = performance.now();
  await own[Symbol.asyncDispose]();
  expect(performance.now() - before).toBeLessThan(30_000);
  const answers = await Promise.all([first, ...others]);
  for (const status of answers) expect([200, 503, undefined]).toContain(status);
  agent.destroy();
  unused.destroy();
});
