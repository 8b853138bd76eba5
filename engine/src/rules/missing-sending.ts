import { joinPath, stepsOf, type Problem, type Rule } from "@belfry/model";
import type { NamedByInput } from "@belfry/plugin-kit";
import type { Registry } from "../registry.ts";

/** A sending account or a template that a step names. */
export type SendingName = Pick<NamedByInput, "kind" | "name" | "channel">;

/**
 * What is wrong with such names, in their order; nothing where one is as it should be. Without it nobody can say, and every
 * name is taken for right.
 */
export type CheckSendingNames = (
  names: readonly SendingName[],
) => Promise<readonly (Pick<Problem, "message" | "remedy"> | undefined)[]>;

/** Every place of a rule that names an account or a template which is not there, or not for what it is to send. */
export async function missingSending(
  { registry, sendingNames }: { readonly registry: Registry; readonly sendingNames: CheckSendingNames | undefined },
  rule: Rule,
): Promise<Problem[]> {
  if (sendingNames === undefined) return [];
  const named = namedBy(registry, rule);
  if (named.length === 0) return [];
  const wrong = await sendingNames(named);
  return named.flatMap(({ path }, place) => {
    const found = wrong[place];
    if (found === undefined) return [];
    return [{ path, message: found.message, remedy: `${found.remedy} Until then the rule cannot be enabled.` }];
  });
}

/** Asks about all that some rules name at once, and answers from that afterwards. */
export async function readSendingNames(
  registry: Registry,
  sendingNames: CheckSendingNames | undefined,
  rules: readonly Rule[],
): Promise<CheckSendingNames | undefined> {
  if (sendingNames === undefined) return undefined;
  const named = rules.flatMap((rule) => namedBy(registry, rule));
  const wrong = named.length === 0 ? [] : await sendingNames(named);
  const known = new Map(named.map((name, place) => [keyOf(name), wrong[place]]));
  return async (names) => names.map((name) => known.get(keyOf(name)));
}

function namedBy(registry: Registry, rule: Rule): NamedByInput[] {
  return [...stepsOf(rule)].flatMap(({ step, path }) => {
    const action = step.use === undefined ? undefined : registry.actions.get(step.use);
    const named = action?.names?.(step.with ?? {}) ?? [];
    return named.map(({ kind, name, channel = action?.channel, path: inside }) => ({
      kind,
      name,
      ...(channel !== undefined && { channel }),
      path: joinPath(`${path}.with`, inside),
    }));
  });
}

function keyOf({ kind, name, channel = "" }: SendingName): string {
  return `${kind} ${channel} ${name}`;
}
