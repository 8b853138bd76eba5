import type { EngineCore } from "../engine-core.ts";
import type { Deciders } from "../release/second-person.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { selectVersion } from "../sql/rules/select-version.ts";

/** Who could release a step of a rule; nothing where nobody can be asked at all. */
export type WhoReleases = (
  rule: CompiledRule,
  trigger: Readonly<Record<string, unknown>>,
) => Promise<Deciders | undefined>;

/**
 * Who would be asked is found as for an execution: neither the author of the version nor whoever starts it decides.
 * @param edited the definition that is not saved; its author is who tries it out
 */
export function createWhoReleases(
  { store, secondPerson }: Pick<EngineCore, "store" | "secondPerson">,
  { by, edited }: { readonly by: string; readonly edited: CompiledRule | undefined },
): WhoReleases {
  return async (rule, trigger) => {
    if (secondPerson === undefined) return undefined;
    const author = rule === edited ? by : (await selectVersion(store, rule.id, rule.version))?.author;
    const requestedBy = [author, trigger["by"]].filter((name) => typeof name === "string");
    return secondPerson.deciders(store, { labels: rule.definition.labels ?? {}, requestedBy });
  };
}
