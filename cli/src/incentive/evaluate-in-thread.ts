import { once } from "node:events";
import type { Writable } from "node:stream";
import { Worker } from "node:worker_threads";
import { CliError } from "../errors/cli-error.ts";
import type { EvaluationOrder, EvaluationReport } from "./evaluation-order.ts";

/** Three times the space for what is new: with 8 MB each a million contracts took 410 MB, without a bound up to 550 MB. */
const YOUNG_MB = 24;

/** Evaluates a file in a thread and writes what it says. @throws what the thread threw, with its code and remedy */
export async function evaluateInThread(order: EvaluationOrder, stdout: Writable): Promise<void> {
  const thread = new Worker(new URL("./evaluation-thread.ts", import.meta.url), {
    workerData: order,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const ended = once(thread, "exit");
  let failure: Error | undefined;
  thread.on("message", (report: EvaluationReport) => {
    if (report.kind === "failed") failure = errorOf(report.error);
    else if (stdout.write(report.bytes)) thread.postMessage("written");
    else stdout.once("drain", () => thread.postMessage("written"));
  });
  await ended;
  if (failure !== undefined) throw failure;
}

type ToldError = Extract<EvaluationReport, { kind: "failed" }>["error"];

function errorOf(told: ToldError): Error {
  if (told.name === "CliError") {
    const { code, message, remedy, exitCode, problems } = told as unknown as CliError;
    return new CliError(code, message, { remedy, exitCode, problems });
  }
  return Object.assign(new Error(String(told["message"])), told);
}
