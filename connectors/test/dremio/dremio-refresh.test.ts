import { actionContract, contractSecret, type ActionDefinition } from "@belfry/plugin-kit";
import {
  createTestActionContext,
  dremioUser,
  startDremio,
  startLoopbackServer,
  type TestDremio,
} from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { builtinConnectors } from "../../src/index.ts";

const found = builtinConnectors.actions?.find(({ id }) => id === "dremio.refresh");
if (found === undefined) throw new Error("There is no action dremio.refresh.");
const refresh: ActionDefinition = found;

const path = ["minio", "warehouse", "ods", "pdd", "pdd_badscore"];
const dataset = path.join(".");
const statement = 'ALTER PDS "minio"."warehouse"."ods"."pdd"."pdd_badscore" REFRESH METADATA';
const login = { username: dremioUser.username, password: dremioUser.password };

let dremio: TestDremio;
let before = 0;
beforeAll(async () => {
  dremio = await startDremio([{ path, columns: ["shop", "score"] }]);
});
beforeEach(() => {
  before = dremio.statements.length;
});
afterAll(() => dremio[Symbol.asyncDispose]());

async function run(input: Record<string, unknown> = {}) {
  await using context = await createTestActionContext();
  return (await context.run(refresh, { url: dremio.url, login, dataset, ...input })) as Record<string, unknown>;
}
const idOf = ({ reflection }: Record<string, unknown>) => (reflection as { id: string }).id;
const since = () => dremio.statements.slice(before);

test("the metadata of a dataset are refreshed, and it waits until they are", async () => {
  expect(await run()).toMatchObject({ dataset, statement, job: expect.any(String), reflection: null });
  expect(since()).toEqual([statement]);
});

test("a personal access token does instead of a password", async () => {
  await run({ login: { token: dremioUser.token }, url: `${dremio.url}/` });
  expect(since()).toEqual([statement]);
});

test("the reflection is dropped and made anew with the columns of today", async () => {
  const first = await run({ reflection: true });
  const second = await run({ reflection: true });
  expect(dremio.reflections).toHaveLength(1);
  expect(dremio.reflections[0]).toMatchObject({
    name: "pdd_badscore_refreshed_reflection",
    type: "RAW",
    displayFields: [{ name: "shop" }, { name: "score" }],
  });
  expect(idOf(second)).not.toBe(idOf(first));
  expect(dremio.reflections[0]?.id).toBe(idOf(second));
});

test("a job that fails says what Dremio says", async () => {
  dremio.failNext("PERMISSION ERROR: ALTER is not allowed");
  await expect(run()).rejects.toMatchObject({
    code: "DREMIO_JOB_FAILED",
    message: expect.stringContaining("ALTER is not allowed"),
  });
  expect(since()).toEqual([]);
});

test("a dataset that is not there fails", async () => {
  await expect(run({ dataset: "minio.nobody" })).rejects.toMatchObject({ code: "DREMIO_JOB_FAILED" });
});

test("a job that takes too long is cancelled", async () => {
  dremio.hangNext();
  await expect(run({ timeout: "1ms" })).rejects.toMatchObject({ code: "DREMIO_TIMEOUT", retryable: true });
  expect(dremio.cancelled).toHaveLength(1);
});

test("a wrong password is told, and is in no sentence", async () => {
  const failed = run({ login: { ...login, password: "wrong-1" } });
  await expect(failed).rejects.toMatchObject({ code: "DREMIO_ACCESS_DENIED", retryable: false });
  await expect(failed).rejects.not.toThrow(/wrong-1/);
});

test.each([
  [503, "busy", "DREMIO_STATUS", true],
  [400, '{"errorMessage":"Bad"}', "DREMIO_REFUSED", false],
  [200, "<html>", "DREMIO_ANSWER", false],
])("status %i with %s becomes %s", async (status, body, code, retryable) => {
  await using server = await startLoopbackServer((_request, response) => response.writeHead(status).end(body));
  await expect(run({ url: server.url })).rejects.toMatchObject({ code, retryable });
});

test("without data set it is refused", () => {
  expect(refresh.input.safeParse({ url: dremio.url, login }).success).toBe(false);
});

test("an empty name of a dataset is refused before anything is sent", async () => {
  const requests = dremio.requests.length;
  await expect(run({ dataset: " " })).rejects.toMatchObject({ code: "DREMIO_DATASET_INVALID" });
  expect(dremio.requests).toHaveLength(requests);
});

for (const check of actionContract(refresh, {
  createContext: ({ secrets, ...rest }) =>
    createTestActionContext({
      ...rest,
      secrets: Object.fromEntries(Object.keys(secrets).map((name) => [name, dremioUser.token])),
    }),
  validInput: () => ({ url: dremio.url, login, dataset }),
  secretInput: () => ({ url: dremio.url, login: { token: contractSecret.ref }, dataset }),
  failures: [
    { name: "nobody listens", input: () => ({ url: "http://127.0.0.1:1", login, dataset }) },
    {
      name: "the password is wrong",
      input: () => ({ url: dremio.url, login: { ...login, password: "x" }, dataset }),
      code: "DREMIO_ACCESS_DENIED",
    },
  ],
})) {
  test(check.name, check.run);
}
