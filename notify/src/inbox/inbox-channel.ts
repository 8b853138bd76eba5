import { createHash } from "node:crypto";
import { defineChannel, type ChannelDefinition, type Notice, type NoticeSent } from "@belfry/plugin-kit";
import { z } from "zod";

/** Tells people something inside of Belfry, once per key. */
export type TellPeople = (notice: Notice, options: { readonly idempotencyKey: string }) => Promise<NoticeSent>;

export const INBOX = "inbox";

/** What a notice shows of a long message; the rest is in the ledger. */
const MOST_TITLE = 200;
const MOST_BODY = 5_000;

/** How the ledger knows a notice: by the hash of the key under which it was sent. */
export function noticeIdOf(keyHash: Uint8Array): string {
  return Buffer.from(keyHash).toString("hex");
}

/** Messages to the people of this installation, which they read in the console. Its recipients are the names they sign in with. */
export function inboxChannel(tellPeople: TellPeople): ChannelDefinition {
  return defineChannel({
    id: INBOX,
    displayName: { zh: "站内信", en: "Inbox" },
    account: z.strictObject({}),
    envelope: "recipient",
    // A notice is written once per key.
    dropsDoubles: true,
    maxBytes: () => 1_048_576,
    checkAddress: (address) =>
      /^\S.{0,98}\S$|^\S$/u.test(address) ? undefined : "The name of a person has 1 to 100 characters.",
    problems: ({ subject, text, markdown, attachments }) => [
      ...(subject.trim() === "" && text === undefined && markdown === undefined
        ? [
            {
              path: "text",
              message: "The message has nothing that an inbox shows.",
              remedy: "Give it a subject, a text or Markdown; an inbox does not show HTML.",
            },
          ]
        : []),
      ...attachments.map(({ fileName }, place) => ({
        path: `attachments[${place}]`,
        message: `An inbox does not take the file "${fileName}".`,
        remedy: "Send a link to it, or send it by mail.",
      })),
    ],
    async send(_ctx, message, [recipient = ""]) {
      const idempotencyKey = `inbox ${message.messageKey} ${recipient}`;
      const body = message.text ?? message.markdown ?? "";
      const sent = await tellPeople(
        {
          level: "info",
          title: (message.subject.trim() || body.trim() || "…").slice(0, MOST_TITLE),
          body: body.slice(0, MOST_BODY),
          users: [recipient],
        },
        { idempotencyKey },
      );
      if (sent.recipients > 0)
        return [{ kind: "accepted", providerId: noticeIdOf(createHash("sha256").update(idempotencyKey).digest()) }];
      return [{ kind: "recipient-fault", reason: `Nobody signs in as "${recipient}", or they are disabled.` }];
    },
    test: async () => [{ step: "inbox", ok: true, detail: "It is part of Belfry." }],
  });
}
