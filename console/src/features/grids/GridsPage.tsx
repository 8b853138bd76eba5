import type { GridView } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Tabs } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { FreshnessBoard } from "./FreshnessBoard.tsx";
import { definitionOf } from "./grid-definition.ts";
import { gridListQuery } from "./grid-queries.ts";

const route = getRouteApi("/shell/grids");

/** The task grids, and whether their periods are complete in time. */
export function GridsPage(): ReactElement {
  const { t } = useTranslation();
  const { tab = "list", days = 7 } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t("grids.title")} lead={t("grids.lead")}>
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ search: key === "freshness" ? { tab: key } : {} })}
        destroyOnHidden
        items={[
          { key: "list", label: t("grids.title"), children: <GridList /> },
          {
            key: "freshness",
            label: t("grids.tabs.freshness"),
            children: (
              <FreshnessBoard
                days={days}
                onDays={(next) => void navigate({ search: { tab: "freshness", days: next } })}
              />
            ),
          },
        ]}
      />
    </Page>
  );
}

function GridList(): ReactElement {
  const query = useQuery(gridListQuery);
  return (
    <QueryView query={query}>
      {(grids) => (
        <Panel>
          <GridTable grids={grids} />
        </Panel>
      )}
    </QueryView>
  );
}

function GridTable({ grids }: { readonly grids: readonly GridView[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<GridView>[] = [
    {
      key: "grid",
      title: t("grids.one"),
      render: (view) => {
        const { grid, name, description } = definitionOf(view);
        return (
          <>
            <Link to="/grids/$grid" params={{ grid }}>
              {name}
            </Link>
            <div>
              <code className="quiet">{grid}</code>
            </div>
            {description !== undefined && <div className="quiet small breakable">{description}</div>}
          </>
        );
      },
    },
    {
      key: "dimensions",
      from: "middle",
      title: t("grids.dimensions"),
      render: (view) =>
        definitionOf(view)
          .dimensions.map(({ name }) => name)
          .join(" → "),
    },
    {
      key: "tasks",
      align: "end",
      title: t("grids.tasks"),
      render: (view) => <span className="tabular">{definitionOf(view).taskTypes.length}</span>,
    },
    {
      key: "members",
      align: "end",
      title: t("grids.members"),
      render: ({ members }) => <span className="tabular">{members}</span>,
    },
    {
      key: "updated",
      from: "middle",
      title: t("grids.updated"),
      render: ({ updatedAt, updatedBy }) => (
        <>
          <Instant at={updatedAt} />
          <div className="quiet small">{updatedBy}</div>
        </>
      ),
    },
  ];
  return (
    <DataTable
      label={t("grids.title")}
      columns={columns}
      rows={grids}
      rowKey={(view) => definitionOf(view).grid}
      empty={<EmptyState title={t("grids.empty")} text={t("grids.emptyText")} />}
    />
  );
}
