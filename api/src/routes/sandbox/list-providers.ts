import { defineRoute } from "../../contract/define-route.ts";
import { listOf } from "../../schemas/page.ts";
import { SandboxProvider } from "../../schemas/sandbox-provider.ts";

export const listProviders = defineRoute({
  method: "GET",
  path: "/v1/sandbox/providers",
  operation: "sandbox.listProviders",
  summary: "Lists the providers that the demo plays, and which of their switches are on",
  description: "Empty where messages go to the real providers.",
  permission: "sandbox:read",
  bounded: "There is one for each provider that Belfry knows.",
  response: listOf(SandboxProvider),
  errors: [],

  async handle({ sandboxProviders }) {
    return { items: sandboxProviders?.list() ?? [] };
  },
});
