import { FileOutlined, PictureOutlined } from "@ant-design/icons";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../../ui/format-bytes.ts";
import { Instant } from "../../ui/Instant.tsx";
import { MarkdownText } from "../../ui/markdown/MarkdownText.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import type { Played, Received } from "./provider-queries.ts";
import { receivedForm } from "./received-form.ts";
import styles from "./ReceivedMessage.module.css";

interface ReceivedProps {
  readonly message: Received;
  readonly receives: Played["receives"];
}

/** A message as the people over there see it, and what was answered. */
export function ReceivedMessage({ message, receives }: ReceivedProps): ReactElement {
  const { t } = useTranslation();
  const { at, to, kind, shown, fault } = message;
  return (
    <article className={styles["message"]}>
      <header className={styles["head"]}>
        <strong className="breakable">
          {to.length === 0 ? t(`sandbox.${receives}.nobody`) : to.join(t("common.comma"))}
        </strong>
        <span className="quiet small">
          {kind === "" ? t("sandbox.unreadable") : t(`sandbox.kinds.${kind as "text"}`, { defaultValue: kind })}
        </span>
        <span className="quiet small">
          <Instant at={at} />
        </span>
        <span className={styles["fate"]}>
          {fault !== null && <StateMark tone="held">{t(`sandbox.faultNames.${fault}`)}</StateMark>}
          <StateMark tone={shown ? "good" : "bad"}>
            {t(`sandbox.${receives}.${shown ? "shown" : "notShown"}`)}
          </StateMark>
        </span>
      </header>
      <Bubble message={message} receives={receives} />
      <Answer answer={message.answer} />
    </article>
  );
}

function Bubble({ message, receives }: ReceivedProps): ReactElement {
  const { t } = useTranslation();
  const { title, text, mentions = [], file } = message;
  const form = receivedForm(message);
  return (
    <div className={`${styles["bubble"]} ${form.isCard ? styles["card"] : ""}`}>
      {title !== undefined && title !== "" && <p className={styles["title"]}>{title}</p>}
      {form.body === "markdown" && <MarkdownText text={text} />}
      {form.body === "text" && <p className={styles["text"]}>{text}</p>}
      {file !== undefined && (
        <p className={styles["file"]}>
          <span aria-hidden="true">{form.file === "picture" ? <PictureOutlined /> : <FileOutlined />}</span>
          <span className="breakable">{form.file === "picture" ? t("sandbox.picture") : file.name}</span>
          <span className="quiet small">{formatBytes(file.bytes)}</span>
        </p>
      )}
      {form.body === "none" && file === undefined && (title ?? "") === "" && (
        <p className="quiet">{t(`sandbox.${receives}.noContent`)}</p>
      )}
      {mentions.length > 0 && (
        <ul className={styles["mentions"]} aria-label={t("sandbox.mentions")}>
          {mentions.map((who) => (
            <li key={who}>{`@${who === "all" ? t("sandbox.everybody") : who}`}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Answer({ answer }: Pick<Received, "answer">): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles["answer"]}>
      <span className="quiet">{t("sandbox.answered")}</span>
      {answer === null ? (
        <span>{t("sandbox.noAnswer")}</span>
      ) : (
        <>
          {/* A mail server that answers nonsense gives no code. */}
          {answer.status !== 0 && <code>{answer.status}</code>}
          <code className="breakable">{answer.body}</code>
        </>
      )}
    </div>
  );
}
