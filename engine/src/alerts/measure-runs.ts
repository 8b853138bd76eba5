import type { Tx } from "@belfry/store";
import { chainDepth } from "../outcomes/chain-depth.ts";
import { selectFailingRules, type FailingRule } from "../sql/alerts/select-failing-rules.ts";
import { selectSlowRuns } from "../sql/alerts/select-slow-runs.ts";
import type { OpenAlert } from "../sql/alerts/select-open-alerts.ts";
import type { AlertSettings } from "./alert-settings.ts";
import type { Measured } from "./measured.ts";

/**
 * Rules too many of whose executions failed. That is over when fewer do, and one has succeeded or nobody has to do anything
 * about a failed one any more: that a rule does not run at all proves nothing.
 */
export async function measureFailures(tx: Tx, settings: AlertSettings, open: readonly OpenAlert[]): Promise<Measured> {
  const asked = open.flatMap(({ kind, ruleId }) => (kind === "rule.failing" && ruleId !== null ? [ruleId] : []));
  const rules = await selectFailingRules(tx, { overMs: settings.overMs, asked });
  const isFailing = (rule: FailingRule) => {
    const allowed = rule.own.failureRate ?? settings.failureRate;
    return allowed !== false && rule.failed > 0 && rateOf(rule) >= allowed;
  };
  const byRule = new Map(rules.map((rule) => [rule.ruleId, rule]));
  return {
    seen: rules.filter(isFailing).map((rule) => ({
      kind: "rule.failing",
      subject: rule.slug,
      ruleId: rule.ruleId,
      depth: rule.trigger === null ? 0 : chainDepth(rule.trigger),
      facts: { failed: rule.failed, succeeded: rule.succeeded, rate: rateOf(rule), last: rule.last },
    })),
    over({ kind, ruleId }) {
      const rule = kind === "rule.failing" && ruleId !== null ? byRule.get(ruleId) : undefined;
      if (rule === undefined || isFailing(rule) || (rule.succeeded === 0 && rule.isLeft)) return undefined;
      return { failed: rule.failed, succeeded: rule.succeeded, rate: rateOf(rule) };
    },
  };
}

function rateOf({ failed, succeeded }: FailingRule): number {
  return failed === 0 ? 0 : failed / (failed + succeeded);
}

/** Rules of which an execution works for longer than it may. */
export async function measureSlowRuns(tx: Tx, now: Date): Promise<Measured> {
  const runs = await selectSlowRuns(tx);
  return {
    seen: runs.map(({ ruleId, slug, executionId, startedAt, allowedMs, trigger }) => ({
      kind: "rule.slow",
      subject: slug,
      ruleId,
      depth: chainDepth(trigger),
      facts: {
        executionId,
        startedAt: startedAt.toISOString(),
        runningForMs: now.getTime() - startedAt.getTime(),
        allowedMs,
      },
    })),
    over: ({ kind }) => (kind === "rule.slow" ? {} : undefined),
  };
}
