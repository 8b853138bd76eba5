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
  expect(performance.now() - before).toBeLessThan(3_000);
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
  expect(performance.now() - before).toBeLessThan(5_000);
  const answers = await Promise.all([first, ...others]);
  for (const status of answers) expect([200, 503, undefined]).toContain(status);
  agent.destroy();
  unused.destroy();
});
