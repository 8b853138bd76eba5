import { PlusOutlined } from "@ant-design/icons";
import type { CalendarSummary } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useMay } from "../session/index.ts";
import { calendarListQuery } from "./calendar-queries.ts";
import { CalendarEditor } from "./CalendarEditor.tsx";
import { HorizonMark } from "./HorizonMark.tsx";

/** All calendars, and how far each reaches. */
export function CalendarsPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const query = useQuery(calendarListQuery);
  const [isNew, setNew] = useState(false);
  return (
    <Page
      title={t("calendars.title")}
      lead={t("calendars.lead")}
      actions={
        may("calendars:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
            {t("calendars.add")}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(calendars) => (
          <Panel>
            <CalendarTable calendars={calendars} />
          </Panel>
        )}
      </QueryView>
      {isNew && (
        <CalendarEditor
          onClose={() => setNew(false)}
          onSaved={({ calendar }) => void navigate({ to: "/calendars/$calendar", params: { calendar } })}
        />
      )}
    </Page>
  );
}

function CalendarTable({ calendars }: { readonly calendars: readonly CalendarSummary[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<CalendarSummary>[] = [
    {
      key: "name",
      title: t("calendars.name"),
      render: ({ calendar, name }) => (
        <>
          <Link to="/calendars/$calendar" params={{ calendar }}>
            <strong>{name}</strong>
          </Link>
          <div className="code quiet">{calendar}</div>
        </>
      ),
    },
    {
      key: "reach",
      title: t("calendars.reach"),
      render: ({ from, until, daysLeft }) => (
        <>
          <HorizonMark daysLeft={daysLeft} until={until} />
          <div className="quiet small tabular">{t("calendars.range", { from, until })}</div>
        </>
      ),
    },
    {
      key: "days",
      from: "small",
      align: "end",
      title: t("calendars.days"),
      width: 110,
      render: ({ namedDays }) => <span className="tabular">{namedDays}</span>,
    },
    {
      key: "updated",
      from: "middle",
      title: t("calendars.updated"),
      width: 170,
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
      label={t("calendars.title")}
      columns={columns}
      rows={calendars}
      rowKey={({ calendar }) => calendar}
      empty={<EmptyState title={t("calendars.empty")} text={t("calendars.emptyText")} />}
    />
  );
}
