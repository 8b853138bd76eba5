import type { ConnectionStep, DeliveryOutcome } from "@belfry/plugin-kit";

/** What a provider of short messages said when it did what it was asked, or the outcome of everything else. */
export type ProviderSaid =
  | { readonly kind: "ok"; readonly fields: Readonly<Record<string, unknown>>; readonly answer: string }
  | { readonly kind: "refused"; readonly outcome: Exclude<DeliveryOutcome, { kind: "accepted" }> };

/** The steps of a connection test that is a question which changes nothing. */
export function stepsOfQuestion(said: ProviderSaid): readonly ConnectionStep[] {
  const reached: ConnectionStep = { step: "ADDRESS", ok: true, detail: "The provider answers. 服务可达。" };
  if (said.kind === "ok") return [reached, { step: "KEY", ok: true, detail: "The keys are valid. 密钥有效。" }];
  const { code, reason } = said.outcome;
  // Only an answer of the provider itself has one of its codes.
  if (code === undefined || code.startsWith("HTTP ")) return [{ step: "ADDRESS", ok: false, detail: reason }];
  return [reached, { step: "KEY", ok: false, detail: reason }];
}
