import type { Actor, AppError } from "@belfry/model";
import type { FastifyRequest } from "fastify";
import type { Route } from "../contract/define-route.ts";
import type { DeniedCall } from "./denied-calls.ts";

/** What the last part of an operation's noun is called when there is one of it. */
const kinds: Readonly<Record<string, string>> = {
  executionId: "execution",
  messageId: "message",
  artifactId: "artifact",
  eventId: "event",
  letterId: "dead-letter",
};

/** A refused call as the audit trail tells it: at a time when nothing of the request has been checked. */
export function deniedCall(route: Route, request: FastifyRequest, by: Actor, error: AppError): DeniedCall {
  const params = (request.params ?? {}) as Readonly<Record<string, string>>;
  const names = Object.keys(params);
  const noun = route.operation.slice(0, route.operation.indexOf("."));
  const last = names.at(-1) ?? "";
  return {
    by,
    operation: route.operation,
    subject: { kind: kinds[last] ?? noun.replace(/s$/, ""), id: storable(Object.values(params).join("/")) },
    code: error.code,
  };
}

/** Raw from the address: what PostgreSQL cannot keep is replaced. */
function storable(text: string): string {
  return text.slice(0, 300).toWellFormed().replaceAll("\0", "\ufffd");
}
