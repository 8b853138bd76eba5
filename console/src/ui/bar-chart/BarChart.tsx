import { useId, type ReactElement } from "react";
import styles from "./BarChart.module.css";
import { niceTop } from "./nice-top.ts";

const WIDTH = 960;
const HEIGHT = 200;
const GAP_SHARE = 0.24;
/** One among a million is seen: no bar that is not empty is lower. */
const LOWEST = 2.5;
const MOST_TICKS = 7;

export interface Bar {
  /** Stands under it, where there is room. */
  readonly name: string;
  readonly value: number;
}

/** Values one after the other as bars from a common ground. A picture of a table that the page has too. */
export function BarChart(props: {
  readonly label: string;
  /** Says in a sentence what the picture shows. */
  readonly text: string;
  readonly bars: readonly Bar[];
  /** As it stands on the axis. */
  readonly short: (value: number) => string;
  /** As it stands at the pointer. */
  readonly exact: (value: number) => string;
}): ReactElement {
  const id = useId();
  const { bars } = props;
  const top = niceTop(Math.max(0, ...bars.map(({ value }) => value)));
  const slot = WIDTH / Math.max(1, bars.length);
  return (
    <figure className={styles["figure"]}>
      <div className={styles["scale"]} aria-hidden="true">
        {[1, 0.5, 0].map((share) => (
          <span key={share}>{props.short(top * share)}</span>
        ))}
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn here, and no file that an img could show
        role="img"
        aria-label={props.label}
        aria-describedby={id}
        className={styles["chart"]}
      >
        {[0, 0.5, 1].map((y) => (
          <line key={y} x1="0" x2={WIDTH} y1={HEIGHT * y} y2={HEIGHT * y} className={styles["line"]} />
        ))}
        {bars.map(({ name, value }, place) => {
          const height = value > 0 ? Math.max(LOWEST, (value / top) * HEIGHT) : 0;
          return (
            <g key={name}>
              <title>{`${name}: ${props.exact(value)}`}</title>
              {/* The whole height can be pointed at, also of a low bar. */}
              <rect x={place * slot} width={slot} y="0" height={HEIGHT} className={styles["hold"]} />
              <rect
                x={(place + GAP_SHARE / 2) * slot}
                width={slot * (1 - GAP_SHARE)}
                y={HEIGHT - height}
                height={height}
                className={styles["bar"]}
              />
            </g>
          );
        })}
      </svg>
      <div className={styles["names"]} aria-hidden="true">
        {ticksOf(bars).map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <figcaption id={id} className="sr-only">
        {props.text}
      </figcaption>
    </figure>
  );
}

/** Names at equal distances, the first and the last among them. */
function ticksOf(bars: readonly Bar[]): readonly string[] {
  if (bars.length <= MOST_TICKS) return bars.map(({ name }) => name);
  const places = Array.from({ length: MOST_TICKS }, (_, n) => Math.round((n * (bars.length - 1)) / (MOST_TICKS - 1)));
  return [...new Set(places)].flatMap((place) => bars[place]?.name ?? []);
}
