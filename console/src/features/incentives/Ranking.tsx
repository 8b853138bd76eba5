import type { PersonRank } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Progress, Select, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useMay } from "../session/index.ts";
import { rankingQuery } from "./incentive-queries.ts";
import { filterOf, rankings, withFilter, type IncentiveSearch, type RankedBy } from "./incentive-search.ts";
import styles from "./Incentives.module.css";
import { RowPager } from "./RowPager.tsx";
import { useMoney } from "./use-money.ts";

/** Who has done how much, and how far each is from the next tier. */
export function Ranking(props: {
  readonly search: IncentiveSearch;
  readonly everyMs: number;
  readonly onChange: (search: IncentiveSearch) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { search, onChange } = props;
  const { rank = "performance", cursor } = search;
  const query = useQuery({ ...rankingQuery(filterOf(search), rank, cursor), refetchInterval: props.everyMs });
  return (
    <Section
      flush
      title={t("incentives.ranking")}
      extra={
        <Select<RankedBy>
          aria-label={t("incentives.rankedBy")}
          value={rank}
          onChange={(next) => onChange(withFilter(search, { rank: next === "performance" ? undefined : next }))}
          options={rankings.map((value) => ({ value, label: t(`incentives.rankings.${value}`) }))}
          popupMatchSelectWidth={false}
        />
      }
    >
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <RankTable people={items} search={search} />
            <div className={styles["inset"]}>
              <RowPager
                cursor={cursor}
                nextCursor={nextCursor}
                onChange={(next) => onChange(withFilter(search, { cursor: next }))}
              />
            </div>
          </>
        )}
      </QueryView>
    </Section>
  );
}

function RankTable(props: { readonly people: readonly PersonRank[]; readonly search: IncentiveSearch }): ReactElement {
  const { t } = useTranslation();
  const money = useMoney();
  const may = useMay();
  const { people, search } = props;
  // Nobody can be found by a name that is masked.
  const isNamed = may("personal-data:read");
  const columns: readonly Column<PersonRank>[] = [
    figure("rank", t("incentives.rank"), ({ rank }) => rank),
    {
      key: "person",
      title: t("incentives.one"),
      render: ({ person, housekeeper, provider, campaign }) => (
        <>
          {isNamed ? (
            <Link to="/incentives" search={withFilter(search, { campaign, person })}>
              {housekeeper}
            </Link>
          ) : (
            housekeeper
          )}
          <div className="quiet small">
            {provider}
            {search.campaign === undefined && ` · ${campaign}`}
          </div>
        </>
      ),
    },
    figure("contracts", t("incentives.contracts"), ({ contracts }) => contracts, "small"),
    figure("amount", t("incentives.amount"), ({ amountFen }) => money.exact(amountFen), "large"),
    figure("performance", t("incentives.performance"), ({ performanceFen }) => money.exact(performanceFen)),
    {
      key: "reward",
      from: "middle",
      align: "end",
      title: t("incentives.reward"),
      render: ({ rewards, rewardFen }) =>
        rewards === 0 ? (
          "–"
        ) : (
          <span className="tabular">
            {money.exact(rewardFen)}
            <span className="quiet small"> · {t("incentives.timesOf", { count: rewards })}</span>
          </span>
        ),
    },
    { key: "next", from: "small", title: t("incentives.next"), render: (person) => <NextTier of={person} /> },
  ];
  return (
    <DataTable
      label={t("incentives.ranking")}
      columns={columns}
      rows={people}
      rowKey={({ campaign, person }) => `${campaign} ${person}`}
      empty={<p className={`quiet ${styles["inset"]}`}>{t("incentives.nothing")}</p>}
    />
  );
}

function figure(
  key: string,
  title: string,
  text: (person: PersonRank) => string | number,
  from?: "small" | "large",
): Column<PersonRank> {
  return {
    key,
    title,
    align: "end",
    ...(from !== undefined && { from }),
    render: (person) => <span className="tabular">{text(person)}</span>,
  };
}

/** The tiers that are held, and the way to the next one. */
function NextTier({ of: { held, next } }: { readonly of: PersonRank }): ReactElement {
  const { t } = useTranslation();
  const money = useMoney();
  return (
    <div className={styles["next"]}>
      {held.length > 0 && (
        <div>
          {held.map((tier) => (
            <Tag key={tier}>{tier}</Tag>
          ))}
        </div>
      )}
      {next === null ? (
        <span className="quiet small">{t(held.length > 0 ? "incentives.allHeld" : "incentives.noTiers")}</span>
      ) : (
        <>
          <span className="small">
            {next.missingContracts > 0
              ? t("incentives.missingContracts", { count: next.missingContracts })
              : t("incentives.missing", { award: next.award, amount: money.exact(next.missingFen) })}
          </span>
          <Progress
            percent={Math.floor(Math.min(100, Math.max(0, (next.sumFen / Math.max(1, next.fromFen)) * 100)))}
            size="small"
            status="normal"
            strokeColor="var(--ant-color-primary)"
            aria-label={t("incentives.progress", {
              award: next.award,
              sum: money.exact(next.sumFen),
              from: money.exact(next.fromFen),
            })}
          />
        </>
      )}
    </div>
  );
}
