import { defineRoute, download } from "../../contract/define-route.ts";
import { MailParams } from "../../schemas/sandbox-mail.ts";
import { requireSandbox } from "./require-sandbox.ts";

export const getMailSource = defineRoute({
  method: "GET",
  path: "/v1/sandbox/mails/{mailId}/source",
  operation: "sandbox.source",
  summary: "Downloads a caught mail as it came",
  permission: "sandbox:read",
  alsoNeeds: ["personal-data:read"],
  params: MailParams,
  response: download,
  errors: ["MESSAGE_NOT_FOUND", "NOT_FOUND"],

  async handle(input) {
    const body = await requireSandbox(input).source(input.params.mailId);
    return { fileName: `mail-${input.params.mailId}.eml`, mediaType: "message/rfc822", bytes: body.byteLength, body };
  },
});
