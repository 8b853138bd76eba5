import type { AccountStatus } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./QuotaBars.module.css";

/** How much of each cap is used. */
export function QuotaBars({ name, use }: Pick<AccountStatus, "name" | "use">): ReactElement {
  const { t } = useTranslation();
  if (use.length === 0) return <span className="quiet small">{t("channels.noCaps")}</span>;
  return (
    <ul className={styles["bars"]}>
      {use.map(({ window, limit, used, learned }) => (
        <li key={window} className={styles["bar"]}>
          <span>{t(`channels.windows.${window}`)}</span>
          <progress
            max={limit}
            value={used}
            className={used >= limit ? styles["full"] : styles["some"]}
            aria-label={t("channels.used", { name, window: t(`channels.windows.${window}`) })}
          />
          <span className="tabular">
            {used} / {limit}
          </span>
          {learned && <span className="quiet">{t("channels.learned")}</span>}
        </li>
      ))}
    </ul>
  );
}
