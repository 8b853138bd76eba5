import type { Statistics } from "@belfry/client";
import { useId, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./BarChart.module.css";
import { layOutBars } from "./bar-layout.ts";

const WIDTH = 960;
const HEIGHT = 180;
const kinds = ["success", "failed", "other"] as const;

/** How many executions ended in each period. A picture of the table below it, which has the numbers. */
export function BarChart({ statistics }: { readonly statistics: Statistics }): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { periods, total } = statistics;
  const most = Math.max(0, ...periods.map(({ executions }) => executions));
  const [first, last] = [periods[0]?.from ?? "", periods.at(-1)?.from ?? ""];
  const text = t("statistics.chartText", {
    from: first,
    to: last,
    executions: total.executions,
    success: total.states.success,
    failed: total.states.failed,
  });
  return (
    <figure className={styles["figure"]}>
      <div className={styles["most"]} aria-hidden="true">
        {most}
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn here, and no file that an img could show
        role="img"
        aria-label={t("statistics.chart")}
        aria-describedby={id}
        className={styles["chart"]}
      >
        {[0, 0.5, 1].map((y) => (
          <line key={y} x1="0" x2={WIDTH} y1={HEIGHT * y} y2={HEIGHT * y} className={styles["line"]} />
        ))}
        {layOutBars(periods).map(({ from, x, width, parts }) => (
          <g key={from}>
            <title>{from}</title>
            {parts.map(({ kind, y, height }) => (
              <rect
                key={kind}
                x={x * WIDTH}
                width={width * WIDTH}
                y={HEIGHT * (1 - y - height)}
                height={height * HEIGHT}
                className={styles[kind]}
              />
            ))}
          </g>
        ))}
      </svg>
      <div className={styles["axis"]} aria-hidden="true">
        <span>{first}</span>
        <span>{last}</span>
      </div>
      <figcaption className={styles["legend"]}>
        <span id={id} className="sr-only">
          {text}
        </span>
        {kinds.map((kind) => (
          <span key={kind}>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" rx="2" className={styles[kind]} />
            </svg>{" "}
            {t(`statistics.${kind}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
