import { useQuery } from "@tanstack/react-query";
import { Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { liveStateQuery } from "../api/index.ts";
import styles from "./LiveMark.module.css";

/** Whether the page updates by itself. */
export function LiveMark(): ReactElement {
  const { t } = useTranslation();
  const { data } = useQuery(liveStateQuery);
  const text = t(data === "closed" ? "live.closed" : "live.open");
  return (
    <Tooltip title={text}>
      <output className={`${styles["mark"]} ${data === "closed" ? styles["closed"] : styles["open"]}`}>
        <span className={styles["text"]}>{text}</span>
      </output>
    </Tooltip>
  );
}
