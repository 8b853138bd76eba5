/**
 * What every trigger promises. Slots are planned from `next` and counted by it again when somebody asks whether each due
 * slot was accounted for, so the same question must have the same answer on every node and on every day.
 */
import type { TriggerContext, TriggerDefinition } from "../trigger.ts";
import { demandBothLanguages, demandSentences } from "./both-languages.ts";
import { matchCheck } from "./match-contract.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";
import { feedChecks } from "./feed-contract.ts";
import { demandDescribedFields, demandPublishable } from "./published-schema.ts";
import { outcomeCheck } from "./outcome-contract.ts";
import { receiveChecks } from "./receive-contract.ts";
import { scheduleChecks } from "./schedule-contract.ts";

export interface TriggerContractOptions {
  /** Entries as rules write them, without `id` and `misfire`: `{ cron: "0 6 * * *" }`. At least one. */
  readonly validConfigs: readonly Readonly<Record<string, unknown>>[];
  /** Entries that must be refused when a rule is saved. At least one. */
  readonly badConfigs: readonly Readonly<Record<string, unknown>>[];
  /** What a poll or subscribe trigger works with. Not needed for schedules. */
  readonly createContext?: (signal: AbortSignal) => TriggerContext;
}

/**
 * The checks that every trigger passes before it is listed.
 *
 * @example
 * ```ts
 * for (const check of triggerContract(cronTrigger, { validConfigs: [{ cron: "0 6 * * *" }], badConfigs: [{ cron: "x" }] })) {
 *   test(check.name, check.run);
 * }
 * ```
 */
export function triggerContract(trigger: TriggerDefinition, options: TriggerContractOptions): readonly ContractCheck[] {
  return [...descriptionChecks(trigger, options), ...kindChecks(trigger, options)];
}

function kindChecks(trigger: TriggerDefinition, options: TriggerContractOptions): readonly ContractCheck[] {
  if (trigger.kind === "schedule") return scheduleChecks(trigger, options.validConfigs);
  if (trigger.kind === "match") return [matchCheck(trigger, options.validConfigs)];
  if (trigger.kind === "receive") return receiveChecks(trigger, options.validConfigs);
  if (trigger.kind === "outcome") return [outcomeCheck(trigger, options.validConfigs)];
  return feedChecks(trigger, options);
}

function descriptionChecks(trigger: TriggerDefinition, options: TriggerContractOptions): readonly ContractCheck[] {
  return [
    check(`${trigger.id}: its id can be a key in a rule`, () => {
      demand(
        /^[a-z][A-Za-z0-9]*$/.test(trigger.id),
        `"${trigger.id}" is no key. Write one word of letters and digits.`,
      );
      demand(trigger.id !== "id" && trigger.id !== "misfire", `"${trigger.id}" means something else in a trigger.`);
    }),
    check(`${trigger.id}: it says what it is in Chinese and in English`, () => {
      demandBothLanguages(trigger.displayName, "displayName");
      demandSentences(trigger.description, "description");
    }),
    check(
      `${trigger.id}: its configuration can be published as a strict JSON Schema that says what its fields mean`,
      () => {
        demandDescribedFields(demandPublishable(trigger.config, "The configuration"), "The configuration");
      },
    ),
    check(`${trigger.id}: it accepts valid configurations and refuses them with a field it does not know`, () => {
      demand(options.validConfigs.length > 0, "Give at least one valid configuration.");
      for (const config of options.validConfigs) {
        const written = JSON.stringify(config);
        const parsed = trigger.config.safeParse(config);
        demand(parsed.success, `${written} is refused: ${parsed.error?.message ?? ""}`);
        const unknown = trigger.config.safeParse({ ...config, fieldNobodyKnows: 1 });
        demand(!unknown.success, `${written} with an unknown field is let through. Use z.strictObject.`);
      }
    }),
    check(`${trigger.id}: it refuses bad configurations and says why`, () => {
      demand(options.badConfigs.length > 0, "Give at least one configuration that must be refused.");
      for (const config of options.badConfigs) {
        const parsed = trigger.config.safeParse(config);
        demand(
          !parsed.success,
          `${JSON.stringify(config)} is let through and would fail at night. Check it in config.`,
        );
        demand(
          parsed.error.issues.every((issue) => issue.message.trim() !== ""),
          "A refusal says nothing. Give it a sentence.",
        );
      }
    }),
    check(`${trigger.id}: it says in both languages what a configuration means`, () => {
      for (const config of options.validConfigs) {
        demandBothLanguages(trigger.describe(trigger.config.parse(config)), `describe(${JSON.stringify(config)})`);
      }
    }),
  ];
}
