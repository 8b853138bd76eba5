import type { ReactElement } from "react";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Instant } from "../../ui/Instant.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useMay } from "../session/index.ts";
import type { Notice } from "./notice-queries.ts";
import { noticeTarget } from "./notice-target.ts";
import styles from "./NoticeItem.module.css";

const tones: Readonly<Record<Notice["level"], Tone>> = { info: "quiet", warning: "held", error: "bad" };

/** One notice with the ways to what it is about; unread ones stand out, and not by colour alone. */
export function NoticeItem({ notice, onRead }: { readonly notice: Notice; readonly onRead: () => void }): ReactElement {
  const { t } = useTranslation();
  const { level, title, body, createdAt, readAt } = notice;
  const isUnread = readAt === null;
  return (
    <li tabIndex={-1} className={`${styles["notice"]} ${isUnread ? styles["unread"] : ""}`}>
      <div className={styles["head"]}>
        <StateMark tone={tones[level]}>{t(`notices.levels.${level}`)}</StateMark>
        <h2 className={styles["title"]}>{title}</h2>
        {isUnread && <span className={styles["new"]}>{t("notices.unreadMark")}</span>}
        <span className={`${styles["time"]} quiet small`}>
          <Instant at={createdAt} as="both" />
        </span>
      </div>
      {body !== "" && <p className={styles["body"]}>{body}</p>}
      <div className={styles["foot"]}>
        <Ways notice={notice} />
        {isUnread ? (
          <Button
            size="small"
            className={styles["act"] ?? ""}
            aria-label={t("notices.markOneRead", { title })}
            onClick={({ currentTarget }) => {
              // The button goes away; whoever uses the keyboard goes on from this notice and not from the top.
              currentTarget.closest("li")?.focus();
              onRead();
            }}
          >
            {t("notices.markRead")}
          </Button>
        ) : (
          <span className={`${styles["act"]} quiet small`}>
            {t("notices.readAt")} <Instant at={readAt} />
          </span>
        )}
      </div>
    </li>
  );
}

function Ways({ notice: { link, rule, executionId } }: { readonly notice: Notice }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const target = link === null ? undefined : noticeTarget(link, location.origin);
  return (
    <>
      {target !== undefined &&
        (target.host === undefined ? (
          <a href={target.href}>{t("notices.open")}</a>
        ) : (
          <a href={target.href} target="_blank" rel="noopener noreferrer">
            {t("notices.open")} ({target.host})
          </a>
        ))}
      {rule !== null && may("rules:read") && (
        <Link to="/rules/$rule" params={{ rule }}>
          {t("notices.rule")} {rule}
        </Link>
      )}
      {executionId !== null && may("executions:read") && (
        <Link to="/executions/$executionId" params={{ executionId }}>
          {t("notices.execution")} #{executionId}
        </Link>
      )}
    </>
  );
}
