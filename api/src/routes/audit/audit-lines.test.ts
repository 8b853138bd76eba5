import type { AuditEntry } from "@belfry/access";
import { expect, test } from "vitest";
import { auditCsv, auditNdjson } from "./audit-lines.ts";

async function* entriesOf(...changes: Partial<AuditEntry>[]): AsyncGenerator<AuditEntry> {
  for (const [index, change] of changes.entries()) {
    yield {
      id: index + 1,
      at: new Date("2026-03-01T00:00:00Z"),
      actor: { kind: "person", name: "李老师" },
      address: "10.0.0.1",
      requestId: "r-1",
      action: "rules.save",
      subject: { kind: "rule", id: "a" },
      outcome: "done",
      detail: { changes: [] },
      ...change,
    };
  }
}

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

const csvOf = async (...changes: Partial<AuditEntry>[]) =>
  (await collect(auditCsv(entriesOf(...changes)))).slice(1).join("");

test("a table has a head, and quotes what needs it", async () => {
  const [head] = await collect(auditCsv(entriesOf()));
  expect(head).toBe("\ufeffid,at,actorKind,actor,address,requestId,action,subjectKind,subject,outcome,detail\r\n");
  expect(await csvOf({ detail: { note: 'a "b", c' } })).toBe(
    '1,2026-03-01T00:00:00.000Z,person,李老师,10.0.0.1,r-1,rules.save,rule,a,done,"{""note"":""a \\""b\\"", c""}"\r\n',
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")', "|cmd", "%0A=1"])(
  "the name %j is a text in a spreadsheet and no formula",
  async (name) => {
    const line = await csvOf({ actor: { kind: "unknown", name } });
    expect(line.replaceAll('""', '"')).toContain(`'${name}`);
  },
);

test("an erased detail is an empty cell, and null in JSON", async () => {
  expect(await csvOf({ detail: null })).toMatch(/,done,\r\n$/);
  const [line] = await collect(auditNdjson(entriesOf({ detail: null })));
  expect(JSON.parse(line ?? "")).toMatchObject({ id: 1, detail: null, actor: { name: "李老师" } });
});
