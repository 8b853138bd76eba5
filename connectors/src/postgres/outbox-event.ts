import type { IncomingEvent } from "@belfry/plugin-kit";
import type { OutboxRow } from "./outbox-rows.ts";
import type { Outbox } from "./outbox-config.ts";

/** What a row says happened. */
export function outboxEvent(
  { id, values }: OutboxRow,
  { columns, type, source, postgresOutbox }: Outbox,
): IncomingEvent {
  const text = (column: string): string | undefined => {
    const value = values[column];
    return (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;
  };
  const at = Date.parse(text(columns.time) ?? "");
  const subject = text(columns.subject);
  return {
    source: source ?? `postgres:/${encodeURIComponent(postgresOutbox)}`,
    id,
    type: text(columns.type) ?? type,
    ...(subject !== undefined && { subject }),
    ...(!Number.isNaN(at) && { occurredAt: new Date(at) }),
    data: Object.hasOwn(values, columns.data) ? parsed(values[columns.data]) : values,
  };
}

/** A column of the type text may hold JSON as well. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // Then it is a text that begins with a bracket.
    return value;
  }
}
