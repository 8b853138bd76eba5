/** The schedule of the shipped example, as it stands in Belfry after its rules were saved and enabled. */
import { readFile } from "node:fs/promises";
import { builtinActions } from "@belfry/actions";
import { startTestEngine, tester } from "@belfry/testkit";
import { builtinTriggers } from "@belfry/triggers";
import { parseAllDocuments } from "yaml";
import type { ScheduleEntry } from "./file.ts";

const EXAMPLE = new URL("../../../examples/shop-task-grid/", import.meta.url);

/** Flow → what starts it. */
export async function shippedSchedule(): Promise<ReadonlyMap<string, ScheduleEntry>> {
  await using test = await startTestEngine({ plugins: [builtinTriggers, builtinActions], start: false });
  const found = new Map<string, ScheduleEntry>();
  for (const file of ["rules.yaml", "rules-off.yaml"]) {
    for (const document of parseAllDocuments(await readFile(new URL(file, EXAMPLE), "utf8"))) {
      const rule = document.toJS() as { readonly rule: string };
      await test.engine.saveRule(rule, { by: tester });
      if (file === "rules.yaml") await test.engine.setRuleStatus(rule.rule, "enabled", { by: tester });
      const { definition, status } = await test.engine.getRule(rule.rule);
      const { name, labels = {}, triggers = [] } = definition;
      const [trigger] = triggers as readonly { readonly cron?: string; readonly timezone?: string }[];
      const flow = labels["flow"] ?? "";
      const { cron = "", timezone = "" } = trigger ?? {};
      found.set(flow, { flow, name, cron, timezone, enabled: status === "enabled" });
    }
  }
  return found;
}
