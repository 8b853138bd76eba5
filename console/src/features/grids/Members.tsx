import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Checkbox } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { MaskedHint, useMay } from "../session/index.ts";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { withFilter, type GridSearch } from "./grid-search.ts";
import { NameSearch, SelectionTags } from "./MapFilters.tsx";
import { MemberDialog } from "./MemberDialog.tsx";
import { MemberTable } from "./MemberTable.tsx";
import { gridMembersQuery } from "./member-queries.ts";
import { RowPager } from "./RowPager.tsx";

const route = getRouteApi("/shell/grids/$grid");

/** The members of a grid, when each is open, and what is known of it. */
export function Members({ grid }: { readonly grid: GridDefinition }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const { only, text, removed, cursor } = search;
  const query = useQuery(
    gridMembersQuery(grid.grid, {
      limit: 50,
      ...(only !== undefined && { only }),
      ...(text !== undefined && { text }),
      ...(removed === true && { removed }),
      ...(cursor !== undefined && { cursor }),
    }),
  );
  const change = (next: GridSearch) => void navigate({ search: { ...next, tab: "members" } });
  const { cursor: _cursor, ...firstRows } = search;
  return (
    <>
      <search className={styles["filters"]}>
        <NameSearch search={search} onChange={change} />
        <Checkbox
          checked={removed === true}
          onChange={({ target }) => change(withFilter(search, { removed: target.checked ? true : undefined }))}
        >
          {t("grids.alsoRemoved")}
        </Checkbox>
        <SelectionTags grid={grid} search={search} onChange={change} />
        {may("grids:write") && (
          <Button icon={<PlusOutlined />} onClick={() => setAdding(true)} className={styles["atEnd"] ?? ""}>
            {t("grids.memberForm.add")}
          </Button>
        )}
      </search>
      <MaskedHint />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <MemberTable grid={grid} members={items} />
            </Panel>
            <RowPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => change(firstRows)}
              onNext={() => nextCursor !== null && change({ ...firstRows, cursor: nextCursor })}
            />
          </>
        )}
      </QueryView>
      {isAdding && <MemberDialog grid={grid} member={undefined} onClose={() => setAdding(false)} />}
    </>
  );
}
