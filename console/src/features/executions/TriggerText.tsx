import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../../ui/Instant.tsx";

/** What started an execution: `Schedule · due 06:00:00`, `By hand · by admin`. */
export function TriggerText({ trigger }: { readonly trigger: Readonly<Record<string, unknown>> }): ReactElement {
  const { t } = useTranslation();
  const { kind, by, dueAt } = trigger;
  const name =
    kind === "cron" || kind === "manual" || kind === "event"
      ? t(`executions.triggers.${kind}`)
      : t("executions.triggers.other", { kind: String(kind) });
  return (
    <span>
      {name}
      {typeof by === "string" && <span className="quiet"> · {t("executions.triggeredBy", { by })}</span>}
      {typeof dueAt === "string" && (
        <span className="quiet">
          {" · "}
          <Instant at={dueAt} />
        </span>
      )}
    </span>
  );
}
