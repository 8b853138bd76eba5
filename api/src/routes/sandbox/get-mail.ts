import { defineRoute } from "../../contract/define-route.ts";
import { MailParams, SandboxMail } from "../../schemas/sandbox-mail.ts";
import { requireSandbox } from "./require-sandbox.ts";

export const getMail = defineRoute({
  method: "GET",
  path: "/v1/sandbox/mails/{mailId}",
  operation: "sandbox.get",
  summary: "Gives a caught mail as a reader shows it",
  permission: "sandbox:read",
  params: MailParams,
  response: SandboxMail,
  errors: ["MESSAGE_NOT_FOUND", "NOT_FOUND"],

  async handle(input) {
    return requireSandbox(input).get(input.params.mailId);
  },
});
