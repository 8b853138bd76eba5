/** What the doctor found out about one thing. */
export interface CheckResult {
  readonly name: string;
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  /** What to do about it; only for `warn` and `fail`. */
  readonly remedy?: string;
}

export function ok(name: string, detail: string): CheckResult {
  return { name, status: "ok", detail };
}

export function warn(name: string, detail: string, remedy: string): CheckResult {
  return { name, status: "warn", detail, remedy };
}

export function fail(name: string, detail: string, remedy: string): CheckResult {
  return { name, status: "fail", detail, remedy };
}
