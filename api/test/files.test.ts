import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMailSandbox } from "@belfry/notify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
let consoleFolder: string;
beforeAll(async () => {
  consoleFolder = await mkdtemp(join(tmpdir(), "belfry-console-"));
  await writeFile(join(consoleFolder, "index.html"), "<!doctype html><title>the console</title>");
  await mkdir(join(consoleFolder, "assets"));
  await writeFile(join(consoleFolder, "assets", "main-1a2b.js"), "export {};");
  await writeFile(join(consoleFolder, "..", "secret-beside-the-console.txt"), "out of bounds");
  api = await startTestApi({ consoleFolder });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await rm(consoleFolder, { recursive: true });
  await rm(join(consoleFolder, "..", "secret-beside-the-console.txt"));
});

const html = { accept: "text/html,*/*" };

test("the console's files are served to anyone, and its addresses lead to it", async () => {
  for (const path of ["/", "/index.html", "/executions/17?tab=logs"]) {
    const answer = await api.fetch("GET", path, { headers: html });
    expect({ path, status: answer.status, text: answer.text }).toEqual({
      path,
      status: 200,
      text: "<!doctype html><title>the console</title>",
    });
    expect(answer.headers.get("content-security-policy")).toContain("script-src 'self';");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
  }
});

test("files that are named by their content may be kept", async () => {
  const answer = await api.fetch("GET", "/assets/main-1a2b.js");
  expect(answer.headers.get("content-type")).toMatch(/javascript/);
  expect(answer.headers.get("cache-control")).toContain("immutable");
});

test("no address leads out of the console's folder, and none of a program to the console", async () => {
  for (const path of [
    "/../secret-beside-the-console.txt",
    "/%2e%2e/secret-beside-the-console.txt",
    "/..%2fsecret-beside-the-console.txt",
    "/assets/..%5c..%5csecret-beside-the-console.txt",
  ]) {
    expect((await api.fetch("GET", path)).text).not.toContain("out of bounds");
  }
  for (const path of ["/v1/nothing", "/v1", "/docs/nothing", "/openapi.json"]) {
    expect(await api.fetch("GET", path, { headers: html })).toMatchObject({
      status: 401,
      body: { code: "NOT_AUTHENTICATED" },
    });
  }
  expect((await api.fetch("POST", "/executions", { headers: html })).status).toBe(401);
});

test("the reference of the API needs nothing from elsewhere", async () => {
  const login = await api.fetch("POST", "/v1/session", { body: api.login });
  const cookie = login.headers.get("set-cookie")!.split(";")[0]!;
  const page = await api.fetch("GET", "/docs/api/", { headers: { cookie } });
  expect(page.status).toBe(200);
  const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
  expect(sources.length).toBeGreaterThan(3);
  for (const source of sources) {
    expect(source).not.toMatch(/^(?:https?:)?\/\//);
    const answer = await api.fetch("GET", new URL(source, `${api.url}/docs/api/`).pathname, { headers: { cookie } });
    expect({ source, status: answer.status }).toEqual({ source, status: 200 });
  }
  expect((await api.fetch("GET", "/docs/api/json", { headers: { cookie } })).body).toMatchObject({
    openapi: expect.stringMatching(/^3\.1/) as string,
  });
});

const mail = [
  "From: =?utf-8?B?6ZKf5qW8?= <belfry@campus.example>",
  "To: dean@campus.example",
  "Subject: =?utf-8?B?5pma5b2S5ZCN5Y2V?=",
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="b"',
  "",
  "--b",
  "Content-Type: text/html; charset=utf-8",
  "",
  "<p>hello</p>",
  "--b",
  "Content-Type: text/html; name=evil.html",
  "Content-Disposition: attachment; filename*=UTF-8''%E5%90%8D%E5%8D%95.html",
  "Content-Transfer-Encoding: base64",
  "",
  Buffer.from("<script>alert(1)</script>").toString("base64"),
  "--b--",
].join("\r\n");

async function catchMail(): Promise<void> {
  await using sandbox = await startMailSandbox({
    store: api.test.database.store,
    onError: (error) => expect.fail(error.message),
  });
  const socket = connect(sandbox.port, "127.0.0.1");
  const steps = [
    "EHLO me",
    "MAIL FROM:<belfry@campus.example>",
    "RCPT TO:<dean@campus.example>",
    "RCPT TO:<hidden@campus.example>",
    "DATA",
    `${mail}\r\n.`,
    "QUIT",
  ];
  for (const step of ["", ...steps]) {
    if (step !== "") socket.write(`${step}\r\n`);
    await once(socket, "data");
  }
  socket.destroy();
}

test("a caught mail is listed, read, downloaded and cleared away", async () => {
  await catchMail();
  const { items, nextCursor } = (await api.call("GET", "/v1/sandbox/mails")).body as {
    items: { id: number }[];
    nextCursor: null;
  };
  expect(items).toMatchObject([
    { subject: "晚归名单", envelope: { to: ["dean@campus.example", "hidden@campus.example"] } },
  ]);
  expect(nextCursor).toBeNull();
  const path = `/v1/sandbox/mails/${items[0]!.id}`;
  expect((await api.call("GET", path)).body).toMatchObject({
    html: expect.stringContaining("<p>hello</p>") as string,
    attachments: [{ index: 0, fileName: "名单.html" }],
  });

  const source = await api.call("GET", `${path}/source`);
  expect(source.text).toContain("Subject: =?utf-8?B?5pma5b2S5ZCN5Y2V?=");
  expect(source.headers.get("content-type")).toBe("message/rfc822");

  const attachment = await api.call("GET", `${path}/attachments/0`);
  expect(attachment.text).toBe("<script>alert(1)</script>");
  expect(Object.fromEntries(attachment.headers)).toMatchObject({
    "content-disposition": "attachment; filename=\"__.html\"; filename*=UTF-8''%E5%90%8D%E5%8D%95.html",
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringMatching(/^sandbox; default-src 'none'/) as string,
  });
  expect((await api.call("GET", `${path}/attachments/1`)).body.code).toBe("ARTIFACT_NOT_FOUND");
  expect((await api.call("DELETE", "/v1/sandbox/mails")).body).toEqual({ removed: 1 });
  expect((await api.call("GET", path)).body.code).toBe("MESSAGE_NOT_FOUND");
});

test("an artifact that is not there is a problem, whatever its name", async () => {
  expect((await api.call("GET", "/v1/artifacts/nothing/content")).body.code).toBe("ARTIFACT_NOT_FOUND");
  expect((await api.call("GET", "/v1/artifacts/..%2f..%2fetc%2fpasswd/content")).body.code).toBe("REQUEST_INVALID");
});

test("a port that is taken is told in one clear line", async () => {
  const { createApi } = await import("../src/index.ts");
  const { port } = new URL(api.url);
  const second = createApi({
    engine: api.test.engine,
    notify: {} as never,
    templates: {} as never,
    incentives: {} as never,
    access: api.access,
    vault: {} as never,
    connections: {} as never,
    security: {} as never,
    writeWorkbook: () => Promise.reject(new Error("nobody asks")),
    rotateMasterKey: () => Promise.reject(new Error("nobody asks")),
    approvals: {} as never,
    personalData: {} as never,
    auditTrail: {} as never,
    requestKeys: {} as never,
    rateLimits: { perCaller: 1, perAddress: 1 },
    version: "0",
    log: { info: () => undefined, error: () => undefined },
  });
  await expect(second.listen({ host: "127.0.0.1", port: Number(port) })).rejects.toMatchObject({
    code: "PORT_IN_USE",
    message: `Another program listens on this port. Belfry cannot listen on 127.0.0.1:${port}.`,
  });
  await expect(second.close()).resolves.toBeUndefined();
});
