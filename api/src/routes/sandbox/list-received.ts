import { defineRoute } from "../../contract/define-route.ts";
import { pageOf, PageQuery, readPage } from "../../schemas/page.ts";
import { ProviderParams, ReceivedMessage } from "../../schemas/sandbox-provider.ts";
import { requireProvider } from "./require-provider.ts";

export const listReceived = defineRoute({
  method: "GET",
  path: "/v1/sandbox/providers/{provider}/messages",
  operation: "sandbox.listReceived",
  summary: "Lists what a played provider received and what it answered, newest first",
  description: "The last 1,000, in memory: a restart forgets them.",
  permission: "sandbox:read",
  params: ProviderParams,
  query: PageQuery,
  response: pageOf(ReceivedMessage),
  errors: ["NOT_FOUND"],

  async handle(input) {
    const { provider } = input.params;
    const { providers } = requireProvider(input, provider);
    return readPage(input.query, async (page) => providers.messages(provider, page));
  },
});
