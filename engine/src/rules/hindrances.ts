import { AppError, type Problem, type Rule } from "@belfry/model";
import type { CalendarCache } from "../calendars/calendar-cache.ts";
import { missingCalendars } from "../calendars/calendar-use.ts";
import { demandSecrets, missingSecrets, type SecretNames } from "./missing-secrets.ts";

export interface HindranceDeps {
  readonly secretNames: SecretNames | undefined;
  readonly calendars: CalendarCache;
}

/** What a rule names and is not there: it can be saved, and not be enabled. */
export async function hindrancesOf({ secretNames, calendars }: HindranceDeps, rule: Rule): Promise<Problem[]> {
  return [...(await missingSecrets(secretNames, rule)), ...missingCalendars(rule, await calendars.current())];
}

/** @throws AppError SECRET_NOT_FOUND, CALENDAR_NOT_FOUND when a rule that is to be enabled names what is not there */
export async function demandAll(
  { secretNames, calendars }: HindranceDeps,
  { rule, definition }: { readonly rule: string; readonly definition: Rule },
): Promise<void> {
  await demandSecrets(secretNames, { rule, definition });
  const problems = missingCalendars(definition, await calendars.current());
  if (problems.length > 0) throw new AppError("CALENDAR_NOT_FOUND", { rule, problems });
}
