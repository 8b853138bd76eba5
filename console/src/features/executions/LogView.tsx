import type { LogLine } from "@belfry/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatClock, formatFull } from "../../ui/format-time.ts";
import { QueryView } from "../../ui/QueryView.tsx";
import { ScrollRegion } from "../../ui/ScrollRegion.tsx";
import { logLevels, type LogLevel } from "./execution-page-search.ts";
import { executionLogsQuery, hasEnded, type ExecutionDetail } from "./execution-queries.ts";
import styles from "./LogView.module.css";

const TAIL_MS = 1_500;
/** Logs are written beside the outcome and may arrive a moment after it. */
const LATE_LINES_MS = 10_000;

export interface LogFilter {
  readonly logAction?: string;
  readonly level?: LogLevel;
}

/** The log of an execution; while it runs the newest line stays in view. */
export function LogView(props: {
  readonly execution: ExecutionDetail;
  readonly filter: LogFilter;
  readonly onFilter: (filter: LogFilter) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { execution, filter } = props;
  const isOver = hasEnded(execution.state);
  const query = useQuery({
    ...executionLogsQuery(execution.id, useQueryClient()),
    refetchInterval: () =>
      isOver && Date.now() - Date.parse(execution.finishedAt ?? "") > LATE_LINES_MS ? false : TAIL_MS,
  });
  return (
    <QueryView query={query}>
      {(lines) => {
        const actions = [...new Set(lines.map(({ action }) => action).filter((action) => action !== null))];
        const shown = lines.filter(
          ({ action, level }) =>
            (filter.logAction === undefined || action === filter.logAction) &&
            (filter.level === undefined || logLevels.indexOf(level) >= logLevels.indexOf(filter.level)),
        );
        return (
          <>
            <div className={styles["filters"]}>
              <Select
                aria-label={t("executions.logsOf")}
                value={filter.logAction ?? ""}
                onChange={(logAction) =>
                  props.onFilter({ ...withoutAction(filter), ...(logAction !== "" && { logAction }) })
                }
                options={[
                  { value: "", label: t("executions.allActions") },
                  ...actions.map((value) => ({ value, label: value })),
                ]}
                style={{ minWidth: 160 }}
              />
              <Select<LogLevel | "">
                aria-label={t("executions.level")}
                value={filter.level ?? ""}
                onChange={(level) => props.onFilter({ ...withoutLevel(filter), ...(level !== "" && { level }) })}
                options={[
                  { value: "", label: t("executions.anyLevel") },
                  { value: "warn", label: `≥ ${t("executions.levels.warn")}` },
                  { value: "error", label: t("executions.levels.error") },
                ]}
                style={{ minWidth: 130 }}
              />
              {!isOver && <span className={styles["following"]}>{t("executions.following")}</span>}
            </div>
            {shown.length === 0 ? (
              <EmptyState title={t("executions.noLogs")} text={t("executions.noLogsText")} />
            ) : (
              <ScrollRegion
                label={t("executions.tabs.logs")}
                className={`${styles["frame"]} ${isOver ? "" : styles["tail"]}`}
                live={!isOver}
              >
                <div className={styles["lines"]}>
                  {shown.map((line) => (
                    <Line key={line.id} line={line} />
                  ))}
                </div>
              </ScrollRegion>
            )}
          </>
        );
      }}
    </QueryView>
  );
}

function Line({ line }: { readonly line: LogLine }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const at = new Date(line.loggedAt);
  return (
    <div className={`${styles["line"]} ${styles[line.level]}`}>
      <time dateTime={line.loggedAt} title={formatFull(at, language)} className={styles["time"]}>
        {formatClock(at, language)}
      </time>
      <span className={styles["level"]}>{t(`executions.levels.${line.level}`)}</span>
      <span className={styles["action"]}>
        {line.action ?? ""}
        {line.iteration !== null && line.iteration !== "" && `[${line.iteration}]`}
      </span>
      <span className={styles["message"]}>
        {line.message}
        {line.fields !== null && <span className={styles["fields"]}> {fieldsText(line.fields)}</span>}
      </span>
    </div>
  );
}

function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
}

function withoutAction({ logAction: _, ...rest }: LogFilter): LogFilter {
  return rest;
}

function withoutLevel({ level: _, ...rest }: LogFilter): LogFilter {
  return rest;
}
