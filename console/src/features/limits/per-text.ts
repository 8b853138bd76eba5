import type { Language } from "../../preferences/index.ts";
import { formatDuration } from "../../ui/format-duration.ts";

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A length of time as it is written in a limit, `1m` or `1h30m`, in words: `1 min`. */
export function perText(per: string, language: Language): string {
  const parts = [...per.matchAll(/(\d+)(ms|s|m|h|d)/g)];
  return formatDuration(
    parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (unitMs[unit] ?? 0), 0),
    language,
  );
}
