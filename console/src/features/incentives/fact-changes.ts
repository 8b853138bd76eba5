import type { IncentiveContractDetail, IncentiveCorrection } from "@belfry/client";

/** What of a contract is otherwise, besides its amount. */
export type FactChange = NonNullable<IncentiveCorrection["facts"]>[number];

export const orderTypes = ["platform", "selfReferral"] as const;

/** The facts of a booked contract that people correct by hand, as they are. What its source left out is left out. */
export function factsOf({ source, orderType }: IncentiveContractDetail): FactChange[] {
  const texts = (["housekeeper", "provider", "signedAt", "project", "number"] as const).flatMap(
    (fact): FactChange[] => {
      const text = source[fact];
      return typeof text === "string" && text !== "" ? [{ fact, before: text, after: text }] : [];
    },
  );
  return [...texts, { fact: "orderType", before: orderType, after: orderType }];
}
