import { DeleteOutlined } from "@ant-design/icons";
import type { GridMember } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Button, Checkbox, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { MaskedHint, useMay } from "../session/index.ts";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { gridMembersQuery, useRemoveMembers } from "./grid-queries.ts";
import { withFilter, writeSelection, type GridSearch } from "./grid-search.ts";
import { NameSearch, SelectionTags } from "./MapFilters.tsx";
import { RowPager } from "./RowPager.tsx";

const route = getRouteApi("/shell/grids/$grid");

/** The members of a grid, when each is open, and what is known of it. */
export function Members({ grid }: { readonly grid: GridDefinition }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
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
    </>
  );
}

function MemberTable(props: { readonly grid: GridDefinition; readonly members: readonly GridMember[] }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { grid, members } = props;
  const columns: readonly (Column<GridMember> | false)[] = [
    {
      key: "member",
      title: t("grids.member"),
      render: ({ member, removed }) => {
        const only = writeSelection(Object.fromEntries(Object.entries(member).map(([name, value]) => [name, [value]])));
        return (
          <>
            <Link
              to="/grids/$grid"
              params={{ grid: grid.grid }}
              search={{ tab: "cells", ...(only !== undefined && { only }) }}
            >
              {Object.values(member).join(" · ")}
            </Link>
            {removed && <Tag className={styles["gone"] ?? ""}>{t("grids.removed")}</Tag>}
          </>
        );
      },
    },
    {
      key: "open",
      title: t("grids.openDays"),
      render: ({ opensOn, closesOn }) => (
        <span className="tabular">
          {opensOn === null && closesOn === null ? (
            <span className="quiet">{t("grids.alwaysOpen")}</span>
          ) : (
            `${opensOn ?? "…"} – ${closesOn ?? "…"}`
          )}
        </span>
      ),
    },
    {
      key: "attributes",
      from: "middle",
      title: t("grids.attributes"),
      render: ({ attributes }) => <Attributes attributes={attributes} />,
    },
    {
      key: "updated",
      from: "large",
      title: t("grids.updated"),
      render: ({ updatedAt }) => <Instant at={updatedAt} />,
    },
    may("grids:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("common.delete")}</span>,
      render: (member) => !member.removed && <RemoveButton grid={grid.grid} member={member.member} />,
    },
  ];
  return (
    <DataTable
      label={t("grids.tabs.members")}
      columns={columns}
      rows={members}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("grids.noMembers")} text={t("grids.noMembersText")} />}
    />
  );
}

function Attributes({ attributes }: { readonly attributes: GridMember["attributes"] }): ReactElement {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return <span className="quiet">–</span>;
  return (
    <span className="code breakable">
      {entries
        .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
        .join("  ")}
    </span>
  );
}

function RemoveButton(props: { readonly grid: string; readonly member: GridMember["member"] }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const remove = useRemoveMembers(props.grid);
  const name = Object.values(props.member).join(" · ");
  const ask = () =>
    confirm({
      title: t("grids.removeTitle", { name }),
      text: t("grids.removeText"),
      confirm: t("grids.remove"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync([props.member]);
        void message.success(t("grids.removedMember", { name }));
      },
    });
  return <Button size="small" icon={<DeleteOutlined />} aria-label={t("grids.removeOf", { name })} onClick={ask} />;
}
