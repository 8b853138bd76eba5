import type { Tx } from "@belfry/store";

/** Ends the request for a subject when it waits. */
export async function withdrawSubject(
  tx: Tx,
  subject: string,
  end: { readonly decidedBy: string; readonly comment: string },
): Promise<void> {
  await tx.query({
    name: "access-withdraw-subject",
    text: `
      update belfry.approvals set state = 'withdrawn', decided_by = $2, comment = $3, decided_at = belfry.now()
      where subject = $1 and state = 'pending'`,
    values: [subject, end.decidedBy, end.comment],
  });
}
