import { maskJson, maskText, personalKeys } from "@belfry/model";
import type { ActionLog } from "@belfry/plugin-kit";
import { pino } from "pino";

/** The log of the process: one JSON object a line on standard error. People read the console; this is for machines. */
export type ServerLog = ActionLog;

/** A field of the log is named by us, and a "name" in it is no person. */
const nothingByName = personalKeys([]);

/** Names under which no value ever reaches the log, however deep they stand. */
const redacted = ["password", "secret", "token", "authorization", "cookie", "url"];

export function createServerLog(level: "debug" | "info" | "warn" | "error"): ServerLog {
  const logger = pino(
    { level, redact: { paths: redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "•••" } },
    pino.destination({ dest: 2, sync: true }),
  );
  // Whoever reads the log of the process is nobody the console knows: addresses and numbers are masked for everybody.
  const write =
    (severity: "info" | "warn" | "error"): ServerLog["info"] =>
    (message, fields) =>
      logger[severity](maskJson(fields ?? {}, nothingByName), maskText(message));
  return { info: write("info"), warn: write("warn"), error: write("error") };
}
