export { builtinConnectors } from "./builtin-connectors.ts";
export { readMailbox } from "./imap/read-mailbox.ts";
export type { MailboxPlace, MailboxRead } from "./imap/read-mailbox.ts";
