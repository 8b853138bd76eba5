import { defineRoute } from "../../contract/define-route.ts";
import { pageOf, PageQuery, readPage } from "../../schemas/page.ts";
import { SandboxMailSummary } from "../../schemas/sandbox-mail.ts";
import { requireSandbox } from "./require-sandbox.ts";

export const listMails = defineRoute({
  method: "GET",
  path: "/v1/sandbox/mails",
  operation: "sandbox.list",
  summary: "Lists the mails that the sandbox caught instead of delivering, newest first",
  permission: "sandbox:read",
  query: PageQuery,
  response: pageOf(SandboxMailSummary),
  errors: ["NOT_FOUND"],

  async handle(input) {
    return readPage(input.query, (page) => requireSandbox(input).list(page));
  },
});
