import type { GridGenerationView, PlannedGridGeneration } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { GeneratedTasks } from "./GeneratedTasks.tsx";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { generationsQuery, nextGenerationsQuery } from "./grid-queries.ts";
import { PeriodText } from "./PeriodText.tsx";

const route = getRouteApi("/shell/grids/$grid");

/** The next generations with the dates of every task type, and what the earlier ones came to. */
export function Generations({ grid }: { readonly grid: GridDefinition }): ReactElement {
  const { t } = useTranslation();
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const next = useQuery(nextGenerationsQuery(grid.grid));
  const past = useQuery(generationsQuery(grid.grid, cursor));
  return (
    <>
      <Section title={t("grids.generate.next")} hint={t("grids.generate.nextHint")} flush>
        <QueryView query={next}>{(planned) => <Planned planned={planned} />}</QueryView>
      </Section>
      <Section title={t("grids.generate.past")} flush>
        <QueryView query={past}>
          {({ items, nextCursor }) => (
            <>
              <Past generations={items} />
              <div className={styles["inset"]}>
                <CursorPager
                  isFirst={cursor === undefined}
                  hasNext={nextCursor !== null}
                  onFirst={() => void navigate({ search: { tab: "generations" } })}
                  onNext={() =>
                    nextCursor !== null && void navigate({ search: { tab: "generations", cursor: nextCursor } })
                  }
                />
              </div>
            </>
          )}
        </QueryView>
      </Section>
    </>
  );
}

function Planned({ planned }: { readonly planned: readonly PlannedGridGeneration[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<PlannedGridGeneration>[] = [
    {
      key: "at",
      title: t("grids.generate.at"),
      render: ({ at, rule }) => (
        <>
          <Instant at={at} as="both" />
          <div className="small">
            <Link to="/rules/$rule" params={{ rule }}>
              {rule}
            </Link>
          </div>
        </>
      ),
    },
    {
      key: "schedule",
      from: "small",
      title: t("grids.schedule"),
      render: ({ schedule }) => t(`grids.schedules.${schedule}`),
    },
    {
      key: "base",
      title: t("grids.generate.baseDate"),
      render: ({ baseDate }) => <span className="tabular">{baseDate}</span>,
    },
    {
      key: "tasks",
      title: t("grids.generate.dates"),
      render: ({ tasks }) => (
        <ul className={styles["dates"]}>
          {[...Map.groupBy(tasks, ({ period }) => period?.label)].map(([label, same]) => (
            <li key={label ?? ""}>
              <PeriodText period={same[0]?.period ?? null} />{" "}
              <span className="quiet small">{same.map(({ name }) => name).join(t("common.comma"))}</span>
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <DataTable
      dense
      label={t("grids.generate.next")}
      columns={columns}
      rows={planned}
      rowKey={({ at, rule, schedule }) => `${at} ${rule} ${schedule}`}
      empty={<EmptyState title={t("grids.generate.noneNext")} text={t("grids.generate.noneNextText")} />}
    />
  );
}

function Past({ generations }: { readonly generations: readonly GridGenerationView[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<GridGenerationView>[] = [
    {
      key: "at",
      title: t("grids.generate.done"),
      render: ({ createdAt, executionId, askedBy }) => (
        <>
          <Instant at={createdAt} />
          <div className="quiet small">
            {executionId === null ? (
              askedBy
            ) : (
              <Link to="/executions/$executionId" params={{ executionId }} className="tabular">
                #{executionId}
              </Link>
            )}
          </div>
        </>
      ),
    },
    {
      key: "base",
      title: t("grids.generate.baseDate"),
      render: ({ baseDate }) => <span className="tabular">{baseDate}</span>,
    },
    {
      key: "created",
      align: "end",
      title: t("grids.generate.created"),
      render: (one) => <strong className="tabular">{sum(one, "created")}</strong>,
    },
    {
      key: "existing",
      align: "end",
      title: t("grids.generate.existing"),
      render: (one) => <span className="tabular">{sum(one, "existing")}</span>,
    },
    {
      key: "failed",
      align: "end",
      from: "small",
      title: t("grids.generate.failed"),
      render: ({ results }) => <span className="tabular">{results.filter(({ error }) => error !== null).length}</span>,
    },
  ];
  return (
    <DataTable
      dense
      label={t("grids.generate.past")}
      columns={columns}
      rows={generations}
      rowKey={({ id }) => id}
      renderBelow={({ results }) => (
        <details className={styles["details"]}>
          <summary>{t("grids.generate.byTask", { count: results.length })}</summary>
          <GeneratedTasks tasks={results} />
        </details>
      )}
      empty={<EmptyState title={t("grids.generate.nonePast")} />}
    />
  );
}

function sum({ results }: GridGenerationView, name: "created" | "existing"): number {
  return results.reduce((total, one) => total + one[name], 0);
}
