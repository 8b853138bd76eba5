import { createHmac } from "node:crypto";
import { startLoopbackServer } from "@belfry/testkit";
import { describe, expect, test } from "vitest";
import { webhookChannel } from "../../src/index.ts";
import { now, sendVia, type SendOptions } from "./chat-context.ts";

const keys = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const [first = "", second = ""] = keys.map((key) => `whsec_${key.toString("base64")}`);
const receiver = "教务系统";

const send = (url: string, message: SendOptions["message"], over: object = {}) =>
  sendVia(webhookChannel, { receiver, url, secret: { $secret: first }, ...over }, { to: [receiver], message });

describe("a signed webhook", () => {
  test("can be checked with both secrets while the receiver changes its own, and has one id on every try", async () => {
    await using server = await startLoopbackServer((_request, response) => response.writeHead(202).end("ok"));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const [outcome] = await send(server.url, { subject: "晚归", text: "12 人" }, { nextSecret: { $secret: second } });
      expect(outcome).toEqual({ kind: "accepted", answer: "ok" });
    }
    expect(new Set(server.requests.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set(["0123456789ab-42"]));
    const [{ headers, body }] = server.requests as [(typeof server.requests)[0]];
    const signed = `${String(headers["webhook-id"])}.${now.getTime() / 1_000}.${body}`;
    const expected = keys.map((key) => `v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    expect(String(headers["webhook-signature"]).split(" ")).toEqual(expected);
    const data = { subject: "晚归", text: "12 人" };
    expect(JSON.parse(body)).toEqual({ type: "message", timestamp: now.toISOString(), data });
  });

  test("carries what the rule gives instead of the parts of the message", async () => {
    await using server = await startLoopbackServer((_request, response) => response.writeHead(204).end());
    await send(server.url, { payload: { type: "order.paid", data: { n: 1 } } });
    expect(JSON.parse(server.requests[0]?.body ?? "")).toMatchObject({ type: "order.paid", data: { n: 1 } });
  });

  test.each([
    [410, {}, { kind: "account-fault" }],
    [302, { location: "http://127.0.0.1:1/" }, { kind: "account-fault" }],
    [413, {}, { kind: "content-fault" }],
    [400, {}, { kind: "try-later" }],
    [429, { "retry-after": "7" }, { kind: "try-later", notBefore: new Date(now.getTime() + 7_000) }],
    [503, {}, { kind: "try-later" }],
  ])("answered with %i is never a success", async (status, headers, expected) => {
    await using server = await startLoopbackServer((_request, response) =>
      response.writeHead(status, headers).end("no"),
    );
    expect(await send(server.url, { text: "一" })).toMatchObject([expected]);
    expect(server.requests).toHaveLength(1);
  });

  test("that is too large, or carries a file, is not sent", async () => {
    await using server = await startLoopbackServer((_request, response) => response.writeHead(204).end());
    expect(await send(server.url, { text: "字".repeat(7_000) })).toMatchObject([{ kind: "content-fault" }]);
    const attachment = { fileName: "a.txt", mediaType: "text/plain", bytes: 1, path: "/nowhere" };
    expect(await send(server.url, { text: "一", attachments: [attachment] })).toMatchObject([
      { kind: "content-fault" },
    ]);
    expect(server.requests).toHaveLength(0);
  });

  test("with a secret that is none is a fault of the account", async () => {
    expect(await send("http://127.0.0.1:1", { text: "一" }, { secret: "short" })).toMatchObject([
      { kind: "account-fault" },
    ]);
  });
});
