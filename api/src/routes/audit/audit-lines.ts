import type { AuditEntry } from "@belfry/access";

/** One JSON object a line, as the list gives them. */
export async function* auditNdjson(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

const columns: readonly (readonly [name: string, read: (entry: AuditEntry) => string])[] = [
  ["id", ({ id }) => String(id)],
  ["at", ({ at }) => at.toISOString()],
  ["actorKind", ({ actor }) => actor.kind],
  ["actor", ({ actor }) => actor.name],
  ["address", ({ address }) => address ?? ""],
  ["requestId", ({ requestId }) => requestId ?? ""],
  ["action", ({ action }) => action],
  ["subjectKind", ({ subject }) => subject.kind],
  ["subject", ({ subject }) => subject.id],
  ["outcome", ({ outcome }) => outcome],
  ["detail", ({ detail }) => (detail === null ? "" : JSON.stringify(detail))],
];

/** RFC 4180, with the mark by which spreadsheets see that it is UTF-8. */
export async function* auditCsv(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  yield `\ufeff${columns.map(([name]) => name).join(",")}\r\n`;
  for await (const entry of entries) yield `${columns.map(([, read]) => cell(read(entry))).join(",")}\r\n`;
}

/** A text that begins like a formula would be run by the spreadsheet that opens it; an apostrophe makes it a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
