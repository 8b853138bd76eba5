import type { Delivery } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { DeliveryStateMark } from "./DeliveryStateMark.tsx";
import { ProviderSaid } from "./ProviderSaid.tsx";

/** What was said later of one delivery: when it happened, when Belfry learned of it, and by whom. */
export function Receipts({ receipts }: Pick<Delivery, "receipts">): ReactElement {
  const { t } = useTranslation();
  return (
    <DataTable
      dense
      label={t("messages.receipts")}
      rows={receipts}
      rowKey={({ receivedAt, state, source, code }) => `${receivedAt} ${state} ${source} ${code}`}
      columns={[
        {
          key: "state",
          title: t("messages.receipt"),
          render: (receipt) => (
            <>
              <DeliveryStateMark state={receipt.state} />
              {receipt.bounce !== null && (
                <span className="quiet small"> · {t(`messages.bounces.${receipt.bounce}`)}</span>
              )}
              {receipt.complaint && <span className="quiet small"> · {t("messages.complaint")}</span>}
              <ProviderSaid of={receipt} />
            </>
          ),
        },
        { key: "source", title: t("messages.source"), render: ({ source }) => t(`messages.sources.${source}`) },
        {
          key: "said",
          from: "middle",
          title: t("messages.happened"),
          render: ({ saidAt }) => (saidAt === null ? "–" : <Instant at={saidAt} />),
        },
        { key: "received", title: t("messages.received"), render: ({ receivedAt }) => <Instant at={receivedAt} /> },
      ]}
    />
  );
}
