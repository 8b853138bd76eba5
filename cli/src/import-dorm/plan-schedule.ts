import type { DormConfig } from "./dorm-config.ts";
import type { Warning } from "./warning.ts";

export interface PlannedSchedule {
  /** The rule of the example with the schedule of the file. */
  readonly rule: Readonly<Record<string, unknown>>;
  /** The same without a trigger, for an expression that cannot be read: it keeps the expression, and never fires. */
  readonly withoutTrigger: Readonly<Record<string, unknown>>;
  readonly cron: string;
  /** Whether the file wants it to run. */
  readonly enabled: boolean;
  readonly warnings: readonly Warning[];
}

const DEFAULT_CRON = "0 6 * * *";

/** When the list is made. Whether the expression can be read is for the server to say. */
export function planSchedule(
  { scheduler_config: scheduler }: DormConfig,
  example: Readonly<Record<string, unknown>>,
): PlannedSchedule {
  const warnings: Warning[] = [];
  if (scheduler === undefined) {
    const message = `The file has no scheduler_config; the rule has ${DEFAULT_CRON} and stays disabled.`;
    warnings.push({ key: "scheduler_config", message, remedy: "belfry rules enable dorm-late-return" });
  } else if (scheduler.cron_expression === undefined) {
    const message = `There is no cron_expression; ${DEFAULT_CRON} was taken, as the old program did.`;
    warnings.push({ key: "scheduler_config.cron_expression", message, remedy: "Change the trigger of the rule." });
  }
  const cron = scheduler?.cron_expression?.trim() ?? DEFAULT_CRON;
  warnings.push(...differences(cron));

  const [shipped] = example["triggers"] as readonly Readonly<Record<string, unknown>>[];
  const timezone = scheduler?.timezone ?? "Asia/Shanghai";
  const labels = example["labels"] as Readonly<Record<string, string>> | undefined;
  const { triggers: _, ...rest } = example;
  return {
    rule: { ...example, triggers: [{ ...shipped, cron, timezone }] },
    withoutTrigger: {
      ...rest,
      description:
        `${typeof example["description"] === "string" ? example["description"] : ""}\n无效的 cron 表达式 (invalid cron expression): ${cron} (${timezone})`.trim(),
      labels: { ...labels, invalidCron: cron.slice(0, 200) },
    },
    cron,
    enabled: scheduler?.enabled ?? false,
    warnings,
  };
}

/** Where the old program understood an expression in another way than everybody else. */
function differences(cron: string): Warning[] {
  const fields = cron.split(/\s+/);
  const key = "scheduler_config.cron_expression";
  if (fields.length === 6) {
    const message = `"${cron}" has six fields: the first one is the seconds. The old program would have run at 06:00.`;
    return [{ key, message, remedy: "Remove a field if the seconds are not meant." }];
  }
  const weekday = fields[4] ?? "*";
  // `*/2` counts days as well; only names and a star are the same in both.
  if (fields.length !== 5 || !/\d/.test(weekday)) return [];
  const message = `The weekday "${weekday}" counts 0 and 7 as Sunday here, as cron does. The old program counted 0 as Monday, so it ran a day later.`;
  return [{ key, message, remedy: "Look at the next fire times: belfry rules next dorm-late-return" }];
}
