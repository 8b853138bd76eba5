import { DownloadOutlined } from "@ant-design/icons";
import type { AuditEntry } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useNow } from "../../ui/use-now.ts";
import { auditListQuery } from "./audit-queries.ts";
import { isFiltered, toAuditFilter } from "./audit-search.ts";
import { AuditActor } from "./AuditActor.tsx";
import { AuditDrawer } from "./AuditDrawer.tsx";
import { AuditFilters } from "./AuditFilters.tsx";
import { AuditOutcomeMark } from "./AuditOutcomeMark.tsx";
import { useActionText } from "./use-action-text.ts";
import { VerifyButton } from "./VerifyButton.tsx";

const route = getRouteApi("/shell/audit");

export function AuditPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = toAuditFilter(search, useNow("ten-seconds"));
  const { cursor, entry, ...firstPage } = search;
  const query = useQuery(auditListQuery(filter, cursor));
  const show = (id: number | undefined) =>
    void navigate({
      // Of the address as it is then: a filter may just have been chosen, and what is shown is still the list before it.
      search: ({ entry: _before, ...rest }) => ({ ...rest, ...(id !== undefined && { entry: id }) }),
      replace: id === undefined,
    });

  return (
    <Page
      title={t("audit.title")}
      lead={t("audit.lead")}
      actions={
        <>
          <VerifyButton />
          <Button icon={<DownloadOutlined />} href={belfry.audit.exportUrl({ ...filter, format: "csv" })} download>
            {t("audit.export")}
          </Button>
        </>
      }
    >
      <AuditFilters search={search} onChange={(next) => void navigate({ search: next })} />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <AuditTable entries={items} isFiltered={isFiltered(search)} onOpen={({ id }) => show(id)} />
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => void navigate({ search: firstPage })}
              onNext={() => nextCursor !== null && void navigate({ search: { ...firstPage, cursor: nextCursor } })}
            />
            <AuditDrawer entry={items.find(({ id }) => id === entry)} onClose={() => show(undefined)} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function AuditTable(props: {
  readonly entries: readonly AuditEntry[];
  readonly isFiltered: boolean;
  readonly onOpen: (entry: AuditEntry) => void;
}): ReactElement {
  const { t } = useTranslation();
  const actionText = useActionText();
  const columns: readonly Column<AuditEntry>[] = [
    { key: "at", title: t("audit.at"), width: 150, render: ({ at }) => <Instant at={at} /> },
    {
      key: "actor",
      title: t("audit.actor"),
      width: 190,
      render: ({ actor }) => <AuditActor actor={actor} />,
    },
    {
      key: "action",
      title: t("audit.action"),
      render: (entry) => (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => props.onOpen(entry)}>
          {actionText(entry.action)}
        </Button>
      ),
    },
    {
      key: "subject",
      from: "small",
      title: t("audit.subject"),
      render: ({ subject }) => <span className="clip">{subject.id}</span>,
    },
    {
      key: "outcome",
      title: t("audit.outcome"),
      width: 110,
      render: ({ outcome }) => <AuditOutcomeMark outcome={outcome} />,
    },
    {
      key: "address",
      from: "large",
      title: t("audit.address"),
      width: 150,
      render: ({ address }) => <span className="code quiet">{address ?? "–"}</span>,
    },
  ];
  return (
    <DataTable
      label={t("audit.title")}
      columns={columns}
      rows={props.entries}
      rowKey={({ id }) => id}
      empty={
        <EmptyState
          title={t(props.isFiltered ? "audit.noMatch" : "audit.empty")}
          text={t(props.isFiltered ? "audit.noMatchText" : "audit.emptyText")}
        />
      }
    />
  );
}
