import { stepsOf, type Problem, type Rule } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { selectWatchedRules } from "../sql/outcomes/select-watched-rules.ts";

/**
 * Every step that calls a rule which is not there. Whether that is enabled is asked when it is called: two rules that call
 * each other could never be enabled otherwise. A rule may call itself: the depth ends that.
 */
export async function missingCalled(store: Queryable, rule: Rule): Promise<Problem[]> {
  const calls = [...stepsOf(rule)].flatMap(({ step, path }) =>
    step.call === undefined || step.call.rule === rule.rule
      ? []
      : [{ name: step.call.rule, path: `${path}.call.rule` }],
  );
  if (calls.length === 0) return [];
  const present = await selectWatchedRules(
    store,
    calls.map(({ name }) => name),
    null,
  );
  return calls
    .filter(({ name }) => !present.has(name))
    .map(({ name, path }) => ({
      path,
      message: `There is no rule ${name}.`,
      remedy: "Save it, or correct its name; until then the rule cannot be enabled.",
    }));
}
