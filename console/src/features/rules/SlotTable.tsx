import type { Slot } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatMinute } from "../../ui/format-time.ts";
import { Instant } from "../../ui/Instant.tsx";
import { ExplainButton } from "../explain/index.ts";
import { FateMark } from "./FateMark.tsx";
import { SlotDetail } from "./SlotDetail.tsx";

/** Slots and what became of each, newest first. */
export function SlotTable(props: {
  readonly slots: readonly Slot[];
  readonly label: string;
  /** Whose slots they are, so that one can ask why of each. */
  readonly rule: string;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { slots, label, rule } = props;
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
    {
      key: "why",
      title: <span className="sr-only">{t("explain.why")}</span>,
      width: 90,
      render: ({ from, trigger }) => (
        <ExplainButton
          of={{ kind: "rule", rule, at: from, trigger }}
          small={`${trigger}, ${formatMinute(new Date(from), language)}`}
        />
      ),
    },
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={slots.toReversed()}
      rowKey={({ trigger, from, fate }) => `${trigger} ${from} ${fate}`}
      empty={<EmptyState title={t("rules.noSlots")} />}
    />
  );
}
