import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { isActionFailure, type ActionFailure, type Row } from "@belfry/plugin-kit";
import {
  createTestActionContext,
  startLoopbackServer,
  type SeenRequest,
  type TestActionContext,
} from "@belfry/testkit";
import { httpPaginate } from "../src/http/http-paginate.ts";

async function failureOf(work: Promise<unknown>): Promise<ActionFailure> {
  const outcome: unknown = await work.catch((error: unknown) => error);
  return isActionFailure(outcome) ? outcome : expect.unreachable("there was no failure");
}

function list(length: number, from = 0): { n: number }[] {
  return Array.from({ length }, (_, index) => ({ n: from + index }));
}

/** A server with a list; `answer` says what one request gets. */
function startList(answer: (request: SeenRequest) => unknown) {
  return startLoopbackServer((request, response) => sendJson(response, answer(request)));
}

function sendJson(response: ServerResponse, json: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(json));
}

function number(request: SeenRequest, name: string): number {
  return Number(request.query.get(name));
}

function sliceOf(request: SeenRequest, all: unknown[]): unknown[] {
  return all.slice(number(request, "from"), number(request, "from") + number(request, "count"));
}

function pageOf(request: SeenRequest, all: unknown[]): unknown[] {
  return all.slice((number(request, "page") - 1) * 10, number(request, "page") * 10);
}

interface Read {
  readonly rows: { $dataset: string; rows: number; columns: string[] };
  readonly total: number;
  readonly pages: number;
  readonly requests: number;
}

/** Reads all pages and checks that the rows 0, 1, 2 … came, each once and in order. */
async function readAll(action: TestActionContext, input: Record<string, unknown>): Promise<Read> {
  const output = (await action.run(httpPaginate, input)) as Read;
  const rows = await action.rowsOf(output.rows);
  expect(rows.map((row) => row["n"])).toEqual(rows.map((_, index) => index));
  expect(output.rows.rows).toBe(rows.length);
  return output;
}

describe("paging by offset", () => {
  const paging = { kind: "offset", offset: "from", limit: "count", size: 10, rows: "items" };

  test.each([
    [0, 1],
    [9, 2],
    [10, 2],
    [11, 2],
    [20, 3],
    [25, 3],
  ])("of %i rows whose total is not known takes %i requests", async (length, requests) => {
    await using server = await startList((request) => ({ items: sliceOf(request, list(length)) }));
    await using action = await createTestActionContext();
    expect(await readAll(action, { url: server.url, paging })).toMatchObject({ total: length, requests });
  });

  test("does not lose rows of a server that gives fewer than asked for, and does not tell the total", async () => {
    await using server = await startList((request) => ({ items: sliceOf(request, list(25)).slice(0, 4) }));
    await using action = await createTestActionContext();
    expect(await readAll(action, { url: server.url, paging })).toMatchObject({ total: 25, pages: 7 });
  });

  test("keeps the other parameters, and may count from one or write into the body", async () => {
    await using server = await startList((request) => {
      const { from } = JSON.parse(request.body) as { from: number };
      return { count: "12", items: list(12).slice(from - 1, from + 4) };
    });
    await using action = await createTestActionContext();
    const input = {
      url: `${server.url}/?a=1`,
      query: { b: "2" },
      body: { json: { filter: "x", from: 0 } },
      paging: { ...paging, size: 5, first: 1, in: "body", total: "count" },
    };
    expect(await readAll(action, input)).toMatchObject({ total: 12, pages: 3 });
    expect(server.requests.map(({ path }) => path)).toEqual(["/?a=1&b=2", "/?a=1&b=2", "/?a=1&b=2"]);
    expect(server.requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
      [1, 6, 11].map((from) => ({ filter: "x", from, count: 5 })),
    );
  });
});

describe("paging by page", () => {
  const paging = { kind: "page", limit: "size", size: 10, rows: "data.items" };

  test("counts from one until the total is there", async () => {
    await using server = await startList((request) => ({ data: { items: pageOf(request, list(30)), all: 30 } }));
    await using action = await createTestActionContext();
    expect(await readAll(action, { url: server.url, paging: { ...paging, total: "data.all" } })).toMatchObject({
      pages: 3,
    });
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/?page=1&size=10",
      "/?page=2&size=10",
      "/?page=3&size=10",
    ]);
  });

  test("ends with the number of pages that the server tells", async () => {
    await using server = await startList((request) => ({ data: { items: pageOf(request, list(30)) }, pages: 3 }));
    await using action = await createTestActionContext();
    expect(await readAll(action, { url: server.url, paging: { ...paging, pages: "pages" } })).toMatchObject({
      requests: 3,
    });
  });

  test("ends where the server begins to repeat its short last page", async () => {
    await using server = await startList(() => ({ data: { items: list(4) } }));
    await using action = await createTestActionContext();
    expect(await readAll(action, { url: server.url, paging })).toMatchObject({ total: 4, requests: 2 });
  });

  test("writes into a form where the rule says so", async () => {
    await using server = await startList((request) => {
      const form = new URLSearchParams(request.body);
      return { data: { items: form.get("page") === "0" ? list(2) : [] }, key: form.get("key") };
    });
    await using action = await createTestActionContext({ secrets: { key: "k" } });
    await readAll(action, {
      url: server.url,
      body: { form: { key: { $secret: "key" } } },
      paging: { ...paging, in: "body", first: 0, limit: undefined },
    });
    expect(server.requests.map(({ body }) => body)).toEqual(["key=k&page=0", "key=k&page=1"]);
  });
});

describe("paging by cursor", () => {
  test("hands the mark on until there is none", async () => {
    await using server = await startList((request) => {
      const from = Number(request.query.get("after")?.slice(1) ?? 0);
      return { rows: list(10, from), meta: { next: from < 20 ? `m${from + 10}` : null } };
    });
    await using action = await createTestActionContext();
    const paging = { kind: "cursor", param: "after", next: "meta.next", limit: "size", size: 10, rows: "rows" };
    expect(await readAll(action, { url: server.url, paging })).toMatchObject({ total: 30, pages: 3 });
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/?size=10",
      "/?after=m10&size=10",
      "/?after=m20&size=10",
    ]);
  });

  test("follows addresses as the server writes them", async () => {
    await using server = await startList((request) => {
      const from = number(request, "from");
      return { rows: list(2, from), next: from < 4 ? `/more?from=${from + 2}&sig=a%20b` : "" };
    });
    await using action = await createTestActionContext();
    const input = {
      url: `${server.url}/start`,
      query: { q: "1" },
      paging: { kind: "cursor", next: "next", rows: "rows" },
    };
    expect(await readAll(action, input)).toMatchObject({ total: 6 });
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/start?q=1",
      "/more?from=2&sig=a%20b",
      "/more?from=4&sig=a%20b",
    ]);
  });
});

describe("rows", () => {
  test("of a single answer are read without paging; a list of plain values becomes a column", async () => {
    await using server = await startList(() => ["a", 1, null, [2]]);
    await using action = await createTestActionContext();
    const output = (await action.run(httpPaginate, { url: server.url, paging: { kind: "none" } })) as Read;
    expect(await action.rowsOf(output.rows)).toEqual([{ value: "a" }, { value: 1 }, { value: null }, { value: [2] }]);
  });

  test("get the columns the rule adds, and only those it wants", async () => {
    await using server = await startList(() => [{ n: 0, private: "x" }]);
    await using action = await createTestActionContext();
    const input = {
      url: server.url,
      paging: { kind: "none" },
      add: { building: "4", floor: 1 },
      columns: ["n", "building", "floor"],
    };
    const output = await readAll(action, input);
    expect(output.rows.columns).toEqual(["n", "building", "floor"]);
    expect(await action.rowsOf(output.rows)).toMatchObject([{ n: 0, building: "4", floor: 1 }]);
  });

  test("flow: the next page is asked for when the last one has been written", async () => {
    await using server = await startList((request) => ({ total: 4, rows: list(2, number(request, "offset")) }));
    await using action = await createTestActionContext();
    const written: Promise<void>[] = [];
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const reached = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const ctx = {
      ...action.ctx,
      datasets: {
        ...action.ctx.datasets,
        create: async () => ({
          write: async (_rows: readonly Row[]) => {
            const index = written.push(gates[written.length]!.promise) - 1;
            reached[index]!.resolve();
            await written[index];
          },
          close: async () => ({ $dataset: "x", rows: 4, columns: [] }),
          discard: async () => undefined,
        }),
      },
    };
    const paging = { kind: "offset", size: 2, total: "total", rows: "rows" };
    const work = httpPaginate.run(ctx, httpPaginate.input.parse({ url: server.url, paging }));
    await reached[0]!.promise;
    // Other requests get through meanwhile, so one for the next page would have, too.
    for (const path of ["/1", "/2", "/3"]) await action.ctx.fetch(`${server.url}${path}`);
    expect(server.requests.map(({ path }) => path)).toEqual(["/?offset=0&limit=2", "/1", "/2", "/3"]);
    gates[0]!.resolve();
    await reached[1]!.promise;
    expect(server.requests).toHaveLength(5);
    gates[1]!.resolve();
    expect(await work).toMatchObject({ total: 4 });
    expect(action.progress).toEqual([
      [2, 4],
      [4, 4],
    ]);
  });

  test("of a failed run are thrown away", async () => {
    await using server = await startLoopbackServer((request, response) =>
      request.query.get("offset") === "0"
        ? sendJson(response, { total: 4, rows: list(2) })
        : response.writeHead(404).end(),
    );
    await using action = await createTestActionContext();
    let discarded = 0;
    const create: typeof action.ctx.datasets.create = async (options) => {
      const writer = await action.ctx.datasets.create(options);
      return {
        ...writer,
        write: (rows) => writer.write(rows),
        close: () => writer.close(),
        discard: () => ((discarded += 1), writer.discard()),
      };
    };
    const ctx = { ...action.ctx, datasets: { ...action.ctx.datasets, create } };
    const paging = { kind: "offset", size: 2, total: "total", rows: "rows" };
    const work = httpPaginate.run(ctx, httpPaginate.input.parse({ url: server.url, paging }));
    expect(await failureOf(Promise.resolve(work))).toMatchObject({ code: "HTTP_STATUS", retryable: false });
    expect(discarded).toBe(1);
  });
});

describe("a server that would keep us for ever", () => {
  const known = { kind: "offset", size: 2, total: "total", rows: "rows" };
  const unknown = { kind: "offset", size: 2, rows: "rows" };

  test.each([known, unknown, { ...unknown, kind: "page" }])(
    "by giving the same page again is left: %j",
    async (paging) => {
      await using server = await startList(() => ({ total: 1_000, rows: list(2) }));
      await using action = await createTestActionContext();
      const failure = await failureOf(action.run(httpPaginate, { url: server.url, paging }));
      expect(failure).toMatchObject({ code: "PAGING_STUCK", retryable: false });
      expect(failure.message).toBe("Page 1 is the same as one before: the server does not go on.");
      expect(server.requests).toHaveLength(2);
    },
  );

  test.each([
    ["the same mark", (_n: number) => "same"],
    ["marks in a circle", (n: number) => `m${n % 3}`],
  ])("by %s is left", async (_how, mark) => {
    let n = 0;
    await using server = await startList(() => ({ rows: list(2, (n += 2)), next: mark(n) }));
    await using action = await createTestActionContext();
    const paging = { kind: "cursor", param: "after", next: "next", rows: "rows" };
    expect(await failureOf(action.run(httpPaginate, { url: server.url, paging }))).toMatchObject({
      code: "PAGING_STUCK",
    });
  });

  test("by always having more is left after the pages the rule allows", async () => {
    let n = 0;
    await using server = await startList(() => ({ rows: list(2, (n += 2)) }));
    await using action = await createTestActionContext();
    const failure = await failureOf(action.run(httpPaginate, { url: server.url, paging: unknown, maxPages: 5 }));
    expect(failure).toMatchObject({ code: "PAGING_TOO_LONG", failureClass: "config" });
    expect(server.requests).toHaveLength(5);
  });

  test("by a total that grows is followed to the first total only, with a warning", async () => {
    let total = 4;
    await using server = await startList((request) => ({
      total: (total += 2) - 2,
      rows: list(2, number(request, "offset")),
    }));
    await using action = await createTestActionContext();
    expect(await readAll(action, { url: server.url, paging: known })).toMatchObject({ total: 4, requests: 2 });
    expect(action.logs).toMatchObject([{ level: "warn", fields: { before: 4, now: 6 } }]);
  });
});

describe("a server that does not keep its word", () => {
  const paging = { kind: "offset", size: 2, total: "total", rows: "rows" };

  test("about the total is a failure: a list that silently lacks people is worse than none", async () => {
    await using server = await startList((request) => ({
      total: 5,
      rows: number(request, "offset") === 0 ? list(2) : [],
    }));
    await using action = await createTestActionContext();
    const failure = await failureOf(action.run(httpPaginate, { url: server.url, paging }));
    expect(failure).toMatchObject({ code: "PAGING_INCOMPLETE", failureClass: "external", retryable: true });
    expect(failure.message).toBe("The server promised 5 rows and gave 2.");
    const messages = { incomplete: "应有 {{ total }} 条，实得 {{ received }} 条" };
    const told = await failureOf(action.run(httpPaginate, { url: server.url, paging, messages }));
    expect(told.message).toBe("应有 5 条，实得 2 条");
  });

  test("because rows were removed meanwhile is none", async () => {
    await using server = await startList((request) =>
      number(request, "offset") === 0 ? { total: 5, rows: list(2) } : { total: 2, rows: [] },
    );
    await using action = await createTestActionContext();
    expect(await readAll(action, { url: server.url, paging })).toMatchObject({ rows: { rows: 2 } });
  });

  test.each([
    [{ rows: [] }, "PAGING_TOTAL_MISSING", 'has no number at "total"'],
    [{ total: null, rows: [] }, "PAGING_TOTAL_MISSING", 'has no number at "total"'],
    [{ total: -1, rows: [] }, "PAGING_TOTAL_MISSING", 'has no number at "total"'],
    [{ total: "many", rows: [] }, "PAGING_TOTAL_MISSING", 'has no number at "total"'],
    [{ total: 1 }, "PAGING_ROWS_MISSING", 'has no list at "rows"'],
    [{ total: 1, rows: {} }, "PAGING_ROWS_MISSING", 'has no list at "rows"'],
    [[], "PAGING_TOTAL_MISSING", 'has no number at "total"'],
    [null, "PAGING_TOTAL_MISSING", 'has no number at "total"'],
  ])("about its fields is named: %j", async (json, code, reason) => {
    await using server = await startList(() => json);
    await using action = await createTestActionContext();
    const failure = await failureOf(action.run(httpPaginate, { url: server.url, paging }));
    expect(failure.code).toBe(code);
    expect(failure.message).toBe(`The answer of ${server.host} for page 0 ${reason}.`);
  });

  test("about its status says when to come back", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(503, { "retry-after": "7" }).end(),
    );
    await using action = await createTestActionContext();
    expect(await failureOf(action.run(httpPaginate, { url: server.url, paging }))).toMatchObject({
      retryable: true,
      retryAfterMs: 7_000,
    });
  });

  test("about the size of a page is stopped", async () => {
    await using server = await startList(() => ({ total: 1, rows: ["x".repeat(2_000)] }));
    await using action = await createTestActionContext();
    const failure = await failureOf(action.run(httpPaginate, { url: server.url, paging, maxBytes: 1_000 }));
    expect(failure).toMatchObject({ code: "RESPONSE_TOO_LARGE" });
  });

  test("is told by a check of the rule", async () => {
    await using server = await startList(() => ({ errcode: 40_001, total: 0, rows: [] }));
    await using action = await createTestActionContext();
    const expected = {
      checks: [{ that: "response.json.errcode == 0", message: "错误码 {{ response.json.errcode }}" }],
    };
    const failure = await failureOf(action.run(httpPaginate, { url: server.url, paging, expect: expected }));
    expect(failure).toMatchObject({ code: "HTTP_CHECK", message: "错误码 40001" });
  });
});
