import { AppError } from "@belfry/model";
import type { SandboxFault, SandboxProvider as Played } from "../../api-deps.ts";
import { defineRoute } from "../../contract/define-route.ts";
import { FaultsBody, ProviderParams, SandboxProvider } from "../../schemas/sandbox-provider.ts";
import { requireProvider } from "./require-provider.ts";

export const setFaults = defineRoute({
  method: "PUT",
  path: "/v1/sandbox/providers/{provider}/faults",
  operation: "sandbox.setFaults",
  summary: "Makes a played provider fail, or puts it right again",
  permission: "sandbox:write",
  params: ProviderParams,
  body: FaultsBody,
  example: { body: { faults: [{ kind: "throttle", times: 1 }] } },
  response: SandboxProvider,
  errors: ["NOT_FOUND"],

  async handle(input) {
    const { provider } = input.params;
    const { faults } = input.body;
    const { providers, played } = requireProvider(input, provider);
    requireSwitches(played, faults);
    // First, because what is in memory cannot be taken back when the trail does not take the entry.
    await input.auditTrail.write({
      by: input.actor,
      action: "sandbox.set-faults",
      subject: { kind: "sandbox-provider", id: provider },
      outcome: "done",
      before: { faults: played.faults },
      after: { faults },
    });
    providers.setFaults(provider, faults);
    return requireProvider(input, provider).played;
  },
});

/** A switch that does nothing would be taken for one that works. @throws AppError REQUEST_INVALID */
function requireSwitches({ provider, switches }: Played, faults: readonly SandboxFault[]): void {
  const problems = faults.flatMap(({ kind }, at) =>
    switches.includes(kind)
      ? []
      : [
          {
            path: `faults[${at}].kind`,
            message: `${provider} does not know ${kind}.`,
            remedy: `Use one of ${switches.join(", ")}.`,
          },
        ],
  );
  if (problems.length > 0) throw new AppError("REQUEST_INVALID", { problems });
}
