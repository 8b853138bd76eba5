import {
  actionContract,
  contractSecret,
  triggerContract,
  type ActionDefinition,
  type DatasetRef,
  type FeedContext,
} from "@belfry/plugin-kit";
import { createTestActionContext, startLoopbackServer, startS3, type TestS3 } from "@belfry/testkit";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { builtinConnectors } from "../../src/index.ts";
import { openBucket } from "../../src/s3/s3-request.ts";
import { hash, signatureOf } from "./signature-of.ts";

const action = (id: string): ActionDefinition => {
  const found = builtinConnectors.actions?.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no action ${id}.`);
  return found;
};
const [put, get, list] = [action("s3.put"), action("s3.get"), action("s3.list")];
const found = builtinConnectors.triggers?.find(({ id }) => id === "s3");
if (found?.kind !== "poll") throw new Error("There is no trigger s3.");
const trigger = found;

let s3: TestS3;
let prefix = "";
let n = 0;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3[Symbol.asyncDispose]());
beforeEach(() => {
  n += 1;
  prefix = `t${n}/`;
});

const fields = () => ({
  endpoint: s3.endpoint,
  bucket: s3.bucket,
  accessKeyId: s3.accessKeyId,
  secretAccessKey: s3.secretAccessKey,
});
async function run(what: ActionDefinition, input: Record<string, unknown>) {
  await using context = await createTestActionContext();
  const output = (await context.run(what, { ...fields(), ...input })) as Record<string, unknown>;
  return { ...output, list: "rows" in output ? await context.rowsOf(output["rows"] as DatasetRef) : [] } as Record<
    string,
    unknown
  >;
}

describe("objects", () => {
  test.each(["a.txt", "目录/晚归 名单 (1).csv", "a+b=c&d?e#f.txt", "100%.txt", "x'!*().txt"])(
    "a text under the key %s is put, listed and read again",
    async (name) => {
      const key = prefix + name;
      expect(await run(put, { key, text: "你好" })).toMatchObject({
        key,
        bytes: 6,
        etag: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
      expect(await run(get, { key, as: "text" })).toMatchObject({
        found: true,
        text: "你好",
        bytes: 6,
        mediaType: "text/plain",
      });
      expect(await run(list, { prefix })).toMatchObject({ count: 1, newest: { key }, list: [{ key, bytes: 6 }] });
    },
  );

  test("a file goes up and comes down as it is, and its content type with it", async () => {
    await using context = await createTestActionContext();
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
    const file = await context.ctx.artifacts.put(content, { name: "a.bin", mediaType: "application/x-test" });
    await context.run(put, { ...fields(), key: `${prefix}a.bin`, file });
    const read = (await context.run(get, { ...fields(), key: `${prefix}a.bin` })) as { file: typeof file };
    expect(read.file).toMatchObject({ name: "a.bin", mediaType: "application/x-test", bytes: content.length });
    const { readFile } = await import("node:fs/promises");
    expect(Buffer.compare(await readFile(await context.ctx.artifacts.path(read.file)), content)).toBe(0);
  });

  test("the same again gives the same etag, and JSON is read as JSON", async () => {
    const json = { a: [1, "二"] };
    const [first, second] = [await run(put, { key: `${prefix}a`, json }), await run(put, { key: `${prefix}a`, json })];
    expect(second["etag"]).toBe(first["etag"]);
    expect((await run(get, { key: `${prefix}a`, as: "json" }))["json"]).toEqual(json);
  });

  test("what is missing fails, or is said to be missing", async () => {
    await expect(run(get, { key: `${prefix}no` })).rejects.toMatchObject({ code: "S3_NOT_FOUND", retryable: false });
    expect(await run(get, { key: `${prefix}no`, missing: "null" })).toMatchObject({ found: false, file: null });
    await expect(run(get, { bucket: "nobody-has-it", key: "a" })).rejects.toMatchObject({
      code: "S3_NOT_FOUND",
      details: { s3: "NoSuchBucket" },
    });
  });

  test.each(["../other/a", "a/./b", "x".repeat(1_025)])("the key %s is refused", async (key) => {
    await expect(run(put, { key, text: "x" })).rejects.toMatchObject({ code: "S3_KEY_INVALID" });
  });
});

/** A page of a list as S3 writes it. */
const page = (keys: string[], token?: string) =>
  `<?xml version="1.0"?><ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${token !== undefined}</IsTruncated>${keys
    .map(
      (key) =>
        `<Contents><Key>${key}</Key><LastModified>2026-02-16T00:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag><Size>1</Size></Contents>`,
    )
    .join(
      "",
    )}${token === undefined ? "" : `<NextContinuationToken>${token}</NextContinuationToken>`}</ListBucketResult>`;

describe("what leaves", () => {
  test.each(["a", "目录/晚归 名单 (1).csv", "a+b=c&d?e#f%.txt"])(
    "a request for %s is signed as the specification says",
    async (key) => {
      await using server = await startLoopbackServer((_request, response) =>
        response.writeHead(200, { etag: '"e"' }).end("<ListBucketResult></ListBucketResult>"),
      );
      await using context = await createTestActionContext();
      const input = { ...fields(), endpoint: server.url, region: "cn-north-1" };
      const written = {
        ...input,
        key,
        text: "你好",
        onlyNew: true,
        metadata: { by: "belfry  two" },
        sessionToken: "t",
      };
      await context.run(put, written);
      await context.run(get, { ...input, key });
      await context.run(list, { ...input, prefix: key });
      expect(server.requests).toHaveLength(3);
      for (const request of server.requests) {
        const sent = /Signature=([0-9a-f]{64})$/.exec(String(request.headers.authorization))?.[1];
        expect(sent).toBe(signatureOf(request, s3.secretAccessKey));
        expect(request.headers["x-amz-content-sha256"]).toBe(hash(request.body));
      }
      expect(server.requests[0]?.headers).toMatchObject({ "if-none-match": "*", "x-amz-security-token": "t" });
    },
  );

  test.each([
    [{}, "https://belfry.s3.us-east-1.amazonaws.com/a%20b"],
    [{ region: "cn-north-1" }, "https://belfry.s3.cn-north-1.amazonaws.com.cn/a%20b"],
    [{ pathStyle: true }, "https://s3.us-east-1.amazonaws.com/belfry/a%20b"],
    [{ endpoint: "https://minio.example:9000/" }, "https://minio.example:9000/belfry/a%20b"],
    [{ endpoint: "https://oss.example", pathStyle: false }, "https://belfry.oss.example/a%20b"],
  ])("with %j the object is at %s", async (style, expected) => {
    const asked: string[] = [];
    const context = {
      signal: new AbortController().signal,
      secret: async (value: unknown) => String(value),
      fetch: async (url: string) => {
        asked.push(url);
        return {
          status: 200,
          headers: {},
          setCookies: [],
          url,
          text: async () => "",
          bytes: async () => new Uint8Array(),
          stream: () => Readable.from([]),
        };
      },
    };
    const bucket = await openBucket(context, {
      region: "us-east-1",
      bucket: "belfry",
      accessKeyId: "a",
      secretAccessKey: "b",
      ...style,
    });
    await bucket.send("GET", "a b");
    expect(asked).toEqual([expected]);
  });

  test("a list goes on with the token of the page before, and ends where it says so", async () => {
    await using server = await startLoopbackServer(({ query }, response) =>
      response.end(
        query.get("continuation-token") === "a+/&=" ? page(["%E4%B8%89"]) : page(["one+1", "two%2B2"], "a+/&amp;="),
      ),
    );
    const input = { endpoint: server.url, prefix: "" };
    expect(await run(list, input)).toMatchObject({
      count: 3,
      list: [{ key: "one 1", etag: "e" }, { key: "two+2" }, { key: "三", bytes: 1 }],
    });
    await expect(run(list, { ...input, maxObjects: 2 })).rejects.toMatchObject({ code: "S3_TOO_MANY_OBJECTS" });
  });

  test.each([
    [503, "SlowDown", "S3_STATUS", true],
    [500, "InternalError", "S3_STATUS", true],
    [403, "SignatureDoesNotMatch", "S3_ACCESS_DENIED", false],
    [412, "PreconditionFailed", "S3_CONFLICT", false],
    [301, "PermanentRedirect", "S3_REFUSED", false],
  ])("status %i with %s becomes %s", async (status, code, expected, retryable) => {
    const xml = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>It is &lt;so&gt;.</Message></Error>`;
    await using server = await startLoopbackServer((_request, response) => response.writeHead(status).end(xml));
    await using context = await createTestActionContext();
    await expect(context.run(put, { ...fields(), endpoint: server.url, key: "a", text: "x" })).rejects.toMatchObject({
      code: expected,
      retryable,
      message: expect.stringContaining("It is <so>."),
      details: { s3: code },
    });
  });
});

/** The configuration of the trigger for the objects of a test. */
const config = (more = {}) => {
  const { bucket, ...rest } = fields();
  return trigger.config.parse({ s3: bucket, prefix, ...rest, ...more });
};
const keys = (events: readonly { subject?: string }[]) => events.map(({ subject }) => subject);

describe("the trigger", () => {
  const context = (now = new Date()): FeedContext =>
    ({ ...fetchContext, now, signal: new AbortController().signal }) as unknown as FeedContext;
  let fetchContext: Pick<FeedContext, "fetch" | "secret">;
  let opened: Awaited<ReturnType<typeof createTestActionContext>>;
  beforeAll(async () => {
    opened = await createTestActionContext();
    fetchContext = { fetch: opened.ctx.fetch, secret: async (value) => String(value) };
  });
  afterAll(() => opened[Symbol.asyncDispose]());

  test("an object that appears is an event, and those that were there are not", async () => {
    await run(put, { key: `${prefix}old.csv`, text: "old" });
    const first = await trigger.poll(context(), config(), undefined);
    expect(first.events).toEqual([]);
    // The object that was there is younger than the look back, and is known by its id only when it was handed over.
    const cursor = { until: new Date(Date.now() + 1_500).toISOString() };
    await new Promise((resolve) => setTimeout(resolve, 2_600));
    await run(put, { key: `${prefix}new.csv`, text: "new" });
    await run(put, { key: `${prefix}new.txt`, text: "new" });
    await run(put, { key: `${prefix}folder/`, text: "" });
    const next = await trigger.poll(context(), config({ suffix: ".csv", lookback: "1ms" }), cursor);
    expect(next.events).toMatchObject([
      {
        type: "s3.object",
        subject: `${prefix}new.csv`,
        id: expect.stringMatching(/new\.csv@[0-9a-f]{32}$/),
        data: { bucket: "belfry", bytes: 3 },
      },
    ]);
    expect(JSON.stringify(next.cursor).length).toBeLessThan(100);
  });

  test("what was there can be taken as well, and within the look back nothing is missed", async () => {
    await run(put, { key: `${prefix}a`, text: "1" });
    const first = await trigger.poll(context(), config({ existing: "take" }), undefined);
    expect(keys(first.events)).toEqual([`${prefix}a`]);
    await run(put, { key: `${prefix}b`, text: "2" });
    expect(keys((await trigger.poll(context(), config(), first.cursor)).events)).toContain(`${prefix}b`);
  });

  for (const check of triggerContract(trigger, {
    validConfigs: [
      {
        s3: "belfry",
        prefix: "contract/",
        endpoint: "http://127.0.0.1:1",
        accessKeyId: "a",
        secretAccessKey: "${{ secrets.KEY }}",
      },
    ],
    badConfigs: [{ s3: "Not A Bucket" }, {}],
  }).filter(({ name }) => !/poll|asks|events|cursor|stops/i.test(name))) {
    test(check.name, check.run);
  }
});

for (const [what, validInput] of [
  [put, { key: "c/a", text: "x" }],
  [get, { key: "c/a", as: "text" }],
  [list, { prefix: "c/" }],
] as const) {
  const input = () => ({ ...fields(), ...validInput });
  for (const check of actionContract(what, {
    createContext: ({ secrets, ...rest }) =>
      createTestActionContext({
        ...rest,
        secrets: Object.fromEntries(Object.keys(secrets).map((name) => [name, "S3RVER"])),
      }),
    validInput: input,
    secretInput: () => ({ ...input(), secretAccessKey: contractSecret.ref }),
    failures: [
      { name: "the bucket is not there", input: () => ({ ...input(), bucket: "nobody-has-it" }), code: "S3_NOT_FOUND" },
      { name: "nobody listens", input: () => ({ ...input(), endpoint: "http://127.0.0.1:1" }) },
    ],
  })) {
    test(check.name, check.run);
  }
}
