import { Button, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Grids.module.css";

/** Pages of rows that stand in the order of their names: one after the other, and one step back to the first. */
export function RowPager(props: {
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
          {t("grids.firstRows")}
        </Button>
        <Button disabled={!props.hasNext} onClick={props.onNext}>
          {t("grids.nextRows")}
        </Button>
      </Space>
    </nav>
  );
}
