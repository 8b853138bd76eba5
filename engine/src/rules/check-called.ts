import { AppError, stepsOf, type Problem, type Rule, type Scope } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { selectWatchedRules } from "../sql/outcomes/select-watched-rules.ts";

/**
 * Refuses a rule that would start what its author may not start: a rule of others, or one of which they may give only
 * certain inputs. What a call hands over is known only when it runs, and then nobody asks who wrote it.
 * @throws AppError RULE_INVALID
 */
export async function checkCalled(tx: Tx, rule: Rule, scope: Scope | null): Promise<void> {
  if (scope === null) return;
  const calls = [...stepsOf(rule)].flatMap(({ step, path }) =>
    step.call === undefined || step.call.rule === rule.rule
      ? []
      : [{ name: step.call.rule, path: `${path}.call.rule` }],
  );
  if (calls.length === 0) return;
  const names = calls.map(({ name }) => name);
  const own = await selectWatchedRules(tx, names, scope);
  const problems = calls.flatMap(({ name, path }): Problem[] => {
    if (!own.has(name)) {
      return [{ path, message: `There is no rule ${name}.`, remedy: "Call a rule that you may see." }];
    }
    if (!Object.hasOwn(scope.inputs, name)) return [];
    const message = `You may start ${name} only with certain inputs, so a rule of yours cannot call it.`;
    return [{ path, message, remedy: "Ask somebody who may start it with any." }];
  });
  if (problems.length > 0) throw new AppError("RULE_INVALID", { problems });
}
