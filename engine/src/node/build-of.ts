import { createHash } from "node:crypto";
import type { Plugin } from "@belfry/plugin-kit";

/**
 * What tells one build of Belfry from another: its version, its plugins and what they bring. Two nodes with the same one
 * can run the same executions.
 */
export function buildOf(version: string, plugins: readonly Plugin[]): string {
  const parts = plugins.map((plugin) => [
    plugin.name,
    plugin.version,
    (plugin.actions ?? []).map(({ id }) => id).toSorted(),
    (plugin.triggers ?? []).map(({ id }) => id).toSorted(),
  ]);
  const text = JSON.stringify([version, parts.map((part) => JSON.stringify(part)).toSorted()]);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
