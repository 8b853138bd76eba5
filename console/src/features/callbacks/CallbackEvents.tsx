import type { CallbackEvent } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { App, Button, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useMay } from "../session/index.ts";
import { callbackEventsQuery, useReplayCallback } from "./callback-queries.ts";
import { callbackStatuses, type CallbackStatus } from "./callback-search.ts";

const route = getRouteApi("/shell/callbacks/$callback");

const tones: Readonly<Record<CallbackStatus, Tone>> = { waiting: "busy", done: "good", failed: "bad", missed: "held" };

/** What a callback was told, with what its receiver answered. */
export function CallbackEvents({ name }: { readonly name: string }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(callbackEventsQuery(name, search));
  const { cursor, ...firstPage } = search;
  return (
    <>
      <Section
        flush
        title={t("callbacks.told")}
        hint={t("callbacks.toldHint")}
        extra={
          <Select<CallbackStatus | "">
            aria-label={t("callbacks.status")}
            value={search.status ?? ""}
            onChange={(status) => void navigate({ search: status === "" ? {} : { status } })}
            options={[
              { value: "", label: t("callbacks.anyStatus") },
              ...callbackStatuses.map((value) => ({ value, label: t(`callbacks.statuses.${value}`) })),
            ]}
            style={{ minWidth: 150 }}
          />
        }
      >
        <QueryView query={query}>{({ items }) => <EventTable name={name} events={items} />}</QueryView>
      </Section>
      {query.data !== undefined && (
        <CursorPager
          isFirst={cursor === undefined}
          hasNext={query.data.nextCursor !== null}
          onFirst={() => void navigate({ search: firstPage })}
          onNext={() =>
            query.data.nextCursor !== null && void navigate({ search: { ...firstPage, cursor: query.data.nextCursor } })
          }
        />
      )}
    </>
  );
}

function EventTable(props: { readonly name: string; readonly events: readonly CallbackEvent[] }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const replay = useReplayCallback();
  const tellAgain = (id: number) =>
    replay.mutate(
      { name: props.name, replay: { ids: [id], statuses: ["done", "failed", "missed"] } },
      { onSuccess: (count) => void message.success(t("callbacks.replayed", { count })) },
    );
  const columns: readonly (Column<CallbackEvent> | false)[] = [
    {
      key: "event",
      title: t("callbacks.event"),
      render: ({ type, messageId, recipient, at }) => (
        <>
          <code className="breakable">{type}</code>
          <div className="small">
            <Link to="/messages/$messageId" params={{ messageId }}>
              {t("messages.one", { id: messageId })}
            </Link>
          </div>
          <div className="quiet small breakable">
            {recipient} · <Instant at={at} />
          </div>
        </>
      ),
    },
    {
      key: "status",
      title: t("callbacks.status"),
      render: ({ status, tries, httpStatus, problem, nextAt }) => (
        <>
          <StateMark tone={tones[status]}>{t(`callbacks.statuses.${status}`)}</StateMark>
          <div className="quiet small">
            {t("callbacks.tries", { count: tries })}
            {httpStatus !== null && ` · HTTP ${httpStatus}`}
          </div>
          {problem !== null && <div className="small breakable">{problem}</div>}
          {nextAt !== null && (
            <div className="quiet small">
              {t("messages.nextTry")} <Instant at={nextAt} as="both" />
            </div>
          )}
        </>
      ),
    },
    may("callbacks:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("callbacks.again")}</span>,
      render: ({ id, status }) =>
        status !== "waiting" && (
          <Button size="small" aria-label={`${t("callbacks.again")} ${id}`} onClick={() => tellAgain(id)}>
            {t("callbacks.again")}
          </Button>
        ),
    },
  ];
  return (
    <DataTable
      label={t("callbacks.told")}
      rows={props.events}
      rowKey={({ id }) => id}
      columns={columns}
      empty={<EmptyState title={t("callbacks.nothing")} text={t("callbacks.nothingText")} />}
    />
  );
}
