import type { RewardSum } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { rewardSumsQuery } from "./incentive-queries.ts";
import { filterOf, type IncentiveSearch } from "./incentive-search.ts";
import styles from "./Incentives.module.css";
import { useMoney } from "./use-money.ts";

/** How often awards of each type were granted, and what each award came to. */
export function Rewards(props: { readonly search: IncentiveSearch; readonly everyMs: number }): ReactElement {
  const { t } = useTranslation();
  const query = useQuery({ ...rewardSumsQuery(filterOf(props.search)), refetchInterval: props.everyMs });
  return (
    <div className={styles["pair"]}>
      <Section title={t("incentives.rewardTypes")} flush>
        <QueryView query={query}>{(sums) => <Types sums={sums} />}</QueryView>
      </Section>
      <Section title={t("incentives.awards")} flush>
        <QueryView query={query}>{(sums) => <Awards sums={sums} />}</QueryView>
      </Section>
    </div>
  );
}

function Types({ sums }: { readonly sums: readonly RewardSum[] }): ReactElement {
  const { t } = useTranslation();
  const types = Object.entries(Object.groupBy(sums, ({ type }) => type)).map(([type, ofType = []]) => ({
    name: type,
    rewards: ofType.reduce((sum, { rewards }) => sum + rewards, 0),
    rewardFen: ofType.reduce((sum, { rewardFen }) => sum + rewardFen, 0),
  }));
  return (
    <Bars
      label={t("incentives.rewardTypes")}
      title={t("incentives.type")}
      rows={types}
      share={({ rewards }) => rewards}
    />
  );
}

function Awards({ sums }: { readonly sums: readonly RewardSum[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <Bars
      label={t("incentives.awards")}
      title={t("incentives.award")}
      rows={sums}
      share={({ rewardFen }) => rewardFen}
    />
  );
}

interface Row {
  readonly name: string;
  readonly rewards: number;
  readonly rewardFen: number;
}

/** A table whose rows are bars: the picture and its numbers in one. */
function Bars(props: {
  readonly label: string;
  readonly title: string;
  readonly rows: readonly Row[];
  /** How long its bar is. */
  readonly share: (row: Row) => number;
}): ReactElement {
  const { t } = useTranslation();
  const money = useMoney();
  const rows = props.rows.toSorted((a, b) => props.share(b) - props.share(a));
  const most = Math.max(1, ...rows.map(props.share));
  const columns: readonly Column<Row>[] = [
    {
      key: "name",
      title: props.title,
      render: (row) => (
        <>
          {row.name}
          <span className={styles["bar"]} aria-hidden="true">
            <span style={{ width: `${Math.max(0, (props.share(row) / most) * 100)}%` }} />
          </span>
        </>
      ),
    },
    {
      key: "rewards",
      width: 80,
      align: "end",
      title: t("incentives.times"),
      render: ({ rewards }) => <span className="tabular">{rewards}</span>,
    },
    {
      key: "reward",
      width: 100,
      align: "end",
      title: t("incentives.reward"),
      render: ({ rewardFen }) => <span className="tabular">{money.exact(rewardFen)}</span>,
    },
  ];
  return (
    <DataTable
      dense
      label={props.label}
      columns={columns}
      rows={rows}
      rowKey={({ name }) => name}
      empty={<p className={`quiet ${styles["inset"]}`}>{t("incentives.noRewards")}</p>}
    />
  );
}
