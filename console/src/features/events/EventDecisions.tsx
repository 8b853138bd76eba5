import type { EventDetail } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatFull } from "../../ui/format-time.ts";
import { Instant } from "../../ui/Instant.tsx";
import { JsonBlock } from "../../ui/JsonBlock.tsx";
import { seenByConditions } from "./event-queries.ts";
import styles from "./EventDecisions.module.css";
import { namedValues } from "./named-values.ts";
import { FateMark } from "../rules/index.ts";

type Decision = EventDetail["decisions"][number];

/** What each trigger made of an event, with the values that decided. */
export function EventDecisions({ event }: { readonly event: EventDetail }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<Decision>[] = [
    {
      key: "rule",
      title: t("events.rule"),
      render: ({ rule, trigger }) => (
        <>
          <Link to="/rules/$rule" params={{ rule }}>
            {rule}
          </Link>
          <div className="code quiet">{trigger}</div>
        </>
      ),
    },
    { key: "fate", title: t("events.outcome"), render: ({ fate }) => <FateMark fate={fate} /> },
    {
      key: "execution",
      title: t("events.execution"),
      render: ({ executionId, rule }) =>
        executionId === null ? (
          <Link to="/rules/$rule" params={{ rule }} search={{ test: true, event: event.id }}>
            {t("events.testWith")}
          </Link>
        ) : (
          <Link to="/executions/$executionId" params={{ executionId }} className="tabular">
            #{executionId}
          </Link>
        ),
    },
    {
      key: "decided",
      from: "middle",
      title: t("events.decided"),
      width: 150,
      render: ({ decidedAt }) => <Instant at={decidedAt} />,
    },
  ];
  return (
    <DataTable
      label={t("events.decisions")}
      columns={columns}
      rows={event.decisions}
      rowKey={({ rule, trigger }) => `${rule} ${trigger}`}
      renderBelow={({ detail }) => (detail === null ? null : <Why detail={detail} event={event} />)}
      empty={event.gatheredBy.length === 0 && <EmptyState title={t("events.noFate")} text={t("events.noDecisions")} />}
    />
  );
}

/** The values that decided, in words where there are some. */
function Why(props: { readonly detail: NonNullable<Decision["detail"]>; readonly event: EventDetail }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { condition, message, until, into, events, ...rest } = props.detail;
  const values = typeof condition === "string" ? namedValues(condition, seenByConditions(props.event)) : [];
  const others = Object.entries(rest).filter(([name]) => name !== "event" && name !== "trigger");
  return (
    <div className={`small ${styles["why"]}`}>
      {condition === "trigger" && <p>{t("events.whyTrigger")}</p>}
      {typeof condition === "string" && condition !== "trigger" && (
        <p>
          <span className="quiet">{t("events.why")}</span> <code>{condition}</code>
        </p>
      )}
      {values.length > 0 && (
        <ul className={styles["values"]}>
          {values.map(({ path, value }) => (
            <li key={path}>
              <code>{path}</code> = <code>{JSON.stringify(value) ?? "–"}</code>
            </li>
          ))}
        </ul>
      )}
      {typeof message === "string" && <p>{message}</p>}
      {typeof until === "string" && <p>{t("events.whyUntil", { time: formatFull(new Date(until), language) })}</p>}
      {typeof into === "number" && <p>{t("events.whyInto", { id: into })}</p>}
      {typeof events === "number" && <p>{t("events.whyGathered", { count: events })}</p>}
      {others.length > 0 && <JsonBlock value={Object.fromEntries(others)} label={t("events.why")} />}
    </div>
  );
}
