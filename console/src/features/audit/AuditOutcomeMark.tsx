import type { AuditEntry } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";

const tones: Readonly<Record<AuditEntry["outcome"], Tone>> = { done: "good", denied: "held", failed: "bad" };

export function AuditOutcomeMark({ outcome }: Pick<AuditEntry, "outcome">): ReactElement {
  const { t } = useTranslation();
  return <StateMark tone={tones[outcome]}>{t(`audit.outcomes.${outcome}`)}</StateMark>;
}
