import type { Actor } from "./actor.ts";

/** Something that was done, or tried, and that must be known later. */
export interface AuditRecord {
  readonly by: Actor;
  /** A noun and a verb: `rules.save`, `session.login`, `secrets.remove`. */
  readonly action: string;
  /** What it was done to: `{ kind: "rule", id: "dorm-late-return" }`. */
  readonly subject: { readonly kind: string; readonly id: string };
  readonly outcome: "done" | "denied" | "failed";
  /** The subject before, without secrets. Left out where there was nothing. */
  readonly before?: unknown;
  /** The subject after, without secrets. Left out where nothing is left. */
  readonly after?: unknown;
  /** Whatever else is worth knowing: a reason, a count. */
  readonly detail?: Readonly<Record<string, unknown>>;
}
