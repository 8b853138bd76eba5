/** How far a mailbox was read. */
export interface MailboxPlace {
  readonly validity: string;
  readonly uid: number;
}

/** Reads what came into a mailbox after a place. @throws ActionFailure saying what is wrong with it */
export type ReadMailbox = (
  mailbox: { readonly connection: string; readonly folder: string; readonly after: MailboxPlace | undefined },
  signal: AbortSignal,
) => Promise<{ readonly mails: readonly Uint8Array[]; readonly place: MailboxPlace; readonly hasMore: boolean }>;
