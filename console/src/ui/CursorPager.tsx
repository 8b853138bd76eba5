import { Button, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./CursorPager.module.css";

/** Pages of a list that grows at its front: older ones follow each other, and one step leads back to the newest. */
export function CursorPager(props: {
  readonly isFirst: boolean;
  readonly hasNext: boolean;
  readonly onFirst: () => void;
  readonly onNext: () => void;
}): ReactElement | null {
  const { t } = useTranslation();
  if (props.isFirst && !props.hasNext) return null;
  return (
    <nav aria-label={t("common.pages")} className={styles["pager"]}>
      <Space>
        <Button disabled={props.isFirst} onClick={props.onFirst}>
          {t("common.newest")}
        </Button>
        <Button disabled={!props.hasNext} onClick={props.onNext}>
          {t("common.older")}
        </Button>
      </Space>
    </nav>
  );
}
