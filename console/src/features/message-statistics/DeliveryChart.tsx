import type { MessageStatistics } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./MessageStatisticsPage.module.css";

const WIDTH = 960;
const HEIGHT = 180;
const kinds = ["arrived", "failed", "open"] as const;

/** How many deliveries each period had. A picture of the table below it, which has the numbers. */
export function DeliveryChart({ periods }: Pick<MessageStatistics, "periods">): ReactElement {
  const { t } = useTranslation();
  const most = Math.max(1, ...periods.map((period) => kinds.reduce((sum, kind) => sum + period[kind], 0)));
  const step = WIDTH / Math.max(1, periods.length);
  return (
    <figure style={{ margin: 0 }}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn here, and no file that an img could show
        role="img"
        aria-label={t("messageStatistics.chart")}
        className={styles["chart"]}
      >
        {periods.map((period, place) => {
          let top = HEIGHT;
          return (
            <g key={period.from}>
              {kinds.map((kind) => {
                const height = (period[kind] / most) * HEIGHT;
                top -= height;
                return (
                  <rect
                    key={kind}
                    x={place * step + step * 0.1}
                    width={step * 0.8}
                    y={top}
                    height={height}
                    className={styles[kind]}
                  />
                );
              })}
            </g>
          );
        })}
      </svg>
      <figcaption className={styles["legend"]}>
        {kinds.map((kind) => (
          <span key={kind}>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" rx="2" className={styles[kind]} />
            </svg>{" "}
            {t(`messageStatistics.${kind}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
