import { Button, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Incentives.module.css";

/** Pages of a list in an order of its own: the next one, and back to the first. */
export function RowPager(props: {
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
  /** Undefined: the first page. */
  readonly onChange: (cursor: string | undefined) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const { cursor, nextCursor, onChange } = props;
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <nav aria-label={t("common.pages")} className={styles["pager"]}>
      <Space>
        <Button disabled={cursor === undefined} onClick={() => onChange(undefined)}>
          {t("incentives.firstPage")}
        </Button>
        <Button disabled={nextCursor === null} onClick={() => nextCursor !== null && onChange(nextCursor)}>
          {t("incentives.nextPage")}
        </Button>
      </Space>
    </nav>
  );
}
