import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { exampleAnswer } from "../src/contract/examples.ts";
import { isSchema } from "../src/contract/route-schema.ts";
import type { Route } from "../src/contract/define-route.ts";
import { openApiDocument } from "../src/index.ts";
import { carryOut, inOrder, runnable, withJson } from "./carry-out-example.ts";
import { startExamplesWorld, type ExamplesWorld } from "./examples-world.ts";
import { operationsOf } from "./fuzz/operation.ts";

const file = new URL("../src/contract/recorded-answers.json", import.meta.url);
const isRecording = process.env["BELFRY_RECORD_EXAMPLES"] === "true";
const fresh: Record<string, unknown> = {};

const reading = runnable.filter(({ method }) => method === "GET");

let shared: ExamplesWorld;
beforeAll(async () => {
  shared = await startExamplesWorld();
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
  if (!isRecording) return;
  const known = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const all = Object.entries({ ...known, ...fresh }).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
});

/** Enough to see what is in a list. The catalog would be longer than all the rest. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isOfThings = typeof value[0] === "object";
    // The last: what only tests have comes first.
    return (isOfThings ? value.slice(-1) : value.slice(0, 3)).map(shortened);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}

/** All keys of a value, with those of the first item of a list. Keys that are data (names, labels) are not compared. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? "list" : { "[]": shapeOf(value[0]) };
  if (typeof value !== "object" || value === null) return "value";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

async function prove(world: ExamplesWorld, route: Route): Promise<void> {
  const answer = await carryOut(world, route);
  expect(answer.status, answer.text).toBe(isSchema(route.response) ? (route.status ?? 200) : 204);
  if (!isSchema(route.response)) return;
  fresh[route.operation] = shortened(answer.body);
  if (isRecording) return;
  const example = exampleAnswer(route.operation);
  expect(shapeOf(example)).toEqual(shapeOf(shortened(answer.body)));
  expect(faultsOf(route, example)).toEqual([]);
  expect(faultsOf(route, answer.body)).toEqual([]);
}

const operations = new Map(operationsOf(await openApiDocument("0.0.0")).map((one) => [one.operationId, one]));

/** What the schema in the document says against an answer. */
function faultsOf(route: Route, answer: unknown): readonly string[] {
  const { responses, schemas } = operations.get(route.operation)!;
  const schema = responses[String(route.status ?? 200)]!.content!["application/json"]!.schema;
  const whole = JSON.stringify({ ...schema, $defs: schemas }).replaceAll("#/components/schemas/", "#/$defs/");
  const parsed = z.fromJSONSchema(JSON.parse(whole) as Parameters<typeof z.fromJSONSchema>[0]).safeParse(answer);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

test("every operation with a body has an example of one", () => {
  const missing = withJson.filter(({ body, example }) => body !== undefined && example?.body === undefined);
  expect(missing.map(({ operation }) => operation)).toEqual([]);
});

test("every operation that answers with JSON has an example of its answer", () => {
  const missing = runnable.filter((route) => isSchema(route.response) && exampleAnswer(route.operation) === undefined);
  if (!isRecording) expect(missing.map(({ operation }) => operation)).toEqual([]);
});

test("no answer is recorded of an operation that there is no more", () => {
  const recorded = Object.keys(JSON.parse(readFileSync(file, "utf8")) as object);
  expect(recorded.filter((name) => !runnable.some(({ operation }) => operation === name))).toEqual([]);
});

test.each(reading.map((route) => [route.operation, route] as const))(
  "the example of %s is answered as the document says",
  (_name, route) => prove(shared, route),
);

// All in one world.
test.each(inOrder.map((route) => [route.operation, route] as const))(
  "the example of %s is carried out as the document says",
  (_name, route) => prove(shared, route),
);
