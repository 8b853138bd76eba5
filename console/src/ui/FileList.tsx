import { DownloadOutlined, FileExcelOutlined, FileOutlined } from "@ant-design/icons";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import styles from "./FileList.module.css";
import { formatBytes } from "./format-bytes.ts";

export interface FileEntry {
  readonly key: string | number;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Where it is downloaded from. @default whoever looks may not download it */
  readonly address?: string;
}

/** Files, to download where whoever looks may. */
export function FileList({
  files,
  label,
}: {
  readonly files: readonly FileEntry[];
  readonly label: string;
}): ReactElement {
  return (
    <ul className={styles["files"]} aria-label={label}>
      {files.map((file) => (
        <li key={file.key}>
          <FileLine file={file} />
        </li>
      ))}
    </ul>
  );
}

function FileLine({ file }: { readonly file: FileEntry }): ReactElement {
  const { t } = useTranslation();
  const what = (
    <>
      <span className={styles["icon"]}>
        {/spreadsheet|excel|csv/.test(file.mediaType) ? <FileExcelOutlined /> : <FileOutlined />}
      </span>
      <span className={styles["text"]}>
        <span className={styles["name"]}>{file.name}</span>
        <span className={styles["size"]}>{formatBytes(file.bytes)}</span>
      </span>
    </>
  );
  if (file.address === undefined) return <span className={styles["file"]}>{what}</span>;
  return (
    <a
      className={styles["file"]}
      href={file.address}
      download={file.name}
      aria-label={`${t("common.download")} ${file.name}`}
    >
      {what}
      <DownloadOutlined className={styles["download"] ?? ""} />
    </a>
  );
}
