/**
 * The demo: Belfry with its own data folder, a simulated school gate system, the mail sandbox, played providers of all
 * channels and the late-return rule, run once for real. `npm start` runs it until Ctrl-C; `--once --json` runs it in a throw-away folder, prints what came
 * out and ends.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startProviderSandbox } from "@belfry/fakes";
import { isAppError } from "@belfry/model";
import { createServerLog, readServerConfig, startServer } from "@belfry/server";
import { collectResult } from "./demo/collect-result.ts";
import { seedDemo } from "./demo/seed-demo.ts";
import { seedSandbox } from "./demo/seed-sandbox.ts";
import { startGate } from "./demo/start-gate.ts";
import { connect } from "./demo/connect.ts";

const { values } = parseArgs({
  options: {
    once: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    port: { type: "string" },
    "data-dir": { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const usage = `npm start -- [options]
  --port N        where console and API listen (default 4200)
  --data-dir DIR  where the demo keeps its data (default .belfry/demo)
  --once          run the example once in a throw-away folder and end
  --json          print the result of --once as JSON
`;

const started = performance.now();
const say = (text: string): void => {
  if (!values.json)
    process.stdout.write(`[${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s] ${text}\n`);
};

if (values.help) process.stdout.write(usage);
else
  await main().catch((error: unknown) => {
    process.stderr.write(
      `${isAppError(error) ? `${error.message} ${error.remedy}` : String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exitCode = 1;
  });
// `npm start` is told by our end. The channel on which it would tell us of its own would keep this process for ever.
if (process.connected) process.disconnect();

async function main(): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const dataDir = values.once
    ? await mkdtemp(join(tmpdir(), "belfry-demo-"))
    : resolve(values["data-dir"] ?? ".belfry/demo");
  if (values.once) stack.defer(() => rm(dataDir, { recursive: true, force: true }));

  const gate = stack.use(await startGate());
  say(`simulated school gate system: ${gate.url}`);
  const providerSandbox = stack.use(await startProviderSandbox());
  const config = {
    ...readServerConfig(),
    databaseUrl: undefined,
    dataDir,
    port: values.once ? 0 : Number(values.port ?? readServerConfig().port),
    mailSandboxPort: 0,
    // The demo opens the hosts that it calls by connections, one port each, as an administrator would.
    outboundAllow: [],
    logLevel: "warn",
  } as const;
  const stopped = Promise.withResolvers<void>();
  const server = stack.use(
    await startServer(config, {
      log: createServerLog(config.logLevel),
      providerSandbox,
      onFatal(error) {
        process.exitCode = 1;
        stopped.reject(error);
      },
    }),
  );
  if (server.url === undefined) throw new Error("The demo needs the role api; BELFRY_ROLES leaves it out.");
  say(`Belfry: ${server.url} (data in ${dataDir})`);

  for (const signal of ["SIGINT", "SIGTERM", "disconnect"] as const) process.once(signal, () => stopped.resolve());
  const api = await connect(server.url, server.tokenFile);
  await seedDemo(api, { gate, smtpPort: server.mailSandboxPort ?? 0 });
  await seedSandbox(api, providerSandbox, server.url);
  say("rule dorm-late-return, its variables, secrets and mail account are in place; so are accounts of all channels");
  const result = await collectResult(api, server.engine, stopped.promise);
  say(
    `ran it once: ${result.succeeded} of ${result.executions} accounts, ${result.mails} mails, ${result.workbooks.length} workbooks`,
  );
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  if (values.once) {
    if (result.succeeded !== result.executions || result.executions === 0) process.exitCode = 1;
    return;
  }

  process.stdout.write(`
  Console    ${server.url}
  Login      ${server.firstLogin === undefined ? "admin (the password was printed at the first start)" : `${server.firstLogin.username} / ${server.firstLogin.password}`}
  Look at    执行 Executions: the run of dorm-late-return and its three children, step by step
             沙箱 Sandbox: the mails it sent; the workbooks download from there
             消息 Messages: send one to 值班群 by wecom, dingtalk or feishu, or to a phone by SMS; it arrives in the sandbox
             规则 Rules: the rule, its next fire times, and a button to run it again

  Ctrl-C stops everything; the next start keeps the data.
`);
  await stopped.promise;
  say("stopping …");
}
