/** What somebody does who is restricted to labels, or to some inputs of a rule. */
import type { Scope } from "@belfry/model";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callAs, definition, tokenIn } from "./scope-fixture.ts";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await startTestApi({ plugins: [builtinTriggers] });
  token = await tokenWith({ labels: { team: ["甲"] } });
});
afterAll(() => api[Symbol.asyncDispose]());

const tokenWith = (scope: Partial<Scope>) => tokenIn(api, scope);
const as = (bearer: string, method: string, path: string, body?: unknown) => callAs(api, bearer, method, path, body);

test("who is restricted sends with templates of their department, and reads nothing of others by sending them", async () => {
  await api.call("PUT", "/v1/secrets/LOFT", { value: "coo" });
  await api.call("PUT", "/v1/accounts/pigeon/main", { config: { loft: "north", password: { $secret: "LOFT" } } });
  for (const [code, team] of [
    ["mine", "甲"],
    ["foreign", "乙"],
  ] as const) {
    const variants = [{ channel: "pigeon", text: `${code}的内容` }];
    await api.call("PUT", `/v1/templates/${code}`, { name: code, labels: { team }, variants });
  }
  const written = { channel: "pigeon", to: ["a@x.cn"], labels: { team: "甲" } };
  const send = (template: string, bearer = token) => as(bearer, "POST", "/v1/messages", { ...written, template });
  const mine = await send("mine@1");
  expect(mine.status, mine.text).toBe(202);
  const { body: shown } = await as(token, "GET", `/v1/messages/${mine.body.id as number}`);
  expect(shown).toMatchObject({ template: "mine@1", templateVersion: "mine@1", text: "mine的内容" });
  for (const template of ["foreign", "foreign@1", "foreign@7"]) {
    const refused = await send(template);
    const missing = await send(template.replace("foreign", "nothing"));
    expect(refused).toMatchObject({ status: 404, body: { code: "TEMPLATE_NOT_FOUND" } });
    expect(JSON.parse(refused.text.replaceAll("foreign", "nothing"))).toEqual({
      ...missing.body,
      requestId: refused.body.requestId as string,
    });
  }
  const batch = {
    messages: [
      { ...written, template: "foreign" },
      { ...written, template: "mine" },
    ],
  };
  expect((await as(token, "POST", "/v1/messages/batch", batch)).body.items).toMatchObject([
    { refused: { code: "TEMPLATE_NOT_FOUND" } },
    { held: false },
  ]);
  expect((await send("foreign", api.token)).status).toBe(202);
});

const startDorm = (bearer: string, inputs?: unknown) =>
  as(bearer, "POST", "/v1/rules/dorm/trigger", inputs === undefined ? {} : { inputs });

describe("somebody restricted to buildings 1 to 3 of one rule", () => {
  let restricted: string;
  beforeAll(async () => {
    restricted = await tokenWith({ labels: { team: ["甲"] }, inputs: { dorm: { buildings: [1, 2, 3] } } });
    await api.call("PUT", "/v1/rules/dorm", definition("dorm", "甲"));
  });

  test("starts it with these and no other, and with all of them when none is named", async () => {
    const answer = await startDorm(restricted, { buildings: [3, 4] });
    expect(answer).toMatchObject({ status: 403, body: { code: "INPUT_NOT_ALLOWED" } });
    expect(answer.body.detail).toBe('The input "buildings" of "dorm" may be: 1, 2, 3.');
    expect((await startDorm(restricted, { buildings: [] })).status).toBe(403);
    const { executionId } = (await startDorm(restricted)).body;
    const { body } = await as(restricted, "GET", `/v1/executions/${executionId}`);
    expect(body.inputs).toEqual({ buildings: [1, 2, 3] });
  });

  test("sees, cancels and retries only executions with these", async () => {
    const own = (await startDorm(restricted, { buildings: [2] })).body.executionId as number;
    const other = (await startDorm(api.token, { buildings: [2, 4] })).body.executionId as number;
    const found = (await as(restricted, "GET", "/v1/executions?rule=dorm&limit=200")).body.items as { id: number }[];
    expect(found.map(({ id }) => id)).toContain(own);
    expect(found.map(({ id }) => id)).not.toContain(other);
    for (const [method, action] of [
      ["GET", ""],
      ["GET", "/logs"],
      ["POST", "/cancel"],
      ["POST", "/retry"],
    ] as const) {
      expect((await as(restricted, method, `/v1/executions/${other}${action}`)).body.code).toBe("EXECUTION_NOT_FOUND");
    }
    expect((await as(restricted, "POST", `/v1/executions/${own}/cancel`)).status).toBe(200);
  });
});
