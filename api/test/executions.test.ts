import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ start: true });
  await api.test.rule({ rule: "echo", actions: [{ id: "one", use: "test.echo", with: { value: { a: [1] } } }] });
  await api.test.rule({
    rule: "fail",
    actions: [
      { id: "ok", use: "test.echo" },
      { id: "bad", use: "test.fail", with: { retryable: false } },
    ],
  });
  await api.test.rule({
    rule: "fan",
    forEach: "${{ [1, 2, 3] }}",
    actions: [{ use: "test.echo", with: { value: "${{ item }}" } }],
  });
  await api.test.rule({ rule: "wait", actions: [{ use: "test.wait" }] });
});
afterAll(() => api[Symbol.asyncDispose]());

const start = async (rule: string): Promise<number> =>
  (await api.call("POST", `/v1/rules/${rule}/trigger`, {})).body.executionId as number;

test("an execution is shown with its action runs and its outcome", async () => {
  const id = await start("echo");
  await api.test.reached(id, "success");
  const { body } = await api.call("GET", `/v1/executions/${id}`);
  expect(body).toMatchObject({
    id,
    rule: "echo",
    state: "success",
    failure: null,
    children: {},
    artifacts: [],
    waitingFor: null,
  });
  expect(body.actionRuns).toMatchObject([
    { action: "one", use: "test.echo", state: "success", attempt: 1, output: { a: [1] } },
  ]);
});

test("a failed execution says why, and is retried from the action that failed", async () => {
  const id = await start("fail");
  await api.test.reached(id, "failed");
  expect((await api.call("GET", `/v1/executions/${id}`)).body.failure).toMatchObject({
    code: "TOLD_TO_FAIL",
    action: "bad",
    class: "external",
  });
  expect(await api.call("POST", `/v1/executions/${id}/retry`)).toMatchObject({ status: 200, body: { redrive: 1 } });
  await api.test.reached(id, "failed");
  const runs = (await api.call("GET", `/v1/executions/${id}`)).body.actionRuns as { action: string }[];
  expect(runs.map(({ action }) => action).toSorted()).toEqual(["bad", "bad", "ok"]);
});

test("what has ended is not cancelled, what succeeded is not retried", async () => {
  const id = await start("echo");
  await api.test.reached(id, "success");
  expect(await api.call("POST", `/v1/executions/${id}/cancel`)).toMatchObject({
    status: 409,
    body: { code: "EXECUTION_ALREADY_FINISHED" },
  });
  expect(await api.call("POST", `/v1/executions/${id}/retry`)).toMatchObject({
    status: 409,
    body: { code: "EXECUTION_NOT_RETRYABLE" },
  });
  expect(await api.call("POST", "/v1/executions/999999/cancel")).toMatchObject({
    status: 404,
    body: { code: "EXECUTION_NOT_FOUND" },
  });
});

test("a waiting execution is cancelled", async () => {
  const id = await start("wait");
  await api.test.reached(id, "waiting");
  expect((await api.call("POST", `/v1/executions/${id}/cancel`)).status).toBe(200);
  await api.test.reached(id, "cancelled");
});

test("the list goes from new to old, page by page, without gaps or doubles", async () => {
  for (let n = 0; n < 7; n += 1) await start("echo");
  const all = (await api.call("GET", "/v1/executions?limit=200")).body.items as { id: number }[];
  const seen: number[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { body } = await api.call("GET", `/v1/executions?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`);
    seen.push(...(body.items as { id: number }[]).map(({ id }) => id));
    cursor = body.nextCursor as string | null;
  }
  expect(seen).toEqual(all.map(({ id }) => id));
  expect(seen).toEqual(seen.toSorted((a, b) => b - a));
});

test("the list is filtered by rule, state, parent and time", async () => {
  const id = await start("fan");
  await api.test.reached(id, "success");
  const list = async (query: string) =>
    (await api.call("GET", `/v1/executions?${query}`)).body.items as {
      id: number;
      rule: string;
      parentId: number | null;
    }[];
  expect(await list(`parent=${id}`)).toMatchObject([{ itemIndex: 2 }, { itemIndex: 1 }, { itemIndex: 0 }]);
  expect(await list("rule=fan&roots=true")).toMatchObject([{ id, parentId: null }]);
  expect((await list("state=failed")).every((execution) => execution.rule === "fail")).toBe(true);
  expect(await list("until=2020-01-01T00:00:00Z")).toEqual([]);
  expect((await list("from=2020-01-01T08:00:00%2B08:00")).length).toBeGreaterThan(0);
});

test("the log is read on from the last line", async () => {
  await api.test.rule({ rule: "talk", actions: [{ use: "test.secret", with: { value: "spoken" } }] });
  const id = await start("talk");
  await api.test.reached(id, "success");
  await api.test.until(async () => (await api.call("GET", `/v1/executions/${id}/logs`)).body.items.length > 0);
  const { items } = (await api.call("GET", `/v1/executions/${id}/logs`)).body as {
    items: { id: number; message: string; level: string }[];
  };
  expect(items.at(-1)).toMatchObject({ level: "info", message: expect.any(String) as string });
  expect((await api.call("GET", `/v1/executions/${id}/logs?after=${items.at(-1)!.id}`)).body).toEqual({ items: [] });
});
