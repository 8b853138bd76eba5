import type { Problem } from "@belfry/model";
import { compileDuration } from "../rules/compile-parts.ts";
import type { RateLimit } from "./gcra.ts";

/** Reads a rate limit of a rule or a step. */
export function compileRate(
  config: { readonly limit: number; readonly per: string; readonly burst?: number | undefined },
  defaultBurst: number,
  path: string,
  problems: Problem[],
): RateLimit {
  const known = problems.length;
  const perMs = compileDuration(config.per, `${path}.per`, problems);
  if (perMs === 0 && problems.length === known) {
    const message = "A rate limit needs a time that is longer than nothing.";
    problems.push({ path: `${path}.per`, message, remedy: "Write a duration like 1s, 1m or 1h." });
  }
  return { limit: config.limit, perMs: Math.max(1, perMs), burst: config.burst ?? defaultBurst };
}
