import { defineRoute } from "../../contract/define-route.ts";
import { MessageDraft, SentMessage } from "../../schemas/message.ts";
import { readDraft } from "./read-draft.ts";

export const sendMessage = defineRoute({
  method: "POST",
  path: "/v1/messages",
  operation: "messages.send",
  summary: "Takes a message and sends it",
  description:
    "Answered when it is stored; it is sent after that, or at `scheduledAt`. What cannot be sent is refused at once, with the field. A message to more recipients than the installation allows waits for a second person. With an `Idempotency-Key` the same message is never sent twice. Whoever is restricted to labels gives the message theirs.",
  permission: "messages:send",
  reach: "scoped",
  body: MessageDraft,
  bodyLimitBytes: 4 * 1024 * 1024,
  example: {
    body: {
      channel: "email",
      to: ["dean@campus.example"],
      subject: "Nightly report",
      text: "Nobody came late.",
      priority: "urgent",
      labels: { team: "students" },
      businessKey: "late-2026-02-16",
    },
  },
  response: SentMessage,
  status: 202,
  errors: [
    "CHANNEL_NOT_FOUND",
    "ACCOUNT_NOT_FOUND",
    "ATTACHMENT_NOT_FOUND",
    "ARTIFACT_NOT_FOUND",
    "ATTACHMENT_TOO_LARGE",
    "CONTENT_REFUSED",
    "LABEL_NOT_ALLOWED",
    "TEMPLATE_NOT_FOUND",
    "TEMPLATE_VERSION_NOT_FOUND",
    "TEMPLATE_VARIABLES_INVALID",
    "TEMPLATE_FAILED",
  ],

  async handle({ engine, notify, templates, body, caller, actor, raw }) {
    const message = await readDraft({ engine, notify, templates }, body, caller);
    const key = raw.headers["idempotency-key"];
    return notify.send(message, { by: actor, ...(key !== undefined && { idempotencyKey: key }) });
  },
});
