/**
 * The programs of docs/guide/api-examples.md, run as a reader would, against a server that sends real mails. Their key may
 * not see personal data, so addresses come back masked.
 */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { startSchool, type School } from "../support/start-school.ts";
import { until } from "../support/until.ts";

const run = promisify(execFile);
const page = readFileSync(
  join(fileURLToPath(new URL("../../", import.meta.url)), "docs/guide/api-examples.md"),
  "utf8",
);
/** The programs of the page in one language, in their order. */
const programs = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, code = ""]) => code);

const CALLBACK_SECRET = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;

let school: School;
let server: SpawnedServer;
let env: NodeJS.ProcessEnv;
let receiver: ChildProcess;
let received = "";

beforeAll(async () => {
  school = await startSchool();
  receiver = spawn("python3", ["-c", programs("python")[2] ?? ""], {
    env: { PATH: process.env["PATH"], CALLBACK_SECRET, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  receiver.stdout?.setEncoding("utf8").on("data", (text: string) => {
    received += text;
  });
  const port = await until("the receiver listens", () => /listening (\d+)/.exec(received)?.[1]);
  server = await school.spawn({ allow: [`127.0.0.1:${school.sink.port}`, `127.0.0.1:${port}`] });
  await server.api("PUT", "/v1/accounts/email/main", {
    config: { host: "127.0.0.1", port: school.sink.port, mode: "plain", from: { address: "shop@example.com" } },
  });
  await server.api("PUT", "/v1/secrets/SHOP_CALLBACK", { value: CALLBACK_SECRET });
  const { key, secret } = await server.api<{ key: { id: string }; secret: string }>("POST", "/v1/keys", {
    name: "examples",
    permissions: ["messages:send", "messages:read"],
  });
  env = { PATH: process.env["PATH"], BELFRY_URL: server.url, BELFRY_KEY: `${key.id}.${secret}` };
  const url = `http://127.0.0.1:${port}/belfry`;
  await server.api("PUT", "/v1/callbacks/shop", { url, secret: "SHOP_CALLBACK", events: ["delivery.accepted"] });
}, 300_000);
afterAll(async () => {
  await school?.[Symbol.asyncDispose]();
  if (receiver?.exitCode === null) {
    receiver.kill();
    await once(receiver, "exit");
  }
});

test("curl sends a message and finds it", async () => {
  const [send, list] = programs("sh");
  const sent = JSON.parse((await run("bash", ["-c", send ?? ""], { env })).stdout) as { id: number };
  const found = JSON.parse((await run("bash", ["-c", list ?? ""], { env })).stdout) as { items: { id: number }[] };
  expect(found.items.map(({ id }) => id)).toEqual([sent.id]);
});

test("Python sends a message, waits until it is accepted, and is told what is wrong with another", async () => {
  const { stdout } = await run("python3", ["-c", programs("python")[0] ?? ""], { env });
  expect(stdout.trim().split("\n")).toEqual(["p***@example.com accepted", "400 REQUEST_INVALID to[0]"]);
});

test("Python sends a batch, with an answer for each", async () => {
  const { stdout } = await run("python3", ["-c", programs("python")[1] ?? ""], { env });
  expect(stdout.trim().split("\n")).toEqual(["3 accepted, 1 refused", "3 REQUEST_INVALID"]);
});

test("JavaScript sends a message, waits until it is accepted, and is told what is wrong with another", async () => {
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", programs("js")[0] ?? ""], { env });
  const [sent, refused] = stdout.trim().split("\n");
  expect(sent).toBe("j***@example.com accepted");
  expect(refused).toContain("REQUEST_INVALID");
});

test("the receiver of the page is verified, and told of a message that a rule or a program sends", async () => {
  const verified = await server.api<{ verifiedAt: string | null }>("POST", "/v1/callbacks/shop/verify");
  expect(verified.verifiedAt).not.toBeNull();
  await server.api("POST", "/v1/messages", { channel: "email", to: ["told@example.com"], text: "x", callback: "shop" });
  await until("the receiver is told", () => received.includes("delivery.accepted told@example.com") || undefined);
});
