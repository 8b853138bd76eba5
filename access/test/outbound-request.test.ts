import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { isActionFailure, type ActionFailure } from "@belfry/plugin-kit";
import { startLoopbackServer } from "@belfry/testkit";
import { createGuardedFetch } from "../src/outbound/guarded-fetch.ts";

const guardedFetch = createGuardedFetch({ allow: { hosts: ["127.0.0.0/8"] } });
afterAll(() => guardedFetch[Symbol.asyncDispose]());

async function failureOf(work: Promise<unknown>): Promise<ActionFailure> {
  const outcome: unknown = await work.catch((error: unknown) => error);
  if (!isActionFailure(outcome)) return expect.unreachable("there was no failure");
  return outcome;
}

describe("a request", () => {
  test("carries method, headers and body, and brings back status, headers and cookies", async () => {
    await using server = await startLoopbackServer((_request, response) => {
      response.writeHead(201, { "X-Answer": "yes", "set-cookie": ["a=1; Path=/", "b=2"] }).end("made");
    });
    const answer = await guardedFetch(`${server.url}/things?x=1`, {
      method: "post",
      headers: { "X-Ask": "please" },
      body: "content",
    });
    expect(server.requests[0]).toMatchObject({ method: "POST", path: "/things?x=1", body: "content" });
    expect(server.requests[0]?.headers).toMatchObject({
      "x-ask": "please",
      "user-agent": "Belfry",
      "content-length": "7",
    });
    expect(answer).toMatchObject({ status: 201, url: `${server.url}/things?x=1`, setCookies: ["a=1; Path=/", "b=2"] });
    expect(answer.headers["x-answer"]).toBe("yes");
    expect(await answer.text()).toBe("made");
  });

  test("sends a form with files and says how long it is", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end());
    const form = new FormData();
    form.append("name", "晚归");
    form.append("file", new Blob(["1,2"], { type: "text/csv" }), "名单.csv");
    await guardedFetch(server.url, { method: "POST", body: form });
    expect(server.requests[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(Number(server.requests[0]?.headers["content-length"])).toBe(
      Buffer.byteLength(server.requests[0]?.body ?? ""),
    );
    expect(server.requests[0]?.body).toContain('filename="名单.csv"');
  });

  test.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["identity", (content: string) => Buffer.from(content)],
    ["gzip, br", (content: string) => brotliCompressSync(gzipSync(content))],
  ])("is read through %s", async (encoding, compress) => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(compress("晚归名单")),
    );
    expect(await (await guardedFetch(server.url)).text()).toBe("晚归名单");
  });

  test("is read in the charset the server names", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(200, { "content-type": "text/plain; charset=GBK" }).end(Buffer.from([0xd6, 0xd3, 0xc2, 0xa5])),
    );
    expect(await (await guardedFetch(server.url)).text()).toBe("钟楼");
  });
});

describe("a redirect", () => {
  test("is handed back unless it is to be followed", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(302, { location: "/b" }).end(),
    );
    expect(await guardedFetch(server.url)).toMatchObject({ status: 302, headers: { location: "/b" } });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    [301, "POST", "GET", ""],
    [302, "POST", "GET", ""],
    [303, "PUT", "GET", ""],
    [302, "PUT", "PUT", "body"],
    [307, "POST", "POST", "body"],
    [308, "POST", "POST", "body"],
  ])("%i turns %s into %s", async (status, method, expected, body) => {
    await using server = await startLoopbackServer((request, response) =>
      request.path === "/a" ? response.writeHead(status, { location: "b" }).end() : response.end("arrived"),
    );
    const answer = await guardedFetch(`${server.url}/a`, {
      method,
      body: "body",
      headers: { "content-type": "text/plain" },
      maxRedirects: 1,
    });
    expect(answer.url).toBe(`${server.url}/b`);
    expect(await answer.text()).toBe("arrived");
    expect(server.requests[1]).toMatchObject({ method: expected, body });
    expect(server.requests[1]?.headers["content-type"]).toBe(body === "" ? undefined : "text/plain");
  });

  test("takes credentials along on the same origin and leaves them behind on the way to another", async () => {
    await using other = await startLoopbackServer((_request, response) => response.end());
    await using server = await startLoopbackServer((request, response) =>
      response.writeHead(302, { location: request.path === "/a" ? "/b" : `${other.url}/c` }).end(),
    );
    await guardedFetch(`${server.url}/a`, {
      headers: { Authorization: "Bearer x", Cookie: "sid=1", "X-Other": "stays" },
      maxRedirects: 5,
    });
    expect(server.requests[1]?.headers).toMatchObject({ authorization: "Bearer x", cookie: "sid=1" });
    expect(other.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(other.requests[0]?.headers).not.toHaveProperty("cookie");
    expect(other.requests[0]?.headers["x-other"]).toBe("stays");
  });

  test("that never ends is given up", async () => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(302, { location: "/" }).end(),
    );
    const failure = await failureOf(guardedFetch(server.url, { maxRedirects: 3 }));
    expect(failure).toMatchObject({ code: "HTTP_REDIRECT", retryable: false });
    expect(server.requests).toHaveLength(4);
  });
});

describe("a limit", () => {
  test("on the size counts what arrives, announced or not", async () => {
    await using server = await startLoopbackServer((request, response) => {
      if (request.path === "/announced") response.setHeader("content-length", 2_000);
      response.write("x".repeat(1_000));
      response.end("x".repeat(1_000));
    });
    for (const path of ["/announced", "/streamed"]) {
      const answer = await guardedFetch(`${server.url}${path}`, { maxResponseBytes: 1_500 });
      expect(await failureOf(answer.bytes())).toMatchObject({ code: "RESPONSE_TOO_LARGE", retryable: false });
      const whole = await guardedFetch(`${server.url}${path}`, { maxResponseBytes: 2_000 });
      expect(await whole.bytes()).toHaveLength(2_000);
    }
  });

  test("on the size counts decompressed bytes", async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    const answer = await guardedFetch(server.url, { maxResponseBytes: 100_000 });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await failureOf(answer.bytes())).toMatchObject({ code: "RESPONSE_TOO_LARGE" });
  });

  test("on the time covers a server that never answers", async () => {
    await using server = await startLoopbackServer(() => undefined);
    const failure = await failureOf(guardedFetch(server.url, { timeoutMs: 50 }));
    expect(failure).toMatchObject({ code: "HTTP_TIMEOUT", failureClass: "timeout", retryable: true });
    expect(failure.message).toBe(`${server.host} did not answer in full within 50 ms.`);
  });

  test("on the time covers a body that trickles", async () => {
    await using server = await startLoopbackServer((_request, response) => response.write("beginning"));
    const answer = await guardedFetch(server.url, { timeoutMs: 500 });
    expect(answer.status).toBe(200);
    expect(await failureOf(answer.text())).toMatchObject({ code: "HTTP_TIMEOUT" });
  });
});

test("an answer that nobody reads is let go when its time is over, and harms nobody", async () => {
  const gone = Promise.withResolvers<void>();
  await using server = await startLoopbackServer((_request, response) => {
    response.once("close", gone.resolve);
    response.write("beginning");
  });
  expect(await guardedFetch(server.url, { timeoutMs: 500 })).toMatchObject({ status: 200 });
  await gone.promise;
});

describe("a failure", () => {
  test("is cancelled when the caller gives up, before the answer and in the middle of it", async () => {
    await using server = await startLoopbackServer((request, response) =>
      request.path === "/slow" ? undefined : response.write("beginning"),
    );
    expect(await failureOf(guardedFetch(server.url, { signal: AbortSignal.abort() }))).toMatchObject({
      code: "HTTP_CANCELLED",
      failureClass: "cancelled",
      retryable: false,
    });
    const early = new AbortController();
    const waiting = failureOf(guardedFetch(`${server.url}/slow`, { signal: early.signal }));
    early.abort();
    expect((await waiting).code).toBe("HTTP_CANCELLED");
    const late = new AbortController();
    const answer = await guardedFetch(`${server.url}/body`, { signal: late.signal });
    late.abort();
    expect((await failureOf(answer.text())).code).toBe("HTTP_CANCELLED");
  });

  test("tells a name that does not exist", async () => {
    const nowhere = createGuardedFetch({
      allow: { hosts: [] },
      resolve: () => Promise.reject(Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" })),
    });
    const failure = await failureOf(nowhere("http://nowhere.example/path?key=hidden"));
    expect(failure).toMatchObject({ code: "HTTP_DNS", failureClass: "external", retryable: true });
    expect(failure.message).toBe("The name nowhere.example could not be resolved.");
    expect(JSON.stringify(failure.details)).not.toContain("hidden");
  });

  test("tells a refused connection", async () => {
    const server = await startLoopbackServer(() => undefined);
    await server[Symbol.asyncDispose]();
    const failure = await failureOf(guardedFetch(server.url));
    expect(failure.message).toBe(`${server.host} could not be reached (ECONNREFUSED).`);
    expect(failure).toMatchObject({ code: "HTTP_UNREACHABLE", failureClass: "external" });
  });

  test("tells a server that speaks no TLS", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end());
    const failure = await failureOf(guardedFetch(server.url.replace("http:", "https:")));
    expect(failure).toMatchObject({ code: "HTTP_TLS", failureClass: "external" });
  });

  test("tells a connection that was cut before and in the middle of the answer", async () => {
    await using server = await startLoopbackServer((request, response) => {
      if (request.path === "/before") response.destroy();
      else response.writeHead(200, { "content-length": 100 }).write("half", () => response.destroy());
    });
    expect(await failureOf(guardedFetch(`${server.url}/before`))).toMatchObject({ code: "HTTP_CONNECTION_LOST" });
    const answer = await guardedFetch(`${server.url}/middle`);
    expect(await failureOf(answer.text())).toMatchObject({ code: "HTTP_CONNECTION_LOST" });
  });

  test("tells something that is no HTTP", async () => {
    const server = createServer((socket) => socket.end("SSH-2.0-OpenSSH\r\n"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const failure = await failureOf(guardedFetch(`http://127.0.0.1:${port}`));
    server.close();
    expect(failure).toMatchObject({ failureClass: "external", retryable: true });
  });

  test.each([
    ["gzip", "not compressed at all", "HTTP_BODY"],
    ["gzip", gzipSync("x".repeat(10_000)).subarray(0, 30), "HTTP_BODY"],
    ["zstd-of-my-own", "x", "HTTP_ENCODING"],
    ["gzip, gzip, gzip, gzip", "x", "HTTP_ENCODING"],
  ])("tells a body in broken %s", async (encoding, body, code) => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(body),
    );
    expect(await failureOf((await guardedFetch(server.url)).text())).toMatchObject({ code, failureClass: "external" });
  });

  test.each([
    ["not an address", {}],
    ["http://127.0.0.1/", { headers: { "x-a": "two\r\nlines: here" } }],
    ["http://127.0.0.1/", { headers: { "transfer-encoding": "chunked" } }],
    ["http://127.0.0.1/", { method: "BAD METHOD" }],
  ])("tells a request that cannot be sent: %s %j", async (address, request) => {
    expect(await failureOf(guardedFetch(address, request))).toMatchObject({
      code: "REQUEST_INVALID",
      failureClass: "config",
    });
  });

  test("tells a body that is read twice", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end("once"));
    const answer = await guardedFetch(server.url);
    await answer.text();
    await expect(answer.text()).rejects.toThrow(/already read/);
  });
});
