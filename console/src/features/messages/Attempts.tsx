import type { Delivery } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Took } from "../../ui/Took.tsx";
import { ProviderSaid } from "./ProviderSaid.tsx";

type Attempt = Delivery["attempts"][number];

/** Every send to one recipient: which account, and what its provider said. */
export function Attempts(props: {
  readonly attempts: readonly Attempt[];
  /** What stands at the recipient already, and need not be said again. */
  readonly said: string | null;
}): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<Attempt>[] = [
    { key: "attempt", title: t("messages.attempt"), width: 60, render: ({ attempt }) => attempt },
    { key: "account", from: "middle", title: t("messages.account"), render: ({ account }) => account },
    {
      key: "outcome",
      title: t("messages.outcome"),
      render: (attempt) => (
        <>
          {attempt.outcome === null ? t("messages.underWay") : t(`messages.outcomes.${attempt.outcome}`)}
          {attempt.segments !== null && (
            <span className="quiet"> · {t("messages.segments", { count: attempt.segments })}</span>
          )}
          <div className="narrow-only quiet small breakable">
            {attempt.account} · <Instant at={attempt.startedAt} />
          </div>
          <ProviderSaid of={attempt} known={props.said} />
          {attempt.providerId !== null && (
            <div className="quiet small breakable">
              {t("messages.providerId")} <code>{attempt.providerId}</code>
            </div>
          )}
        </>
      ),
    },
    {
      key: "started",
      from: "middle",
      title: t("executions.started"),
      render: ({ startedAt }) => <Instant at={startedAt} />,
    },
    {
      key: "took",
      from: "middle",
      title: t("messages.took"),
      render: ({ startedAt, finishedAt }) => <Took from={startedAt} to={finishedAt} />,
    },
  ];
  return (
    <DataTable
      dense
      label={t("messages.attempts")}
      columns={columns}
      rows={props.attempts}
      rowKey={({ attempt }) => attempt}
    />
  );
}
