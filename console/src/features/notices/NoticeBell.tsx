import { BellOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { MOST_COUNTED, unreadCountQuery } from "./notice-queries.ts";
import styles from "./NoticeBell.module.css";

/** Some are told of executions that they may not see, and get no hint; for them a minute is soon enough. */
const ASK_EVERY_MS = 60_000;

/** The way to the notices, with the number of those that are unread. */
export function NoticeBell(): ReactElement {
  const { t } = useTranslation();
  const { data = 0 } = useQuery({ ...unreadCountQuery(), refetchInterval: ASK_EVERY_MS });
  const count = data > MOST_COUNTED ? `${MOST_COUNTED}+` : String(data);
  const label = data === 0 ? t("notices.title") : t("notices.unread", { unread: count });
  return (
    <Tooltip title={label}>
      <Link
        to="/notices"
        aria-label={label}
        className={styles["bell"]}
        activeProps={{ className: styles["active"] ?? "" }}
      >
        <BellOutlined aria-hidden="true" />
        {data > 0 && (
          <span aria-hidden="true" className={styles["count"]}>
            {count}
          </span>
        )}
      </Link>
    </Tooltip>
  );
}
