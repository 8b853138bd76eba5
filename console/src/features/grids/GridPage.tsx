import { PlusOutlined } from "@ant-design/icons";
import type { GridView } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Tabs } from "antd";
import { lazy, Suspense, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useMay } from "../session/index.ts";
import { Backfills } from "./Backfills.tsx";
import { CellDrawer } from "./CellDrawer.tsx";
import { CellList } from "./CellList.tsx";
import { FreshnessBoard } from "./FreshnessBoard.tsx";
import { GenerateDialog } from "./GenerateDialog.tsx";
import { Generations } from "./Generations.tsx";
import { definitionOf, type GridDefinition } from "./grid-definition.ts";
import { gridQuery } from "./grid-queries.ts";
import type { GridTab } from "./grid-search.ts";
import { GridMap } from "./GridMap.tsx";
import { Members } from "./Members.tsx";

const route = getRouteApi("/shell/grids/$grid");
// The writer of YAML is as large as the rest of the page, and few open this tab.
const Definition = lazy(async () => ({ default: (await import("./Definition.tsx")).Definition }));

export function GridPage(): ReactElement {
  const { grid } = route.useParams();
  const query = useQuery(gridQuery(grid));
  return <QueryView query={query}>{(view) => <Loaded view={view} grid={definitionOf(view)} />}</QueryView>;
}

function Loaded({ view, grid }: { readonly view: GridView; readonly grid: GridDefinition }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [isGenerating, setGenerating] = useState(false);
  const { tab = "map", cell } = search;
  const { cell: _cell, ...closed } = search;
  return (
    <Page
      title={grid.name}
      before={<Link to="/grids">{t("grids.title")}</Link>}
      lead={
        <>
          <code>{grid.grid}</code> · {grid.dimensions.map(({ name }) => name).join(" → ")} ·{" "}
          {t("grids.memberCount", { count: view.members })}
        </>
      }
      actions={
        may("grids:run") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setGenerating(true)}>
            {t("grids.generate.open")}
          </Button>
        )
      }
    >
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ search: key === "map" ? {} : { tab: key as GridTab } })}
        destroyOnHidden
        items={[
          { key: "map", label: t("grids.tabs.map"), children: <GridMap grid={grid} /> },
          { key: "cells", label: t("grids.tabs.cells"), children: <CellList grid={grid} /> },
          {
            key: "freshness",
            label: t("grids.tabs.freshness"),
            children: (
              <FreshnessBoard
                grid={grid.grid}
                days={search.days ?? 7}
                onDays={(days) => void navigate({ search: { tab: "freshness", days } })}
              />
            ),
          },
          { key: "backfills", label: t("grids.tabs.backfills"), children: <Backfills grid={grid} /> },
          { key: "members", label: t("grids.tabs.members"), children: <Members grid={grid} /> },
          { key: "generations", label: t("grids.tabs.generations"), children: <Generations grid={grid} /> },
          {
            key: "definition",
            label: t("grids.tabs.definition"),
            children: (
              <Suspense fallback={null}>
                <Definition view={view} />
              </Suspense>
            ),
          },
        ]}
      />
      <CellDrawer grid={grid} cell={cell} onClose={() => void navigate({ search: closed, replace: true })} />
      {isGenerating && <GenerateDialog grid={grid} onClose={() => setGenerating(false)} />}
    </Page>
  );
}
