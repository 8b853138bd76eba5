import type { Engine } from "@belfry/engine";
import type { ServerLog } from "../server-log.ts";

/** Writes the warnings of enabled rules about their calendars to the log: once for each day it is called with. */
export function createHorizonReport(
  engine: () => Pick<Engine, "listRules">,
  log: Pick<ServerLog, "warn">,
): (day: string) => Promise<void> {
  let reported: string | undefined;
  return async (day) => {
    if (reported === day) return;
    for (const { rule, warnings } of await engine().listRules({ status: "enabled" })) {
      for (const { message, remedy } of warnings) log.warn("a calendar ends soon", { rule, message, remedy });
    }
    reported = day;
  };
}
