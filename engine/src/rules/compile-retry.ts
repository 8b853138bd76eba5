import { retriedClasses, type Problem, type RetryConfig, type RetryPolicy, type RetryTimes } from "@belfry/model";
import { retryPolicy } from "../run/retry-delay.ts";
import { compileDuration } from "./compile-parts.ts";

/** The retry policy of a step with what its rule says, its durations checked. */
export function compileRetry(
  { rule = {}, step = {} }: { readonly rule: RetryConfig | undefined; readonly step: RetryConfig | undefined },
  path: string,
  problems: Problem[],
): RetryPolicy {
  const before = problems.length;
  checkDurations({ ...rule, ...step }, path, problems);
  for (const name of retriedClasses)
    checkDurations({ ...rule.byClass?.[name], ...step.byClass?.[name] }, `${path}.byClass.${name}`, problems);
  return problems.length > before ? retryPolicy() : retryPolicy(rule, step);
}

function checkDurations({ delay, maxDelay }: RetryTimes, path: string, problems: Problem[]): void {
  if (delay !== undefined) compileDuration(delay, `${path}.delay`, problems);
  if (maxDelay !== undefined) compileDuration(maxDelay, `${path}.maxDelay`, problems);
}
