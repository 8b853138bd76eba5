import { HistoryOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { lazy, Suspense, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useMay } from "../session/index.ts";
import { backfillsQuery } from "./backfill-queries.ts";
import { BackfillTable } from "./BackfillTable.tsx";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";

const route = getRouteApi("/shell/grids/$grid");
const BackfillDialog = lazy(async () => ({ default: (await import("./BackfillDialog.tsx")).BackfillDialog }));

/** Cells of past days that are made afterwards: how far each backfill is, and the way to a new one. */
export function Backfills({ grid }: { readonly grid: GridDefinition }): ReactElement {
  const { t } = useTranslation();
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const query = useQuery(backfillsQuery(grid.grid, cursor));
  return (
    <>
      {may("grids:run") && (
        <div className={styles["columns"]}>
          <Button type="primary" icon={<HistoryOutlined />} onClick={() => setOpen(true)}>
            {t("grids.backfill.open")}
          </Button>
        </div>
      )}
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <BackfillTable grid={grid} backfills={items} />
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => void navigate({ search: { tab: "backfills" } })}
              onNext={() => nextCursor !== null && void navigate({ search: { tab: "backfills", cursor: nextCursor } })}
            />
          </>
        )}
      </QueryView>
      {isOpen && (
        <Suspense fallback={null}>
          <BackfillDialog grid={grid} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
