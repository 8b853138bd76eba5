import type { ExecutionSummary, LocalizedText, RuleView } from "@belfry/client";

/** `2026-02-16 06:00:05` in the zone of this machine. */
export function formatInstant(iso: string | null): string {
  if (iso === null) return "-";
  const at = new Date(iso);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** `1.2 s`, `350 ms`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** How long an execution took, or takes. */
export function tookOf({ startedAt, finishedAt }: Pick<ExecutionSummary, "startedAt" | "finishedAt">): string {
  if (startedAt === null || finishedAt === null) return "-";
  return formatDuration(Date.parse(finishedAt) - Date.parse(startedAt));
}

/** What started it: `cron`, `manual (admin)`, … */
export function triggerOf({ trigger }: Pick<ExecutionSummary, "trigger">): string {
  const kind = typeof trigger["kind"] === "string" ? trigger["kind"] : "?";
  return typeof trigger["by"] === "string" ? `${kind} (${trigger["by"]})` : kind;
}

export function scheduleOf(rule: Pick<RuleView, "schedule">, language: "zh" | "en"): string {
  return rule.schedule.length === 0 ? "-" : rule.schedule.map((text: LocalizedText) => text[language]).join("; ");
}
