import fc from "fast-check";
import { hostileText, hostileValue } from "./hostile-value.ts";
import type { Operation, Parameter } from "./operation.ts";
import { validValue } from "./valid-value.ts";

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** The values of path parameters that exist. */
export type KnownParams = Readonly<Record<string, string>>;

interface Parts {
  readonly params: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Requests that fit the document and carry hostile values where it allows any. */
export function wellFormedRequest(operation: Operation, known: KnownParams): fc.Arbitrary<RawRequest> {
  return validParts(operation, known).map((parts) => written(operation, parts));
}

/** Requests with at least one thing in them that the document does not allow, or that nobody sane would send. */
export function hostileRequest(operation: Operation, known: KnownParams): fc.Arbitrary<RawRequest> {
  const valid = validParts(operation, known);
  const params = operation.parameters.filter((parameter) => parameter.in === "path");
  const kinds: fc.Arbitrary<RawRequest>[] = [
    fc
      .tuple(valid, fc.dictionary(fc.constantFrom("limit", "cursor", "x", "__proto__", "sort", "rule"), hostileText))
      .map(([parts, query]) => written(operation, { ...parts, query: [...parts.query, ...Object.entries(query)] })),
    fc.tuple(valid, hostileHeaders).map(([parts, headers]) => {
      return written(operation, { ...parts, headers: { ...parts.headers, ...headers } });
    }),
  ];
  for (const { name } of params) {
    kinds.push(
      fc
        .tuple(valid, hostileText)
        .map(([parts, value]) => written(operation, { ...parts, params: { ...parts.params, [name]: value } })),
    );
  }
  for (const { name } of operation.parameters.filter((parameter) => parameter.in === "query")) {
    kinds.push(
      fc
        .tuple(valid, fc.array(hostileText, { minLength: 1, maxLength: 2 }))
        .map(([parts, values]) =>
          written(operation, { ...parts, query: [...parts.query, ...values.map((value) => [name, value] as const)] }),
        ),
    );
  }
  if (operation.method !== "GET") kinds.push(...hostileBodies(operation, valid));
  return fc.oneof(...kinds);
}

function validParts(operation: Operation, known: KnownParams): fc.Arbitrary<Parts> {
  const of = (place: Parameter["in"]) => operation.parameters.filter((parameter) => parameter.in === place);
  const value = ({ schema }: Parameter) => validValue(schema, operation.schemas).map(String);
  const paramOf = (parameter: Parameter) => {
    const there = known[parameter.name];
    if (there === undefined) return value(parameter);
    return fc.oneof({ weight: 3, arbitrary: fc.constant(there) }, { weight: 1, arbitrary: value(parameter) });
  };
  return fc.record({
    params: fc.record(Object.fromEntries(of("path").map((parameter) => [parameter.name, paramOf(parameter)]))),
    query: fc
      .record(Object.fromEntries(of("query").map((parameter) => [parameter.name, value(parameter)])), {
        requiredKeys: of("query")
          .filter(({ required }) => required)
          .map(({ name }) => name),
      })
      .map((query) => Object.entries(query)),
    headers: fc.constant({}),
    body: validBody(operation),
  });
}

/** What fits the schema, and often the example, which makes sense as well. */
function validBody({ body, exampleBody, schemas }: Operation): fc.Arbitrary<unknown> {
  if (body === undefined) return fc.constant(undefined);
  const fitting = validValue(body, schemas);
  return exampleBody === undefined ? fitting : fc.oneof(fitting, fc.constant(exampleBody));
}

/** Headers that a program may send; what the wire itself cannot carry, no program sends. */
const hostileHeaders: fc.Arbitrary<Record<string, string>> = fc
  .record(
    {
      "idempotency-key": hostileText,
      "x-request-id": hostileText,
      "if-match": hostileText,
      "last-event-id": hostileText,
      accept: hostileText,
      "accept-language": hostileText,
      cookie: hostileText.map((text) => `belfry_session=${text}`),
      "x-forwarded-for": hostileText,
      "user-agent": hostileText,
      range: fc.constantFrom("bytes=0-", "bytes=-1", "bytes=99999999999999-"),
      authorization: fc.constantFrom(
        "Bearer",
        "Bearer ' or 1=1",
        "Basic YTpi",
        `Bearer ${"a".repeat(5_000)}`,
        "Bearer é",
      ),
    },
    { requiredKeys: [] },
  )
  .map((headers) =>
    Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [
        name,
        text.replaceAll(/[^\t\x20-\x7E\x80-\xFF]/g, "").slice(0, 8_000),
      ]),
    ),
  );

function hostileBodies(operation: Operation, valid: fc.Arbitrary<Parts>): fc.Arbitrary<RawRequest>[] {
  const withBody = (parts: Parts, body: Buffer, contentType = operation.mediaType) => ({
    ...written(operation, { ...parts, body: undefined }),
    headers: { ...parts.headers, "content-type": contentType },
    body,
  });
  const texts = fc.constantFrom(
    "{",
    '{"a":1,}',
    "{'a':1}",
    '{"a":1}}',
    "nul",
    "\u0000",
    '{"a":1,"a":2}',
    '{"__proto__":{"isAdmin":true}}',
    '{"a":{"__proto__":null}}',
    "[".repeat(100_000),
    '{"a":'.repeat(50_000),
    `{"a":"${"x".repeat(1_100_000)}"}`,
    "1e99999",
    '"\\ud800"',
    '{"a":"\\u0000"}',
  );
  const types = fc.constantFrom(
    "text/plain",
    "text/html",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json; charset=utf-16",
    "application/json; charset=gbk",
    "application/jsonx",
    "application/problem+json",
    "json",
    "/",
    "a".repeat(2_000),
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
    fc.constant(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d])),
    fc.constant(Buffer.from([0x22, 0xc3, 0x28, 0x22])),
  );
  const kinds = [
    fc.tuple(valid, texts).map(([parts, text]) => withBody(parts, Buffer.from(text))),
    fc.tuple(valid, bytes).map(([parts, body]) => withBody(parts, body)),
    fc
      .tuple(valid, types)
      .map(([parts, type]) => withBody(parts, Buffer.from(JSON.stringify(parts.body ?? { a: 1 })), type)),
    fc.tuple(valid, hostileValue).map(([parts, body]) => written(operation, { ...parts, body })),
  ];
  if (operation.body === undefined) return kinds;
  // Most faults that matter lie deep inside of what is otherwise right.
  const wrongInside = fc
    .tuple(valid, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), hostileValue)
    .map(([parts, places, value]) => written(operation, { ...parts, body: replaceInside(parts.body, places, value) }));
  return [...kinds, wrongInside, wrongInside, wrongInside, wrongInside];
}

/** Replaces, removes or adds something somewhere inside of a value. */
function replaceInside(value: unknown, [place = 0, ...places]: readonly number[], hostile: unknown): unknown {
  if (typeof value !== "object" || value === null || places.length === 0) return hostile;
  const entries: [string, unknown][] = Object.entries(value);
  const at = place % (entries.length + 1);
  const found = entries[at];
  if (found === undefined) entries.push(["somethingElse", hostile]);
  else if (place % 7 === 0) entries.splice(at, 1);
  else entries[at] = [found[0], replaceInside(found[1], places, hostile)];
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

function written(operation: Operation, parts: Parts): RawRequest {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(parts.params[name] ?? "x"));
  const query = parts.query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  // JSON.stringify throws on nothing that fast-check makes, but gives nothing for undefined.
  const body = parts.body === undefined ? undefined : Buffer.from(JSON.stringify(parts.body) ?? "null");
  return {
    method: operation.method,
    path: query === "" ? path : `${path}?${query}`,
    headers: { ...(body !== undefined && { "content-type": operation.mediaType }), ...parts.headers },
    body,
  };
}

/** Percent-encodes bytes, also of texts that are no Unicode; some of it twice or not at all, as clients do. */
function encode(text: string): string {
  // As it stands only where the wire takes it: a client library refuses the rest before it is sent.
  if (/^%[0-9a-f]{2}[\x21-\x7e]*$/i.test(text)) return text;
  return text.isWellFormed() ? encodeURIComponent(text) : "%ed%a0%80";
}
