import type { Delivery } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Attempts } from "./Attempts.tsx";
import { DeliveryStateMark } from "./DeliveryStateMark.tsx";

/** What became of a message for each of its recipients, with every attempt below. */
export function Deliveries({ deliveries }: { readonly deliveries: readonly Delivery[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<Delivery>[] = [
    {
      key: "recipient",
      title: t("messages.recipient"),
      render: ({ recipient, field }) => (
        <span className="breakable">
          {recipient} <span className="quiet">({t(`messages.fields.${field}`)})</span>
        </span>
      ),
    },
    {
      key: "state",
      title: t("messages.state"),
      render: ({ state, reason }) => (
        <>
          <DeliveryStateMark state={state} />
          <div className="quiet small">{t(`messages.stateTexts.${state}`)}</div>
          {reason !== null && <div className="narrow-only small breakable">{reason}</div>}
        </>
      ),
    },
    {
      key: "reason",
      from: "middle",
      title: t("messages.reason"),
      render: ({ reason }) => <span className="breakable">{reason}</span>,
    },
    {
      key: "next",
      from: "middle",
      title: t("messages.since"),
      render: ({ state, runAt, updatedAt }) =>
        state === "queued" && runAt !== null ? (
          <>
            <span className="quiet small">{t("messages.nextTry")}</span>
            <br />
            <Instant at={runAt} as="both" />
          </>
        ) : (
          <Instant at={updatedAt} as="stacked" />
        ),
    },
  ];
  return (
    <DataTable
      label={t("messages.deliveries")}
      columns={columns}
      rows={deliveries}
      rowKey={({ field, recipient }) => `${field} ${recipient}`}
      renderBelow={({ attempts, reason }) =>
        attempts.length === 0 ? null : <Attempts attempts={attempts} said={reason} />
      }
    />
  );
}
