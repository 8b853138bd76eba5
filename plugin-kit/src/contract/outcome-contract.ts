import type { OutcomeTrigger } from "../trigger.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";

/** A trigger that waits for other rules says which, and for which ends: one that names none would wait for ever. */
export function outcomeCheck(
  trigger: OutcomeTrigger,
  configs: readonly Readonly<Record<string, unknown>>[],
): ContractCheck {
  return check(`${trigger.id}: it says for which ends of which rules it waits`, () => {
    for (const config of configs) {
      const watch = trigger.watches(trigger.config.parse(config));
      const written = `watches(${JSON.stringify(config)})`;
      demand(watch.states.length > 0, `${written} waits for no end.`);
      const labels = Object.keys(watch.labels ?? {});
      demand(watch.rules.length > 0 !== labels.length > 0, `${written} names neither rules nor labels, or both.`);
    }
  });
}
