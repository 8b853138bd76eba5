/** `npm start` without its building of the console: the demo as a process of its own. */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { apiOf, type CallApi } from "./support/call-api.ts";
import { until } from "./support/until.ts";

// It makes a PostgreSQL of its own first.
vi.setConfig({ testTimeout: 300_000 });

const PROGRAM = fileURLToPath(new URL("../scripts/demo.ts", import.meta.url));

let dataDir: string;
let demo: ChildProcessByStdio<null, Readable, Readable>;
let exited: Promise<unknown>;
let output = "";
let api: CallApi;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "belfry-demo-test-"));
  demo = spawn(process.execPath, [PROGRAM, "--port", "0", "--data-dir", dataDir], {
    env: { TZ: "UTC", PATH: process.env["PATH"], NODE_COMPILE_CACHE: join(tmpdir(), "belfry-test-compile-cache") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  exited = once(demo, "exit");
  for (const stream of [demo.stdout, demo.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const url = await until(
    "the demo is ready",
    () => {
      if (demo.exitCode !== null) throw new Error(`The demo ended with ${demo.exitCode}:\n${output}`);
      return /Console\s+(http\S+)/.exec(output)?.[1];
    },
    240_000,
  );
  api = await apiOf({ url, tokenFile: join(dataDir, "cli-token") });
}, 300_000);

afterAll(async () => {
  // One that does not stop must not keep the test run waiting.
  const impatient = setTimeout(() => demo.kill("SIGKILL"), 30_000);
  demo?.kill("SIGTERM");
  await exited;
  clearTimeout(impatient);
  await rm(dataDir, { recursive: true, force: true });
}, 300_000);

interface Listed<T> {
  readonly items: readonly T[];
}

test("the demo has a working account of each channel that points at a played provider", async () => {
  const { items } = await api<Listed<{ channel: string; name: string; health: string }>>("GET", "/v1/accounts");
  expect(items.map(({ channel, name, health }) => `${channel}/${name} ${health}`).toSorted()).toEqual([
    "aliyun-sms/sandbox works",
    "dingtalk/duty works",
    "email/sandbox works",
    "feishu/duty works",
    "inbox/people works",
    "tencent-sms/sandbox works",
    "wechat/sandbox works",
    "wecom-app/sandbox works",
    "wecom/duty-1 works",
    "wecom/duty-2 works",
  ]);
});

test("a message to a robot of WeCom arrives in the sandbox", async () => {
  const { id } = await api<{ id: number }>("POST", "/v1/messages", {
    channel: "wecom",
    to: ["值班群"],
    text: "明早停水",
  });
  const [received] = await until("the message is received", async () => {
    const { items } = await api<Listed<{ to: string[]; text: string; shown: boolean }>>(
      "GET",
      "/v1/sandbox/providers/wecom/messages",
    );
    return items.length > 0 ? items : undefined;
  });
  expect(received).toMatchObject({ to: ["值班群"], text: "明早停水", shown: true });
  await until("it is accepted", async () => {
    const { states } = await api<{ states: Record<string, number> }>("GET", `/v1/messages/${id}`);
    return states["accepted"] === 1 || undefined;
  });
});
