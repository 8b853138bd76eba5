import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatShort } from "../../ui/format-time.ts";
import { Instant } from "../../ui/Instant.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { Feed } from "./feed-queries.ts";

const tones: Readonly<Record<Feed["state"], Tone>> = {
  idle: "quiet",
  connecting: "busy",
  listening: "good",
  failing: "bad",
  paused: "held",
};

/** Triggers that take events from elsewhere, with their state and what last went wrong. */
export function FeedTable(props: { readonly feeds: readonly Feed[]; readonly withRule: boolean }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const now = new Date(useNow("ten-seconds"));
  const columns: readonly (Column<Feed> | false)[] = [
    {
      key: "trigger",
      title: t("events.trigger"),
      render: ({ rule, trigger, kind, mode }) => (
        <>
          {props.withRule && (
            <div>
              <Link to="/rules/$rule" params={{ rule }}>
                {rule}
              </Link>
            </div>
          )}
          <code>{trigger}</code>{" "}
          <span className="quiet small">
            {kind} · {t(`events.feeds.modes.${mode}`)}
          </span>
        </>
      ),
    },
    {
      key: "state",
      title: t("events.feeds.state"),
      render: ({ state, since, attempts, dueAt }) => (
        <>
          <StateMark tone={tones[state]}>{t(`events.feeds.states.${state}`)}</StateMark>
          <div className="quiet small">
            {state === "failing" ? (
              <>
                {t("events.feeds.attempts", { count: attempts })}
                {dueAt !== null &&
                  ` · ${t("events.feeds.retry", { time: formatShort(new Date(dueAt), now, language) })}`}
              </>
            ) : (
              <Instant at={since} as="relative" />
            )}
          </div>
        </>
      ),
    },
    {
      key: "event",
      from: "middle",
      title: t("events.feeds.lastEvent"),
      render: ({ lastEventAt }) =>
        lastEventAt === null ? <span className="quiet">–</span> : <Instant at={lastEventAt} as="stacked" />,
    },
    {
      key: "error",
      from: "middle",
      title: t("events.feeds.lastError"),
      render: ({ lastError, lastErrorAt }) =>
        lastError === null ? (
          <span className="quiet">–</span>
        ) : (
          <>
            {lastError.message}
            {lastErrorAt !== null && (
              <div className="quiet small">
                <Instant at={lastErrorAt} />
              </div>
            )}
          </>
        ),
    },
  ];
  return (
    <DataTable
      label={t("events.tabs.feeds")}
      columns={columns}
      rows={props.feeds}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("events.feeds.empty")} text={t("events.feeds.emptyText")} />}
    />
  );
}
