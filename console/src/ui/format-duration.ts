import type { Language } from "../preferences/index.ts";

const units = {
  zh: { ms: " 毫秒", s: " 秒", m: " 分", h: " 小时", d: " 天" },
  en: { ms: " ms", s: " s", m: " min", h: " h", d: " d" },
} as const satisfies Record<Language, Record<string, string>>;

/** A length of time for people: its largest unit and the one below, `4.2 s`, `3 min 20 s`, `2 d 4 h`. */
export function formatDuration(ms: number, language: Language): string {
  const unit = units[language];
  if (ms < 999.5) return `${Math.max(0, Math.round(ms))}${unit.ms}`;
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)}${unit.s}`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds}${unit.s}`;
  if (seconds < 3_600) return pair(seconds, 60, unit.m, 1, unit.s);
  if (seconds < 86_400) return pair(seconds, 3_600, unit.h, 60, unit.m);
  return pair(seconds, 86_400, unit.d, 3_600, unit.h);
}

function pair(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % large) / small);
  const first = `${Math.floor(seconds / large)}${largeUnit}`;
  return rest === 0 ? first : `${first} ${rest}${smallUnit}`;
}
