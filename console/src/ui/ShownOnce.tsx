import { DownloadOutlined } from "@ant-design/icons";
import { Alert, Button, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "./CopyButton.tsx";
import styles from "./ShownOnce.module.css";

/** Something that is shown now and never again: a password, a secret, recovery codes. */
export function ShownOnce(props: {
  readonly label: string;
  readonly lines: readonly string[];
  /** Under which name it can be kept as a file. @default it is only copied */
  readonly fileName?: string;
}): ReactElement {
  const { t } = useTranslation();
  const text = props.lines.join("\n");
  return (
    <>
      <Alert type="warning" showIcon title={t("common.shownOnce")} className={styles["note"] ?? ""} />
      <ul className={`${styles["lines"]} ${props.lines.length > 1 ? styles["many"] : ""}`} aria-label={props.label}>
        {props.lines.map((line) => (
          <li key={line}>
            <code>{line}</code>
          </li>
        ))}
      </ul>
      <Space>
        <CopyButton text={text} />
        {props.fileName !== undefined && (
          <Button
            size="small"
            icon={<DownloadOutlined />}
            // Made in the browser: it passes no server a second time.
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
            download={props.fileName}
          >
            {t("common.download")}
          </Button>
        )}
      </Space>
    </>
  );
}
