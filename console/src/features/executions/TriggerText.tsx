import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../../ui/Instant.tsx";

const named = [
  "cron",
  "every",
  "at",
  "rrule",
  "manual",
  "event",
  "webhook",
  "outcome",
  "after",
  "late",
  "metric",
] as const;

/** What started an execution: `Schedule · due 06:00:00`, `By hand · by admin`. */
export function TriggerText({ trigger }: { readonly trigger: Readonly<Record<string, unknown>> }): ReactElement {
  const { t } = useTranslation();
  const { kind, by, day, dueAt, scheduledFor = dueAt } = trigger;
  const known = named.find((one) => one === kind);
  const name =
    known === undefined ? t("executions.triggers.other", { kind: String(kind) }) : t(`executions.triggers.${known}`);
  // What waits for other rules is due when its day ends, and fires before.
  const at = kind === "after" ? undefined : scheduledFor;
  return (
    <span>
      {name}
      {typeof by === "string" && <span className="quiet"> · {t("executions.triggeredBy", { by })}</span>}
      {kind === "after" && typeof day === "string" && <span className="quiet"> · {day}</span>}
      {typeof at === "string" && (
        <span className="quiet">
          {" · "}
          <Instant at={at} />
        </span>
      )}
    </span>
  );
}
