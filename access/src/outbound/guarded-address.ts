import { ActionFailure, type GuardedAddress } from "@belfry/plugin-kit";
import { judgeBy, type OutboundRules } from "./outbound-rules.ts";

/** Makes the way out for libraries that open their sockets themselves: the same addresses, judged in the same way. */
export function createGuardedAddress(rules: OutboundRules): GuardedAddress {
  const judge = judgeBy(rules);
  return async ({ host, port }) => {
    const [first] = await judge.addressesOf(host, port).catch((error: unknown) => {
      throw isNotFound(error) ? notFound(host, error) : error;
    });
    // addressesOf never resolves with an empty list.
    if (first === undefined) throw notFound(host, undefined);
    return first.address;
  };
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOTFOUND" || error.code === "EAI_AGAIN");
}

function notFound(host: string, cause: unknown): ActionFailure {
  return new ActionFailure(`The name ${host} leads to no address.`, {
    class: "external",
    code: "HOST_NOT_FOUND",
    retryable: true,
    details: { host },
    ...(cause !== undefined && { cause }),
  });
}
