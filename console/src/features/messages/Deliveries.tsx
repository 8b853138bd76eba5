import type { Delivery } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { usePreferences } from "../../preferences/index.ts";
import { Attempts } from "./Attempts.tsx";
import { decisionText } from "./decision-text.ts";
import { DeliveryStateMark } from "./DeliveryStateMark.tsx";
import { Receipts } from "./Receipts.tsx";

/** What became of a message for each of its recipients, with every attempt below. */
export function Deliveries({ deliveries }: { readonly deliveries: readonly Delivery[] }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
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
      render: (delivery) => (
        <>
          <DeliveryStateMark state={delivery.state} />
          <div className="quiet small">{t(`messages.stateTexts.${delivery.state}`)}</div>
          {delivery.piecesDone > 1 && (
            <div className="quiet small">{t("messages.pieces", { count: delivery.piecesDone })}</div>
          )}
          <div className="narrow-only small breakable">{decisionText(delivery, language)}</div>
        </>
      ),
    },
    {
      key: "reason",
      from: "middle",
      title: t("messages.reason"),
      render: (delivery) => <span className="breakable">{decisionText(delivery, language)}</span>,
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
      renderBelow={({ attempts, receipts, reason }) =>
        attempts.length === 0 && receipts.length === 0 ? null : (
          <>
            {attempts.length > 0 && <Attempts attempts={attempts} said={reason} />}
            {receipts.length > 0 && <Receipts receipts={receipts} />}
          </>
        )
      }
    />
  );
}
