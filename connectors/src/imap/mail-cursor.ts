import { z } from "zod";

/** How far a mailbox was read. */
export const MailCursor = z.object({
  /** Under which numbering of the mailbox. When it changes, all numbers mean other mails. */
  validity: z.string(),
  /** The number of the last mail that was looked at. */
  uid: z.number(),
  /** When the last one came in, in milliseconds by the clock of the mail server. */
  at: z.number(),
  /** When the last one came in that was there before the trigger began. */
  began: z.number(),
  /** What came in before this was looked at under an earlier numbering. */
  from: z.number().optional(),
  /** Accepted mails that are still to be marked or moved. */
  pending: z.array(z.number()),
});
export type MailCursor = z.infer<typeof MailCursor>;

/** Mails that come in together may be stored in another order. What comes again because of it is known by its content. */
const SLACK_MS = 3_600_000;

/** Where reading begins that has never begun before: with everything, or with what comes from now on. */
export function firstCursor(mailbox: {
  readonly validity: string;
  /** The number of the last mail that is there, and when it came in; 0 for everything. */
  readonly last: { readonly uid: number; readonly at: number };
}): MailCursor {
  const { validity, last } = mailbox;
  return { validity, uid: last.uid, at: last.at, began: last.at, pending: [] };
}

/** Where reading goes on in a mailbox that was numbered anew, as after a restored backup. */
export function renumberedCursor({ at, began }: MailCursor, validity: string): MailCursor {
  return { validity, uid: 0, at, began, from: Math.max(began + 1, at - SLACK_MS), pending: [] };
}
