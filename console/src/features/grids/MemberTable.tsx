import { DeleteOutlined, EditOutlined } from "@ant-design/icons";
import type { GridMember } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import { App, Button, Space, Tag } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import styles from "./Grids.module.css";
import type { GridDefinition } from "./grid-definition.ts";
import { writeSelection } from "./grid-search.ts";
import { MemberDialog } from "./MemberDialog.tsx";
import { useRemoveMember } from "./member-queries.ts";

/** Members one by one, and what is done with each. */
export function MemberTable(props: {
  readonly grid: GridDefinition;
  readonly members: readonly GridMember[];
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { grid, members } = props;
  const [edited, setEdited] = useState<GridMember>();
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
      title: <span className="sr-only">{t("common.edit")}</span>,
      render: (member) =>
        !member.removed && (
          <Space.Compact>
            <Button
              size="small"
              icon={<EditOutlined />}
              aria-label={t("grids.memberForm.editOf", { name: nameOf(member) })}
              onClick={() => setEdited(member)}
            />
            <RemoveButton grid={grid.grid} member={member} />
          </Space.Compact>
        ),
    },
  ];
  return (
    <>
      <DataTable
        label={t("grids.tabs.members")}
        columns={columns}
        rows={members}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("grids.noMembers")} text={t("grids.noMembersText")} />}
      />
      {edited !== undefined && (
        <MemberDialog key={edited.id} grid={grid} member={edited} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

function nameOf({ member }: GridMember): string {
  return Object.values(member).join(" · ");
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

function RemoveButton(props: { readonly grid: string; readonly member: GridMember }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const remove = useRemoveMember(props.grid);
  const name = nameOf(props.member);
  const ask = () =>
    confirm({
      title: t("grids.removeTitle", { name }),
      text: t("grids.removeText"),
      confirm: t("grids.remove"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(props.member.member);
        void message.success(t("grids.removedMember", { name }));
      },
    });
  return <Button size="small" icon={<DeleteOutlined />} aria-label={t("grids.removeOf", { name })} onClick={ask} />;
}
