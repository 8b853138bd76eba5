import type { Statistics } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { formatRate } from "./format-rate.ts";

type Period = Statistics["periods"][number];

/** Each period in a line, the newest first. */
export function PeriodTable({ periods }: { readonly periods: Statistics["periods"] }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const ms = (value: number | undefined) => (value === undefined ? "–" : formatDuration(value, language));
  const number = (
    key: string,
    title: string,
    valueOf: (period: Period) => string | number,
    from?: "small" | "middle" | "large",
  ): Column<Period> => ({
    key,
    title,
    align: "end",
    ...(from !== undefined && { from }),
    render: (period) => <span className="tabular">{valueOf(period)}</span>,
  });
  const columns: readonly Column<Period>[] = [
    {
      key: "from",
      title: t("statistics.period"),
      render: ({ from }) => (
        <time dateTime={from} className="tabular">
          {from}
        </time>
      ),
    },
    number("executions", t("statistics.executions"), ({ executions }) => executions),
    number("success", t("statistics.success"), ({ states }) => states.success, "middle"),
    number("failed", t("statistics.failed"), ({ states }) => states.failed, "small"),
    number("other", t("statistics.other"), ({ states }) => states.cancelled + states.skipped, "large"),
    number("rate", t("statistics.rate"), ({ successRate }) => formatRate(successRate)),
    number("median", t("statistics.median"), ({ took }) => ms(took?.p50Ms), "middle"),
    number("slow", t("statistics.slow"), ({ took }) => ms(took?.p95Ms), "large"),
    number("waited", t("statistics.waited"), ({ waited }) => ms(waited?.p95Ms), "large"),
  ];
  return (
    <DataTable
      dense
      label={t("statistics.table")}
      columns={columns}
      rows={periods.toReversed()}
      rowKey={({ from }) => from}
    />
  );
}
