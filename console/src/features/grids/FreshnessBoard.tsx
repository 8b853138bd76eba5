import type { GridFreshness } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Progress, Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { freshnessQuery } from "./freshness-queries.ts";
import { freshnessDays, type FreshnessDays } from "./grid-search.ts";
import styles from "./Grids.module.css";

const states = ["late", "at-risk", "on-time", "fresh"] as const satisfies readonly GridFreshness["state"][];
const tones: Readonly<Record<GridFreshness["state"], Tone>> = {
  fresh: "good",
  "on-time": "busy",
  "at-risk": "held",
  late: "bad",
};

/** Which periods are complete by their deadlines, of one grid or of all. */
export function FreshnessBoard(props: {
  /** @default all grids */
  readonly grid?: string;
  readonly days: FreshnessDays;
  readonly onDays: (days: FreshnessDays) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { grid, days } = props;
  const query = useQuery(freshnessQuery(grid, days));
  return (
    <>
      <div className={styles["filters"]}>
        <Segmented<FreshnessDays>
          aria-label={t("grids.freshness.days")}
          value={days}
          onChange={props.onDays}
          options={freshnessDays.map((value) => ({ value, label: t("grids.freshness.lastDays", { count: value }) }))}
        />
      </div>
      <QueryView query={query}>
        {(periods) => (
          <>
            <ul className={styles["counts"]} aria-label={t("grids.state")}>
              {states.map((state) => (
                <li key={state}>
                  <StateMark tone={tones[state]}>{t(`grids.freshness.states.${state}`)}</StateMark>{" "}
                  <strong className="tabular">{periods.filter((one) => one.state === state).length}</strong>
                </li>
              ))}
            </ul>
            <Panel>
              <FreshnessTable periods={periods} withGrid={grid === undefined} />
            </Panel>
          </>
        )}
      </QueryView>
    </>
  );
}

function FreshnessTable(props: {
  readonly periods: readonly GridFreshness[];
  readonly withGrid: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<GridFreshness>[] = [
    {
      key: "what",
      title: t("grids.task"),
      render: ({ grid, gridName, task, name, period }) => (
        <>
          <Link to="/grids/$grid" params={{ grid }} search={{ tab: "cells", tasks: task, period: period.label }}>
            {name}
          </Link>
          <div className="small tabular">{period.label.replace("_", " – ")}</div>
          {props.withGrid && <div className="quiet small">{gridName}</div>}
        </>
      ),
    },
    {
      key: "state",
      title: t("grids.state"),
      render: ({ state }) => <StateMark tone={tones[state]}>{t(`grids.freshness.states.${state}`)}</StateMark>,
    },
    {
      key: "progress",
      title: t("grids.freshness.complete"),
      render: ({ settled, total, percent, states: counts, announced }) => (
        <div className={styles["progress"]}>
          <span className="tabular">{t("grids.backfill.of", { ended: settled, total })}</span>
          {counts.failed > 0 && (
            <span className="quiet small"> · {t("grids.backfill.failed", { count: counts.failed })}</span>
          )}
          <Progress
            percent={Math.floor(percent)}
            size="small"
            aria-label={t("grids.backfill.of", { ended: settled, total })}
          />
          {announced > 1 && <div className="quiet small">{t("grids.freshness.again", { count: announced - 1 })}</div>}
        </div>
      ),
    },
    {
      key: "deadline",
      from: "small",
      title: t("grids.freshness.deadline"),
      render: ({ deadlineAt }) => <Instant at={deadlineAt} as="stacked" />,
    },
    { key: "then", from: "middle", title: t("grids.freshness.moment"), render: (one) => <WhatThen of={one} /> },
  ];
  return (
    <DataTable
      label={t("grids.tabs.freshness")}
      columns={columns}
      rows={props.periods}
      rowKey={({ grid, task, period }) => `${grid} ${task} ${period.label}`}
      empty={<EmptyState title={t("grids.freshness.empty")} text={t("grids.freshness.emptyText")} />}
    />
  );
}

/** When it was complete or will be, and whom that was told. */
function WhatThen({ of }: { readonly of: GridFreshness }): ReactElement {
  const { t } = useTranslation();
  const { completeAt, etaAt, lateAt, escalatedAt } = of;
  const lines = [
    { name: "completeAt", at: completeAt },
    { name: "etaAt", at: completeAt === null ? etaAt : null },
    { name: "lateAt", at: lateAt },
    { name: "escalatedAt", at: escalatedAt },
  ] as const;
  const known = lines.filter(({ at }) => at !== null);
  if (known.length === 0) return <span className="quiet">{t("grids.backfill.noEta")}</span>;
  return (
    <ul className={styles["plain"]}>
      {known.map(({ name, at }) => (
        <li key={name} className="small">
          <span className="quiet">{t(`grids.freshness.${name}`)}</span> {at !== null && <Instant at={at} />}
        </li>
      ))}
    </ul>
  );
}
