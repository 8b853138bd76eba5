import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { isActionFailure, type ActionFailure } from "@belfry/plugin-kit";
import { createTestActionContext, startLoopbackServer } from "@belfry/testkit";
import { httpRequest } from "../src/http/http-request.ts";

async function failureOf(work: Promise<unknown>): Promise<ActionFailure> {
  const outcome: unknown = await work.catch((error: unknown) => error);
  return isActionFailure(outcome) ? outcome : expect.unreachable("there was no failure");
}

/** Sends one request to a server that only says yes, and shows what arrived. */
async function arrived(input: Record<string, unknown>, secrets: Record<string, string> = {}) {
  await using server = await startLoopbackServer((_request, response) => response.end());
  await using action = await createTestActionContext({ secrets });
  await action.run(httpRequest, { url: `${server.url}/path`, ...input });
  return server.requests[0]!;
}

describe("what is sent", () => {
  test("is a GET without a body, a POST with one, or what the rule says", async () => {
    expect((await arrived({})).method).toBe("GET");
    expect((await arrived({ body: { text: "x" } })).method).toBe("POST");
    expect((await arrived({ method: "DELETE" })).method).toBe("DELETE");
  });

  test("has its parameters behind the address: lists repeated, null left out, nothing lost", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end());
    await using action = await createTestActionContext({ secrets: { key: "s3cret" } });
    const output = await action.run(httpRequest, {
      url: `${server.url}/path?kept=1`,
      query: {
        name: "晚归 & 名单",
        empty: "",
        none: null,
        flag: true,
        count: 3,
        tag: ["a", "b"],
        key: { $secret: "key" },
      },
    });
    expect([...server.requests[0]!.query]).toEqual([
      ["kept", "1"],
      ["name", "晚归 & 名单"],
      ["empty", ""],
      ["flag", "true"],
      ["count", "3"],
      ["tag", "a"],
      ["tag", "b"],
      ["key", "s3cret"],
    ]);
    expect(JSON.stringify(output)).not.toContain("s3cret");
  });

  test("has headers, secret ones too, whatever their case", async () => {
    const { headers } = await arrived(
      { headers: { "X-Requested-With": "XMLHttpRequest", "X-Api-Key": { $secret: "key" } } },
      { key: "s3cret" },
    );
    expect(headers).toMatchObject({ "x-requested-with": "XMLHttpRequest", "x-api-key": "s3cret" });
  });

  test("proves who it is by name and password or by a token", async () => {
    const basic = await arrived({ auth: { basic: { username: "管家", password: { $secret: "p" } } } }, { p: "a:b" });
    expect(Buffer.from(basic.headers.authorization!.slice(6), "base64").toString()).toBe("管家:a:b");
    const bearer = await arrived({ auth: { bearer: { $secret: "t" } } }, { t: "token" });
    expect(bearer.headers.authorization).toBe("Bearer token");
  });

  test("carries cookies", async () => {
    expect((await arrived({ cookies: { sid: { $secret: "sid" }, lang: "zh" } }, { sid: "1" })).headers.cookie).toBe(
      "sid=1; lang=zh",
    );
  });

  test("carries JSON", async () => {
    const { headers, body } = await arrived({ body: { json: { names: ["学生"], total: 1.5, none: null } } });
    expect(headers["content-type"]).toBe("application/json");
    expect(JSON.parse(body)).toEqual({ names: ["学生"], total: 1.5, none: null });
  });

  test("carries secrets inside of JSON, however deep", async () => {
    const json = { login: [{ password: { $secret: "p" } }], plain: "{}" };
    expect(JSON.parse((await arrived({ body: { json } }, { p: "s3cret" })).body)).toEqual({
      login: [{ password: "s3cret" }],
      plain: "{}",
    });
  });

  test("carries a form, with secrets in it", async () => {
    const { headers, body } = await arrived(
      { body: { form: { user: "a b", password: { $secret: "p" }, n: 1 } } },
      { p: "&=" },
    );
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(body).toBe("user=a+b&password=%26%3D&n=1");
  });

  test("carries text in its own media type", async () => {
    const { headers, body } = await arrived({ body: { text: "<a/>", mediaType: "application/xml" } });
    expect([headers["content-type"], body]).toEqual(["application/xml", "<a/>"]);
  });

  test("carries files of earlier actions, in a form or as the whole body", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end());
    await using action = await createTestActionContext();
    const file = await action.ctx.artifacts.put(Buffer.from("1,2"), { name: "名单.csv", mediaType: "text/csv" });
    await action.run(httpRequest, {
      url: server.url,
      body: {
        multipart: [
          { name: "title", value: "晚归" },
          { name: "file", file },
          { name: "again", file, fileName: "b.csv" },
        ],
      },
    });
    await action.run(httpRequest, { url: server.url, method: "PUT", body: { file } });
    const [form, raw] = server.requests;
    expect(form?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(form?.body).toContain('name="file"; filename="名单.csv"\r\nContent-Type: text/csv\r\n\r\n1,2');
    expect(form?.body).toContain('filename="b.csv"');
    expect(form?.body).toContain('name="title"\r\n\r\n晚归');
    expect(raw).toMatchObject({
      method: "PUT",
      body: "1,2",
      headers: { "content-type": "text/csv", "content-length": "3" },
    });
  });

  test("carries the same idempotency key on every try", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end());
    for (const attempt of [1, 2]) {
      await using action = await createTestActionContext({ attempt, executionId: 4_711 });
      await action.run(httpRequest, { url: server.url, method: "POST", idempotencyHeader: "Idempotency-Key" });
    }
    const keys = server.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual(["test/4711/action/0", "test/4711/action/0"]);
  });
});

describe("a redirect", () => {
  test("is followed with the cookies that are set on the way, each to its own server", async () => {
    await using server = await startLoopbackServer((request, response) => {
      if (request.path === "/start")
        response.writeHead(302, { location: "/next", "set-cookie": "sid=1; Path=/" }).end();
      else if (request.path === "/next")
        response.writeHead(303, { location: "/end", "set-cookie": "step=2; Path=/other" }).end();
      else response.end("there");
    });
    await using action = await createTestActionContext();
    const output = await action.run(httpRequest, { url: `${server.url}/start`, body: { text: "x" } });
    expect(output).toMatchObject({ status: 200, url: `${server.url}/end`, text: "there" });
    expect(server.requests.map(({ method, headers }) => [method, headers.cookie])).toEqual([
      ["POST", undefined],
      ["GET", "sid=1"],
      ["GET", "sid=1"],
    ]);
  });

  test("is the answer where none is to be followed", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(302, { location: "/x" }).end(),
    );
    await using action = await createTestActionContext();
    const output = await action.run(httpRequest, { url: server.url, redirects: 0, expect: { statuses: [302] } });
    expect(output).toMatchObject({ status: 302, headers: { location: "/x" } });
    expect(server.requests).toHaveLength(1);
  });

  test("that never ends is given up", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(302, { location: "/" }).end(),
    );
    await using action = await createTestActionContext();
    const failure = await failureOf(action.run(httpRequest, { url: server.url, redirects: 2 }));
    expect(failure).toMatchObject({ code: "HTTP_REDIRECT", retryable: false });
    expect(server.requests).toHaveLength(3);
  });

  test("to another server leaves the credentials behind", async () => {
    await using other = await startLoopbackServer((_request, response) => response.end());
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(307, { location: other.url }).end(),
    );
    await using action = await createTestActionContext();
    await action.run(httpRequest, { url: server.url, auth: { bearer: "token" }, body: { json: { a: 1 } } });
    expect(other.requests[0]).toMatchObject({ method: "POST", body: '{"a":1}' });
    expect(other.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  test("into the inside is refused", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end(),
    );
    await using action = await createTestActionContext();
    expect(await failureOf(action.run(httpRequest, { url: server.url }))).toMatchObject({
      code: "OUTBOUND_BLOCKED",
      failureClass: "config",
    });
  });
});

describe("the answer", () => {
  test.each([
    ["application/json; charset=utf-8", '{"a":[1]}', { json: { a: [1] } }],
    ["application/problem+json", '{"a":1}', { json: { a: 1 } }],
    ["text/plain", "钟楼", { text: "钟楼" }],
    ["text/html", '<meta charset="gbk">\u0000', { text: '<meta charset="gbk">\u0000' }],
    ["", "plain", { text: "plain" }],
  ])("of type %s becomes what it is", async (contentType, body, expected) => {
    await using server = await startLoopbackServer((_request, response) => {
      if (contentType !== "") response.setHeader("content-type", contentType);
      response.end(body);
    });
    await using action = await createTestActionContext();
    expect(await action.run(httpRequest, { url: server.url })).toMatchObject({ status: 200, ...expected });
  });

  test("becomes a file, with the name the server or the rule gives it", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response
        .writeHead(200, {
          "content-type": "application/pdf",
          "content-disposition": "attachment; filename*=UTF-8''%E6%8A%A5%E8%A1%A8.pdf",
        })
        .end("%PDF"),
    );
    await using action = await createTestActionContext();
    const output = (await action.run(httpRequest, { url: server.url })) as { file: { $artifact: string } };
    expect(output.file).toMatchObject({ name: "报表.pdf", mediaType: "application/pdf", bytes: 4 });
    expect(await readFile(await action.ctx.artifacts.path(output.file as never), "utf8")).toBe("%PDF");
    await using other = await createTestActionContext();
    expect(await other.run(httpRequest, { url: server.url, response: "file", fileName: "名单.pdf" })).toMatchObject({
      file: { name: "名单.pdf" },
    });
  });

  test("can be left out, and has none where there is none", async () => {
    await using server = await startLoopbackServer((request, response) =>
      request.path === "/none" ? response.writeHead(204).end() : response.end("unwanted"),
    );
    await using action = await createTestActionContext();
    for (const input of [{ url: `${server.url}/none` }, { url: server.url, response: "none" }]) {
      const output = await action.run(httpRequest, input);
      expect(Object.keys(output as object).toSorted()).toEqual(["headers", "status", "url"]);
    }
  });

  test("is not let grow beyond what the rule allows, nor beyond what a checkpoint takes", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(200, { "content-type": "text/plain" }).end("x".repeat(1_100_000)),
    );
    await using action = await createTestActionContext();
    const inline = await failureOf(action.run(httpRequest, { url: server.url }));
    expect(inline.message).toBe(
      "The answer is larger than 1048576 bytes. Keep it as a file (response: file), or read rows with http.paginate.",
    );
    const file = await failureOf(action.run(httpRequest, { url: server.url, response: "file", maxBytes: 1_000_000 }));
    expect([inline.code, file.code]).toEqual(["RESPONSE_TOO_LARGE", "RESPONSE_TOO_LARGE"]);
    expect(await action.run(httpRequest, { url: server.url, response: "file" })).toMatchObject({
      file: { bytes: 1_100_000 },
    });
  });
});

describe("an unexpected answer", () => {
  test.each([
    [503, {}, true],
    [429, {}, true],
    [408, {}, true],
    [404, {}, false],
    [401, {}, false],
    [501, {}, false],
    [404, { retryStatuses: [404] }, true],
    [503, { retryStatuses: [] }, false],
  ])("with status %i and %j is tried again: %s", async (status, input, retryable) => {
    await using server = await startLoopbackServer((_request, response) => response.writeHead(status).end());
    await using action = await createTestActionContext();
    const failure = await failureOf(action.run(httpRequest, { url: server.url, ...input }));
    expect(failure).toMatchObject({ code: "HTTP_STATUS", failureClass: "external", retryable });
    expect(failure.message).toBe(`${server.host} answered with status ${status}.`);
  });

  test("says when to come back, and what the server complained about", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(429, { "retry-after": "30", "content-type": "text/plain" }).end("slow down"),
    );
    await using action = await createTestActionContext();
    const failure = await failureOf(action.run(httpRequest, { url: `${server.url}/a?key=hidden` }));
    expect(failure.retryAfterMs).toBe(30_000);
    expect(failure.details).toEqual({ status: 429, url: `${server.url}/a`, body: "slow down" });
  });

  test("with a status the rule expects is none", async () => {
    await using server = await startLoopbackServer((_request, response) => response.writeHead(404).end());
    await using action = await createTestActionContext();
    expect(await action.run(httpRequest, { url: server.url, expect: { statuses: [200, 404] } })).toMatchObject({
      status: 404,
    });
    const failure = await failureOf(action.run(httpRequest, { url: server.url, expect: { statuses: [200] } }));
    expect(failure.code).toBe("HTTP_STATUS");
  });

  test("speaks in the words of the rule, and in ours where those cannot be rendered", async () => {
    await using server = await startLoopbackServer((_request, response) => response.writeHead(500).end());
    await using action = await createTestActionContext({ names: { each: "4" } });
    const told = (status: string) => failureOf(action.run(httpRequest, { url: server.url, messages: { status } }));
    expect((await told("楼栋{{ each }}: {{ response.status }}")).message).toBe("楼栋4: 500");
    expect((await told("{{ nobody.knows }}")).message).toBe(`${server.host} answered with status 500.`);
    expect(action.logs).toMatchObject([
      { level: "warn", message: "The template of a failure message cannot be rendered." },
    ]);
  });

  test("that is no JSON where JSON is wanted", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end("<html>"));
    await using action = await createTestActionContext();
    const failure = await failureOf(action.run(httpRequest, { url: server.url, response: "json" }));
    expect(failure).toMatchObject({
      code: "HTTP_NOT_JSON",
      message: `The answer of ${server.host} is not valid JSON.`,
    });
  });

  test("is told by a check of the rule", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end('{"code":7,"msg":"busy"}'),
    );
    await using action = await createTestActionContext();
    const check = { that: "response.json.code == 0", message: "接口返回 {{ response.json.msg }}", retry: true };
    const failure = await failureOf(action.run(httpRequest, { url: server.url, expect: { checks: [check] } }));
    expect(failure).toMatchObject({ code: "HTTP_CHECK", message: "接口返回 busy", retryable: true });
    const fine = { that: "response.json.code == 7" };
    expect(await action.run(httpRequest, { url: server.url, expect: { checks: [fine] } })).toMatchObject({
      status: 200,
    });
  });

  test("that does not come in time is a timeout, over all redirects together", async () => {
    await using server = await startLoopbackServer((request, response) =>
      request.path === "/" ? response.writeHead(302, { location: "/slow" }).end() : undefined,
    );
    await using action = await createTestActionContext();
    const failure = await failureOf(action.run(httpRequest, { url: server.url, timeout: "500ms" }));
    expect(failure).toMatchObject({ code: "HTTP_TIMEOUT", failureClass: "timeout", retryable: true });
    // What the first request took is missing from the time of the second.
    expect(Number(/within (\d+) ms/.exec(failure.message)?.[1])).toBeLessThan(500);
  });

  test("is not waited for once the execution is cancelled", async () => {
    await using action = await createTestActionContext();
    await using server = await startLoopbackServer(() => action.cancel());
    const failure = await failureOf(action.run(httpRequest, { url: server.url }));
    expect(failure).toMatchObject({ failureClass: "cancelled", retryable: false });
  });
});

describe("the input", () => {
  test.each([
    [{}],
    [{ url: "" }],
    [{ url: "http://a", body: { json: 1, text: "x" } }],
    [{ url: "http://a", method: "TRACE" }],
    [{ url: "http://a", headers: { a: 1 } }],
    [{ url: "http://a", timeout: "soon" }],
    [{ url: "http://a", session: { key: "k", login: { form: {} } } }],
    [{ url: "http://a", unknown: 1 }],
  ])("%j is refused", (input) => {
    expect(httpRequest.input.safeParse(input).success).toBe(false);
  });

  test("an address that is none is a mistake of the rule", async () => {
    await using action = await createTestActionContext();
    const failure = await failureOf(action.run(httpRequest, { url: "example.org/path" }));
    expect(failure).toMatchObject({ code: "REQUEST_INVALID", failureClass: "config", retryable: false });
  });
});
