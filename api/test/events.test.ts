import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
let cookie: string;
beforeAll(async () => {
  api = await startTestApi({ start: true });
  await api.test.rule({ rule: "echo", actions: [{ use: "test.echo" }] });
  const answer = await api.fetch("POST", "/v1/session", { body: api.login });
  cookie = answer.headers.get("set-cookie")!.split(";")[0]!;
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

async function watch() {
  const response = await fetch(`${api.url}/v1/events`, { headers: { cookie } });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const reader = response.body!.getReader();
  return { reader, hello: await readUntil(reader, /event: hello\ndata: \{\}\n\n/) };
}

test("a stream begins with a hello and tells which executions and rules changed", async () => {
  const { reader, hello } = await watch();
  expect(hello).toMatch(/^retry: \d+\n/);
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

test("closing the API ends the streams at once", async () => {
  await using own = await startTestApi();
  const answer = await own.fetch("POST", "/v1/session", { body: own.login });
  const response = await fetch(`${own.url}/v1/events`, {
    headers: { cookie: answer.headers.get("set-cookie")!.split(";")[0]! },
  });
  const reader = response.body!.getReader();
  await readUntil(reader, /hello/);
  const before = performance.now();
  await own[Symbol.asyncDispose]();
  expect((await reader.read()).done).toBe(true);
  expect(performance.now() - before).toBeLessThan(3_000);
});
