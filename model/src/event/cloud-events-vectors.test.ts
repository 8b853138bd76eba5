import { describe, expect, test } from "vitest";
import vectors from "./cloud-events-vectors.json" with { type: "json" };
import { readCloudEvents } from "./read-cloud-events.ts";

interface Vector {
  readonly case: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly unset?: string;
  readonly reads?: Readonly<Record<string, unknown>>;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const structured = (value: unknown, type = "application/cloudevents+json") =>
  readCloudEvents({ headers: { "content-type": type }, body: bytes(JSON.stringify(value)) });
const batch = (value: unknown) => structured(value, "application/cloudevents-batch+json; charset=utf-8");
const eventOf = ({ set, unset = "" }: Vector) =>
  Object.fromEntries(Object.entries({ ...vectors.base, ...set }).filter(([name]) => name !== unset));
const readOf = ({ set, reads }: Vector) => ({ ok: true, event: { ...vectors.base, ...(reads ?? set) } });

const valid = vectors.valid as readonly Vector[];
const invalid = vectors.invalid as readonly Vector[];

describe("structured", () => {
  test.each(valid)("$case", (vector) => {
    expect(structured(eventOf(vector))).toEqual([readOf(vector)]);
    expect(structured(eventOf(vector), "Application/CloudEvents+JSON; charset=utf-8")).toEqual([readOf(vector)]);
  });

  test.each(invalid)("$case is refused with the reason", (vector) => {
    const [read] = structured(eventOf(vector)) ?? [];
    expect(read).toMatchObject({ ok: false, raw: JSON.stringify(eventOf(vector)) });
    expect(read?.ok === false && read.problems[0]?.message).toMatch(/\.$/);
  });

  test.each(vectors.notObjects)("%j is no event", (value) => {
    expect(structured(value)).toMatchObject([{ ok: false }]);
  });
});

describe("batch", () => {
  test("an empty one holds nothing, and one of all valid events each of them", () => {
    expect(batch([])).toEqual([]);
    expect(batch(valid.map(eventOf))).toEqual(valid.map(readOf));
  });

  test.each([...invalid.map(eventOf), ...vectors.notObjects])("%j does not take the others along", (broken) => {
    expect(batch([vectors.base, broken, vectors.base])).toMatchObject([{ ok: true }, { ok: false }, { ok: true }]);
  });

  test("what is no list is refused", () => {
    expect(batch(vectors.base)).toMatchObject([{ ok: false }]);
  });
});

describe("binary", () => {
  test.each(vectors.binary)("$case", ({ headers, body, reads }) => {
    expect(readCloudEvents({ headers, body: bytes(body) })).toEqual([{ ok: true, event: reads }]);
  });

  test.each(vectors.invalidBinary)("$case is refused", ({ headers, body }) => {
    expect(readCloudEvents({ headers, body: bytes(body) })).toMatchObject([{ ok: false }]);
  });

  test("a request without any of it carries no event", () => {
    expect(readCloudEvents({ headers: { "content-type": "application/json" }, body: bytes("{}") })).toBeUndefined();
  });
});
