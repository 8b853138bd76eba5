import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useNow } from "../../ui/use-now.ts";
import { eventListQuery, type EventSummary } from "./event-queries.ts";
import { isFiltered, toEventFilter, type EventSearch } from "./event-search.ts";
import { EventFilters } from "./EventFilters.tsx";
import { FateMarks } from "./FateMarks.tsx";

export function EventList(props: {
  readonly search: EventSearch;
  readonly onChange: (search: EventSearch) => void;
}): ReactElement {
  const { search, onChange } = props;
  const { cursor, ...firstPage } = search;
  const query = useQuery(eventListQuery(toEventFilter(search, useNow("ten-seconds")), cursor));
  return (
    <>
      <EventFilters search={search} onChange={onChange} />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <EventTable events={items} isFiltered={isFiltered(search)} />
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => onChange(firstPage)}
              onNext={() => nextCursor !== null && onChange({ ...firstPage, cursor: nextCursor })}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

function EventTable(props: { readonly events: readonly EventSummary[]; readonly isFiltered: boolean }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<EventSummary>[] = [
    {
      key: "type",
      title: t("events.type"),
      render: ({ id, type, subject }) => (
        <>
          <Link to="/events/$eventId" params={{ eventId: id }} className="code">
            {type}
          </Link>
          {subject !== null && <div className="quiet small">{subject}</div>}
        </>
      ),
    },
    {
      key: "source",
      from: "middle",
      title: t("events.source"),
      render: ({ source, broughtBy }) => (
        <>
          <span className="code clip">{source}</span>
          <div className="quiet small">{broughtBy}</div>
        </>
      ),
    },
    {
      key: "received",
      from: "small",
      title: t("events.received"),
      width: 150,
      render: ({ receivedAt }) => <Instant at={receivedAt} as="stacked" />,
    },
    {
      key: "fates",
      title: t("events.outcome"),
      render: ({ fates }) => <FateMarks fates={fates} />,
    },
  ];
  return (
    <DataTable
      label={t("events.title")}
      columns={columns}
      rows={props.events}
      rowKey={({ id }) => id}
      empty={
        <EmptyState
          title={t(props.isFiltered ? "events.noMatch" : "events.empty")}
          text={t(props.isFiltered ? "events.noMatchText" : "events.emptyText")}
        />
      }
    />
  );
}
