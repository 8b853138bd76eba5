import { Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Incentives.module.css";

/** What waits for somebody, or everything. */
export function WaitingSwitch(props: {
  readonly isAll: boolean;
  readonly onChange: (isAll: boolean) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles["filters"]}>
      <Segmented<"waiting" | "all">
        aria-label={t("incentives.shown")}
        value={props.isAll ? "all" : "waiting"}
        onChange={(next) => props.onChange(next === "all")}
        options={(["waiting", "all"] as const).map((value) => ({ value, label: t(`incentives.${value}`) }))}
      />
    </div>
  );
}
