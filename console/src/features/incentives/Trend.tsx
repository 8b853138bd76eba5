import { Segmented } from "antd";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { BarChart } from "../../ui/bar-chart/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { fillTrend, type TrendPoint } from "./fill-trend.ts";
import { trendQuery } from "./incentive-queries.ts";
import { filterOf, measures, withFilter, type IncentiveSearch, type Measure } from "./incentive-search.ts";
import styles from "./Incentives.module.css";
import { useMoney, type Money } from "./use-money.ts";

const valueOf = {
  contracts: ({ contracts }) => contracts,
  amount: ({ amountFen }) => amountFen,
  performance: ({ performanceFen }) => performanceFen,
  reward: ({ rewardFen }) => rewardFen,
} as const satisfies Record<Measure, (point: TrendPoint) => number>;

/** How it went day by day, or month by month: a picture, and the same as a table. */
export function Trend(props: {
  readonly search: IncentiveSearch;
  readonly everyMs: number;
  readonly onChange: (search: IncentiveSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { search, onChange } = props;
  const { by = "day", measure = "contracts" } = search;
  const query = useQuery({ ...trendQuery(filterOf(search), by), refetchInterval: props.everyMs });
  return (
    <Section
      title={t("incentives.trend")}
      extra={
        <div className={styles["switches"]}>
          <Segmented<Measure>
            aria-label={t("incentives.measure")}
            value={measure}
            onChange={(next) => onChange(withFilter(search, { measure: next === "contracts" ? undefined : next }))}
            options={measures.map((value) => ({ value, label: t(`incentives.measures.${value}`) }))}
          />
          <Segmented<"day" | "month">
            aria-label={t("incentives.by")}
            value={by}
            onChange={(next) => onChange(withFilter(search, { by: next === "day" ? undefined : next }))}
            options={(["day", "month"] as const).map((value) => ({ value, label: t(`incentives.periods.${value}`) }))}
          />
        </div>
      }
    >
      <QueryView query={query}>{(points) => <Shown points={points} by={by} measure={measure} />}</QueryView>
    </Section>
  );
}

function Shown(props: {
  readonly points: readonly TrendPoint[];
  readonly by: "day" | "month";
  readonly measure: Measure;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const money = useMoney();
  const { points, by, measure } = props;
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return <p className="quiet">{t("incentives.nothing")}</p>;
  const count = (value: number) => value.toLocaleString(language);
  const [exact, short] = measure === "contracts" ? [count, countOrNothing(count)] : [money.exact, money.short];
  const value = valueOf[measure];
  const bars = fillTrend(points, by).map((point) => ({ name: point.at, value: value(point) }));
  const sum = exact(bars.reduce((before, bar) => before + bar.value, 0));
  const label = `${t("incentives.trend")} · ${t(`incentives.measures.${measure}`)}`;
  return (
    <>
      <BarChart
        label={label}
        text={t("incentives.trendText", { from: first.at, until: last.at, sum })}
        bars={bars}
        exact={exact}
        short={short}
      />
      <details className={styles["details"]}>
        <summary>{t("incentives.asTable")}</summary>
        <TrendTable points={points} label={label} money={money} />
      </details>
    </>
  );
}

/** Half a contract is none: the middle of a low axis has no number. */
function countOrNothing(count: (value: number) => string): (value: number) => string {
  return (value) => (Number.isInteger(value) ? count(value) : "");
}

function TrendTable(props: {
  readonly points: readonly TrendPoint[];
  readonly label: string;
  readonly money: Money;
}): ReactElement {
  const { t } = useTranslation();
  const { exact } = props.money;
  return (
    <div className={styles["scroll"]}>
      <DataTable
        dense
        label={props.label}
        rows={props.points.toReversed()}
        rowKey={({ at }) => at}
        columns={[
          { key: "at", title: t("incentives.day"), render: ({ at }) => <span className="tabular">{at}</span> },
          figure("contracts", t("incentives.contracts"), ({ contracts }) => contracts),
          figure("amount", t("incentives.amount"), ({ amountFen }) => exact(amountFen)),
          figure("performance", t("incentives.performance"), ({ performanceFen }) => exact(performanceFen)),
          figure("reward", t("incentives.reward"), ({ rewardFen }) => exact(rewardFen)),
        ]}
      />
    </div>
  );
}

function figure(key: string, title: string, text: (point: TrendPoint) => string | number): Column<TrendPoint> {
  return { key, title, align: "end", render: (point) => <span className="tabular">{text(point)}</span> };
}
