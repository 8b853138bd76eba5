import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../ui/StateMark.tsx";
import type { Rule } from "./rule-queries.ts";

export function RuleStatus({ status }: { readonly status: Rule["status"] }): ReactElement {
  const { t } = useTranslation();
  return <StateMark tone={status === "enabled" ? "good" : "quiet"}>{t(`rules.status.${status}`)}</StateMark>;
}
