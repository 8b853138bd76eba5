import { defineRoute, download } from "../../contract/define-route.ts";
import { MailAttachmentParams } from "../../schemas/sandbox-mail.ts";
import { requireSandbox } from "./require-sandbox.ts";

export const getMailAttachment = defineRoute({
  method: "GET",
  path: "/v1/sandbox/mails/{mailId}/attachments/{index}",
  operation: "sandbox.attachment",
  summary: "Downloads an attachment of a caught mail",
  permission: "sandbox:read",
  alsoNeeds: ["personal-data:read"],
  params: MailAttachmentParams,
  response: download,
  errors: ["MESSAGE_NOT_FOUND", "ARTIFACT_NOT_FOUND", "NOT_FOUND"],

  async handle(input) {
    const { mailId, index } = input.params;
    const { content, ...file } = await requireSandbox(input).attachment(mailId, index);
    return { ...file, bytes: content.byteLength, body: content };
  },
});
