import { App, Button, Drawer, Space } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { CodeEditor } from "../../ui/code-editor/index.ts";
import { Instant } from "../../ui/Instant.tsx";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { MaskedHint, useMay } from "../session/index.ts";
import styles from "./DeadLetterDrawer.module.css";
import { useDismissLetter, useReplayLetter, type DeadLetter } from "./event-queries.ts";

/** One dead letter: why it could not be read, what came, and what to do about it. */
export function DeadLetterDrawer(props: {
  readonly letter: DeadLetter | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { letter, onClose } = props;
  return (
    <Drawer
      open={letter !== undefined}
      onClose={onClose}
      size={680}
      title={letter === undefined ? "" : t("events.letters.one", { id: letter.id })}
    >
      {letter !== undefined && <Loaded letter={letter} onClose={onClose} />}
    </Drawer>
  );
}

function Loaded({ letter, onClose }: { readonly letter: DeadLetter; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <>
      <MaskedHint />
      <p className="quiet">
        <Instant at={letter.receivedAt} as="both" /> · {letter.broughtBy}
      </p>
      <h3 className={styles["title"]}>{t("events.letters.reason")}</h3>
      <ul className={styles["problems"]}>
        {letter.problems.map(({ path, message, remedy }) => (
          <li key={`${path} ${message}`}>
            {path !== "" && <code>{path}</code>} {message} <span className="quiet">{remedy}</span>
          </li>
        ))}
      </ul>
      {letter.state === "open" && may("events:write") ? (
        <Correction letter={letter} onClose={onClose} />
      ) : (
        <>
          <h3 className={styles["title"]}>{t("events.letters.raw")}</h3>
          <CodeBlock text={letter.raw} label={t("events.letters.raw")} />
        </>
      )}
    </>
  );
}

function Correction({ letter, onClose }: { readonly letter: DeadLetter; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const [text, setText] = useState(letter.raw);
  const replay = useReplayLetter();
  const dismiss = useDismissLetter();
  const { id, raw } = letter;

  const send = () =>
    replay.mutate(
      { id, text: text === raw ? undefined : text },
      {
        onSuccess(accepted) {
          onClose();
          void message.success(t("events.letters.replayed", { count: accepted.length }));
        },
      },
    );
  const askToDismiss = () =>
    confirm({
      title: t("events.letters.dismissTitle", { id }),
      text: t("events.letters.dismissText"),
      confirm: t("events.letters.dismiss"),
      act: async () => {
        await dismiss.mutateAsync(id);
        onClose();
        void message.success(t("events.letters.dismissed", { id }));
      },
    });

  return (
    <>
      <h3 className={styles["title"]}>{t("events.letters.raw")}</h3>
      <p className="quiet">{t("events.letters.replayHint")}</p>
      <CodeEditor label={t("events.letters.corrected")} initial={raw} lines={16} onChange={setText} />
      {replay.error !== null && <ProblemAlert error={replay.error} />}
      <Space className={styles["actions"] ?? ""}>
        <Button type="primary" loading={replay.isPending} onClick={send}>
          {t("events.letters.replay")}
        </Button>
        <Button onClick={askToDismiss}>{t("events.letters.dismiss")}</Button>
      </Space>
    </>
  );
}
