import type { AuditEntry, AuditQuery } from "@belfry/client";
import { parseTimeSpan, timeSpanEnds, type TimeSpan } from "../../ui/time-span/index.ts";

export const outcomes = ["done", "denied", "failed"] as const satisfies readonly AuditEntry["outcome"][];

/** What the address of the audit trail says. */
export interface AuditSearch extends TimeSpan {
  readonly actor?: string;
  /** An action, or a noun for all of its actions. */
  readonly action?: string;
  readonly kind?: string;
  readonly subject?: string;
  readonly outcome?: AuditEntry["outcome"];
  readonly cursor?: string;
  /** The entry that is open. */
  readonly entry?: number;
}

/** Reads an address that anybody may have typed: what makes no sense is left out. */
export function parseAuditSearch(search: Readonly<Record<string, unknown>>): AuditSearch {
  const { actor, action, kind, subject, outcome, cursor, entry } = search;
  const knownOutcome = outcomes.find((known) => known === outcome);
  return {
    ...text("actor", actor),
    ...(typeof action === "string" && /^[A-Za-z-]+(\.[A-Za-z-]+)?$/.test(action) && { action }),
    ...text("kind", kind),
    ...text("subject", subject),
    ...(knownOutcome !== undefined && { outcome: knownOutcome }),
    ...parseTimeSpan(search),
    ...text("cursor", cursor),
    ...(typeof entry === "number" && Number.isSafeInteger(entry) && entry > 0 && { entry }),
  };
}

/** The router reads a name like 2026 as a number. */
function text(name: string, value: unknown): Readonly<Record<string, string>> {
  return (typeof value === "string" && value !== "") || typeof value === "number" ? { [name]: String(value) } : {};
}

export type AuditFilter = Omit<AuditQuery, "cursor" | "limit">;

/** What to ask the server for. @param now in milliseconds */
export function toAuditFilter(search: AuditSearch, now: number): AuditFilter {
  const { actor, action, kind, subject, outcome } = search;
  return {
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(kind !== undefined && { subjectKind: kind }),
    ...(subject !== undefined && { subject }),
    ...(outcome !== undefined && { outcome }),
    ...timeSpanEnds(search, now),
  };
}

/** Whether anything narrows the list. */
export function isFiltered(search: AuditSearch): boolean {
  const { cursor: _, entry: __, ...filter } = search;
  return Object.keys(filter).length > 0;
}
