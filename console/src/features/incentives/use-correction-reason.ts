import type { IncentiveCorrection } from "@belfry/client";
import { useTranslation } from "react-i18next";
import { useMoney } from "./use-money.ts";

type Reasoned = Pick<IncentiveCorrection, "state" | "kind" | "amountFen" | "beforeFen" | "reason">;

/** Why a correction is there, in the language of the reader: what a run proposed has no words of a person. */
export function useCorrectionReason(): (correction: Reasoned) => string {
  const { t } = useTranslation();
  const money = useMoney();
  return ({ state, kind, amountFen, beforeFen, reason }) => {
    if (state === "booked" || kind === "revision") return reason;
    if (kind === "withdrawn" || kind === "facts") return t(`incentives.proposals.${kind}`);
    return t("incentives.proposals.amount", { now: money.exact(amountFen ?? 0), booked: money.exact(beforeFen ?? 0) });
  };
}
