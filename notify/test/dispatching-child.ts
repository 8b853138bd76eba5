/** A process that sends what is due and dies at a fault point: `node dispatching-child.ts '{"url":…}'`. */
import { flushCompileCache } from "node:module";
import { emailChannel } from "@belfry/channels";
import { openStore } from "@belfry/store";
import { connectLocally } from "@belfry/testkit";
import { createNotify } from "../src/index.ts";
import { countedChannel } from "./counting-provider.ts";
import { signalExecution } from "./signal-execution.ts";

interface ChildOptions {
  readonly url: string;
  readonly node: number;
  /** Where it dies. @default nowhere: somebody else kills it */
  readonly point?: string;
  /** Dies when it passes the point for the how-manieth time. */
  readonly times?: number;
}

const options = JSON.parse(process.argv[2] ?? "{}") as ChildOptions;
let passed = 0;
// A process that is killed would not write it at its end, and the next one would start as slowly.
flushCompileCache();

const notify = createNotify({
  store: openStore({ url: options.url }),
  channels: [countedChannel, emailChannel],
  resolveSecret: (name) => Promise.reject(new Error(name)),
  fetch: () => Promise.reject(new Error("nothing is fetched here")),
  connect: connectLocally,
  artifactPath: () => Promise.reject(new Error("there are no attachments here")),
  wakeExecution: signalExecution,
  log: { info: say, warn: say, error: say },
  faults: {
    at(point) {
      if (point !== options.point) return;
      passed += 1;
      if (passed === options.times) process.kill(process.pid, "SIGKILL");
    },
  },
});
await notify.start({ node: options.node });
// Without this a child that should have died and did not would wait for ever without work.
setTimeout(() => process.exit(3), 25_000);

function say(message: string, fields?: Readonly<Record<string, unknown>>): void {
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
}
