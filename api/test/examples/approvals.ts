import type { Writer } from "./writer.ts";

/** Three that wait: to be approved, refused, and looked at. */
export async function fillApprovals({ query }: Writer): Promise<void> {
  for (const [subject, asker] of [
    ["one", "li.lei"],
    ["two", "admin"],
    ["three", "li.lei"],
  ]) {
    await query(
      `insert into belfry.approvals (kind, subject, rule, labels, reason, requested_by, requested_at, expires_at, sample)
       values ('rule-enable', $1, 'nightly-report', '{"team": "students"}', 'It sends to the outside for the first time.',
         array[$2], belfry.now(), belfry.now() + interval '7 days', '{"definition": {"rule": "nightly-report"}}')`,
      [subject, asker],
    );
  }
}
