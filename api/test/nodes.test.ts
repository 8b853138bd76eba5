import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.test.engine.start();
});
afterAll(() => api[Symbol.asyncDispose]());

interface Node {
  readonly id: number;
  readonly state: string;
  readonly drain: { readonly by: string; readonly until: string } | null;
  readonly unattended: readonly string[];
}

const nodes = async () => ((await api.call("GET", "/v1/nodes")).body as unknown as { items: Node[] }).items;

test("a node is listed with what it is, drained and resumed, and both are written down", async () => {
  const [node] = await nodes();
  expect(node).toMatchObject({ state: "active", drain: null, unattended: [], running: 0, feeds: 0 });
  const drained = await api.call("POST", `/v1/nodes/${node!.id}/drain`, { graceSeconds: 5 });
  expect(drained).toMatchObject({ status: 200, body: { drain: { by: expect.any(String) as string } } });
  // Nobody else plans or runs: the answer warns of it, and the list does.
  expect((drained.body as unknown as Node).unattended).toEqual(["scheduler", "worker"]);
  await api.test.until(async () => (await nodes())[0]?.state === "drained");
  expect((await nodes())[0]?.unattended).toEqual(["scheduler", "worker"]);
  const resumed = await api.call("POST", `/v1/nodes/${node!.id}/resume`);
  expect(resumed).toMatchObject({ status: 200, body: { state: "active", drain: null, unattended: [] } });
  const { items } = (await api.call("GET", "/v1/audit?limit=10")).body as unknown as { items: { action: string }[] };
  expect(items.map(({ action }) => action).filter((action) => action.startsWith("nodes."))).toEqual([
    "nodes.resume",
    "nodes.drain",
  ]);
});

test("what is no node is not found, and a grace of more than a day is refused", async () => {
  expect(await api.call("POST", "/v1/nodes/4711/drain", {})).toMatchObject({
    status: 404,
    body: { code: "NODE_NOT_FOUND" },
  });
  expect(await api.call("POST", "/v1/nodes/4711/resume")).toMatchObject({ status: 404 });
  const [node] = await nodes();
  expect((await api.call("POST", `/v1/nodes/${node!.id}/drain`, { graceSeconds: 86_401 })).status).toBe(400);
  expect((await nodes())[0]?.state).toBe("active");
});
