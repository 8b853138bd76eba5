import { afterAll, beforeAll, expect, test } from "vitest";
import { openApiDocument } from "../src/index.ts";
import { operationsOf, type JsonSchema } from "./fuzz/operation.ts";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  // The names run against the names in the address, and two are equal.
  const names = ["丁", "丙", "乙", "Alpha", "Alpha", "beta 50%"];
  for (const [n, name] of names.entries()) {
    const labels = { team: n % 2 === 0 ? "学工处" : "finance" };
    await api.test.rule({ rule: `rule-${n}`, name, labels, actions: [{ use: "test.echo" }] });
    await api.test.database.clock.advance(1_000);
  }
  await api.call("POST", "/v1/rules/rule-1/disable");
  await api.call("POST", "/v1/rules/rule-2/archive");
});
afterAll(() => api[Symbol.asyncDispose]());

async function pages(query: string, limit: number): Promise<string[][]> {
  const found: string[][] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const from: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const { status, body } = await api.call("GET", `/v1/rules?${query}&limit=${limit}${from}`);
    expect(status).toBe(200);
    found.push((body.items as { rule: string }[]).map(({ rule }) => rule.replace("rule-", "")));
    cursor = body.nextCursor as string | null;
  }
  return found;
}

test.each([
  ["sort=rule", "01345"],
  ["sort=-rule", "54310"],
  ["sort=name", "34501"],
  ["sort=createdAt", "01345"],
  ["sort=-updatedAt", "15430"],
  ["sort=rule&archived=true", "012345"],
  ["sort=-createdAt&status=enabled", "5430"],
  ["status=archived", "2"],
  [`label=${encodeURIComponent("team=学工处")}`, "04"],
  ["label=team=nobody", ""],
  ["text=ALPHA", "34"],
  [`text=${encodeURIComponent("50%")}`, "5"],
  ["text=rule-4", "4"],
  ["text=%25", "5"],
])("rules?%s is the same list, however long its pages", async (query, expected) => {
  for (const limit of [1, 2, 5, 1_000]) {
    const found = await pages(query, limit);
    expect(found.flat().join("")).toBe(expected);
    for (const page of found.slice(0, -1)) expect(page).toHaveLength(limit);
  }
});

test("a field that nobody sorts by is refused, and those that there are are named", async () => {
  for (const sort of ["author", "", "-", "--name", "name,rule", "__proto__"]) {
    const answer = await api.call("GET", `/v1/rules?sort=${sort}`);
    expect(answer).toMatchObject({ status: 422, body: { code: "SORT_UNKNOWN" } });
    expect(answer.body.detail).toContain("rule, name, folder, createdAt, updatedAt");
  }
});

const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("a cursor is worth nothing in another order or when it was made up", async () => {
  const { body } = await api.call("GET", "/v1/rules?sort=name&limit=1");
  for (const cursor of [
    `sort=rule&cursor=${body.nextCursor as string}`,
    `sort=rule&cursor=${made(["rule", "a"])}`,
    `sort=rule&cursor=${made(["rule", "a", "\0"])}`,
    `sort=rule&cursor=${made(["rule", 1, 2])}`,
    "sort=rule&cursor=nonsense",
  ]) {
    expect(await api.call("GET", `/v1/rules?${cursor}`)).toMatchObject({
      status: 400,
      body: { problems: [{ path: "query.cursor" }] },
    });
  }
});

test("every list has pages, or says why it needs none", async () => {
  const document = await openApiDocument("0.0.0");
  const paths = document["paths"] as Record<string, Record<string, { "x-bounded"?: string }>>;
  const lists = operationsOf(document).filter((operation) => {
    const schema = operation.responses["200"]?.content?.["application/json"]?.schema;
    return (
      operation.method === "GET" &&
      schema !== undefined &&
      propertiesOf(schema, operation.schemas)?.["items"] !== undefined
    );
  });
  expect(lists.length).toBeGreaterThan(15);
  for (const operation of lists) {
    const schema = operation.responses["200"]!.content!["application/json"]!.schema;
    const query = operation.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
    const isPaged = propertiesOf(schema, operation.schemas)!["nextCursor"] !== undefined;
    const reason = paths[operation.path]![operation.method.toLowerCase()]!["x-bounded"];
    expect({ operation: operation.operationId, isPaged, isBounded: reason !== undefined }).toEqual({
      operation: operation.operationId,
      isPaged,
      isBounded: !isPaged,
    });
    if (isPaged) expect(query, operation.operationId).toEqual(expect.arrayContaining(["cursor", "limit"]));
  }
});

function propertiesOf(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): JsonSchema | undefined {
  const ref = schema["$ref"];
  const found = typeof ref === "string" ? schemas[ref.replace("#/components/schemas/", "")] : schema;
  return found?.["properties"] as JsonSchema | undefined;
}
