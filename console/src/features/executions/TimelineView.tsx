import { Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { useNow } from "../../ui/use-now.ts";
import { hasEnded, type ExecutionDetail } from "./execution-queries.ts";
import { ExecutionStateMark } from "./ExecutionStateMark.tsx";
import { layOutTimeline, type Bar, type PlannedAction, type TimelineRow } from "./timeline-layout.ts";
import type { TimeScale } from "./time-scale.ts";
import styles from "./TimelineView.module.css";

const LANE_HEIGHT = 12;

/** The action runs of an execution as bars over time; each row opens its action. */
export function TimelineView(props: {
  readonly execution: ExecutionDetail;
  readonly planned: readonly PlannedAction[];
  readonly onOpen: (action: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const now = useNow(hasEnded(props.execution.state) ? "paused" : "second");
  const { rows, scale } = layOutTimeline(props.execution, props.planned, now);
  if (rows.length === 0) return <EmptyState title={t("executions.noActions")} text={t("executions.noActionsText")} />;
  return (
    <section className={styles["timeline"]} aria-label={t("executions.timelineLabel")}>
      <Axis scale={scale} />
      {rows.map((row) => (
        <Row key={row.action} row={row} scale={scale} onOpen={props.onOpen} />
      ))}
    </section>
  );
}

function Axis({ scale }: { readonly scale: TimeScale }): ReactElement {
  const { language } = usePreferences();
  return (
    <div className={styles["axis"]} aria-hidden="true">
      <div className={styles["track"]}>
        {scale.ticks.map(({ left, offsetMs }) => (
          <span key={offsetMs} className={styles["tick"]} style={{ left: percent(left) }}>
            {offsetMs === 0 ? "0" : formatDuration(offsetMs, language)}
          </span>
        ))}
      </div>
    </div>
  );
}

function Row(props: {
  readonly row: TimelineRow;
  readonly scale: TimeScale;
  readonly onOpen: (action: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { row, scale } = props;
  return (
    <button
      type="button"
      className={styles["row"]}
      onClick={() => props.onOpen(row.action)}
      aria-label={`${t("executions.openAction", { action: row.action })}, ${t(`executions.states.${row.state}`)}`}
    >
      <span className={styles["name"]}>
        <span className={styles["action"]}>{row.action}</span>
        <span className={styles["use"]}>
          {row.use}
          {row.iterations > 0 && ` · ${t("executions.iterations", { count: row.iterations })}`}
          {row.attempts > 1 && ` · ${t("executions.attempts", { count: row.attempts })}`}
        </span>
      </span>
      <span className={styles["track"]} style={{ height: Math.max(24, row.lanes * LANE_HEIGHT + 6) }}>
        {scale.ticks.map(({ left, offsetMs }) => (
          <span key={offsetMs} className={styles["line"]} style={{ left: percent(left) }} />
        ))}
        {scale.gaps.map(({ left, width, from, to }) => (
          <Tooltip key={from} title={t("executions.idle", { time: formatDuration(to - from, language) })}>
            <span className={styles["gap"]} style={{ left: percent(left), width: percent(width) }} />
          </Tooltip>
        ))}
        {row.bars.map((bar) => (
          <BarMark key={`${bar.kind} ${bar.fromMs} ${bar.iteration}`} bar={bar} lanes={row.lanes} />
        ))}
      </span>
      <span className={styles["state"]}>
        <ExecutionStateMark state={row.state} />
      </span>
      <span className={styles["took"]}>{row.tookMs === null ? "–" : formatDuration(row.tookMs, language)}</span>
    </button>
  );
}

function BarMark({ bar, lanes }: { readonly bar: Bar; readonly lanes: number }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const parts = [
    bar.kind === "attempt" ? t("executions.attempt", { attempt: bar.attempt }) : t(`executions.bars.${bar.kind}`),
    bar.iteration !== "" && t("executions.iteration", { iteration: Number(bar.iteration) + 1 }),
    bar.state !== null && t(`executions.states.${bar.state}`),
    formatDuration(bar.toMs - bar.fromMs, language),
  ];
  const look = styles[bar.kind === "attempt" ? (bar.state ?? "success") : bar.kind];
  const height = lanes === 1 ? 14 : LANE_HEIGHT - 3;
  const top = `calc(50% + ${(bar.lane - lanes / 2) * (lanes === 1 ? 14 : LANE_HEIGHT)}px)`;
  return (
    <Tooltip title={parts.filter(Boolean).join(" · ")}>
      <span
        className={`${styles["bar"]} ${look}`}
        style={{ left: `min(${percent(bar.left)}, 100% - 4px)`, width: percent(bar.width), top, height }}
      />
    </Tooltip>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}
