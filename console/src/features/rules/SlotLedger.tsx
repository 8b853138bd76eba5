import type { Slot } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { FateMark } from "./FateMark.tsx";
import { ReconciliationLine } from "./ReconciliationLine.tsx";
import { SlotDetail } from "./SlotDetail.tsx";
import { reconciliationQuery, slotsQuery, type Rule } from "./rule-queries.ts";

/** What became of every slot of the last days, and what is planned, newest first. */
export function SlotLedger({ rule }: { readonly rule: Rule }): ReactElement {
  const { t } = useTranslation();
  const slots = useQuery(slotsQuery(rule.rule));
  const reconciliation = useQuery(reconciliationQuery(rule.rule));
  const columns: readonly Column<Slot>[] = [
    {
      key: "time",
      title: t("rules.slotTime"),
      render: ({ from, to, scheduledFor }) => (
        <>
          <Instant at={from} />
          {from !== to && (
            <>
              {" – "}
              <Instant at={to} />
            </>
          )}
          {scheduledFor !== null && scheduledFor !== from && (
            <div className="quiet small">
              {t("rules.slotScheduledFor")} <Instant at={scheduledFor} />
            </div>
          )}
        </>
      ),
    },
    {
      key: "n",
      title: t("rules.slotCount"),
      width: 80,
      align: "end",
      render: ({ n }) => <span className="tabular">{n}</span>,
    },
    {
      key: "fate",
      title: t("rules.slotFate"),
      render: ({ fate, executionId }) => {
        const mark = <FateMark fate={fate} />;
        if (executionId === null) return mark;
        return (
          <>
            {mark}{" "}
            <Link to="/executions/$executionId" params={{ executionId }} className="tabular">
              #{executionId}
            </Link>
          </>
        );
      },
    },
    {
      key: "trigger",
      title: t("rules.slotTrigger"),
      from: "middle",
      render: ({ trigger }) => <span className="code">{trigger}</span>,
    },
    {
      key: "detail",
      title: t("rules.slotReason"),
      from: "middle",
      render: (slot) => <SlotDetail slot={slot} />,
    },
  ];
  return (
    <>
      <Section title={t("rules.reconciliation")} hint={t("rules.slotsHint")}>
        <QueryView query={reconciliation}>{(counts) => <ReconciliationLine counts={counts} />}</QueryView>
      </Section>
      <Section title={t("rules.slots")} flush>
        <QueryView query={slots}>
          {(items) => (
            <DataTable
              label={t("rules.slots")}
              columns={columns}
              rows={items.toReversed()}
              rowKey={({ trigger, from, fate }) => `${trigger} ${from} ${fate}`}
              empty={<EmptyState title={t("rules.noSlots")} />}
            />
          )}
        </QueryView>
      </Section>
    </>
  );
}
