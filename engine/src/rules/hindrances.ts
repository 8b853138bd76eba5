import { AppError, type Problem, type Rule } from "@belfry/model";
import type { CalendarCache } from "../calendars/calendar-cache.ts";
import { missingCalendars } from "../calendars/calendar-use.ts";
import type { Queryable } from "@belfry/store";
import { missingRules } from "../outcomes/check-watched.ts";
import { missingTables } from "../records/missing-tables.ts";
import type { Registry } from "../registry.ts";
import { missingCalled } from "./missing-called.ts";
import { missingSending, type CheckSendingNames } from "./missing-sending.ts";
import { demandSecrets, missingSecrets, type SecretNames } from "./missing-secrets.ts";

export interface HindranceDeps {
  readonly store: Queryable;
  readonly registry: Registry;
  readonly secretNames: SecretNames | undefined;
  readonly sendingNames: CheckSendingNames | undefined;
  readonly calendars: CalendarCache;
}

/** What a rule names and is not there: it can be saved, and not be enabled. */
export async function hindrancesOf(deps: HindranceDeps, rule: Rule): Promise<Problem[]> {
  return [
    ...(await missingSecrets(deps.secretNames, rule)),
    ...missingCalendars(rule, await deps.calendars.current()),
    ...(await missingRules(deps, rule)),
    ...(await missingCalled(deps.store, rule)),
    ...(await missingTables(deps.store, rule)),
    ...(await missingSending(deps, rule)),
  ];
}

/** @throws AppError SECRET_NOT_FOUND, CALENDAR_NOT_FOUND, RULE_INVALID when a rule that is to be enabled names what is not there */
export async function demandAll(
  deps: HindranceDeps,
  { rule, definition }: { readonly rule: string; readonly definition: Rule },
): Promise<void> {
  await demandSecrets(deps.secretNames, { rule, definition });
  const problems = missingCalendars(definition, await deps.calendars.current());
  if (problems.length > 0) throw new AppError("CALENDAR_NOT_FOUND", { rule, problems });
  const missing = [
    ...(await missingRules(deps, definition)),
    ...(await missingCalled(deps.store, definition)),
    ...(await missingTables(deps.store, definition)),
    ...(await missingSending(deps, definition)),
  ];
  if (missing.length > 0) throw new AppError("RULE_INVALID", { rule, problems: missing });
}
