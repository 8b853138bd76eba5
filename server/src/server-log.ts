import type { ActionLog } from "@belfry/plugin-kit";
import { pino } from "pino";

/** The log of the process: one JSON object a line on standard error. People read the console; this is for machines. */
export type ServerLog = ActionLog;

/** Names under which no value ever reaches the log, however deep they stand. */
const redacted = ["password", "secret", "token", "authorization", "cookie", "url"];

export function createServerLog(level: "debug" | "info" | "warn" | "error"): ServerLog {
  const logger = pino(
    { level, redact: { paths: redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "•••" } },
    pino.destination({ dest: 2, sync: true }),
  );
  return {
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
  };
}
