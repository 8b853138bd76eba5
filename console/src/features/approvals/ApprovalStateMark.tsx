import type { ApprovalSummary } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";

const tones: Readonly<Record<ApprovalSummary["state"], Tone>> = {
  pending: "held",
  approved: "good",
  rejected: "bad",
  expired: "quiet",
  withdrawn: "quiet",
};

export function ApprovalStateMark({ state }: Pick<ApprovalSummary, "state">): ReactElement {
  const { t } = useTranslation();
  return <StateMark tone={tones[state]}>{t(`approvals.states.${state}`)}</StateMark>;
}
