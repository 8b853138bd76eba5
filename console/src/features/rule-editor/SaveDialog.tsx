import { isBelfryProblem } from "@belfry/client";
import { Alert, Form, Input, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { TextDiff } from "../../ui/code-editor/index.ts";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { inOrderOf, ruleYaml, type Rule } from "../rules/index.ts";
import { useSaveRule, type SavedRule } from "./editor-queries.ts";
import styles from "./SaveDialog.module.css";

const LONGEST_NOTE = 500;

/** Shows what a save changes, asks for a word about it, and saves. */
export function SaveDialog(props: {
  /** What is changed; nothing for a new rule. */
  readonly base: Rule | undefined;
  readonly definition: Readonly<Record<string, unknown>>;
  /** Whether the text has comments, which are no part of the rule. */
  readonly hasComments: boolean;
  readonly onSaved: (saved: SavedRule) => void;
  /** Somebody else was faster. */
  readonly onConflict: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { base, definition } = props;
  const [note, setNote] = useState("");
  const save = useSaveRule();
  const after = ruleYaml(inOrderOf(definition, base?.definition));
  const before = base === undefined ? "" : ruleYaml(base.definition);
  const { rule: named } = definition;
  // One without a name is refused by the server, which says so.
  const rule = base?.rule ?? (typeof named === "string" ? named : "-");

  const submit = () =>
    save.mutate(
      { rule, definition, note: note.trim(), ifRevision: base?.revision },
      {
        onSuccess: props.onSaved,
        onError: (error) => {
          if (base !== undefined && isBelfryProblem(error, "PRECONDITION_FAILED")) props.onConflict();
        },
      },
    );

  return (
    <Modal
      open
      width={1080}
      title={
        base === undefined ? t("ruleEditor.createTitle") : t("ruleEditor.saveTitle", { version: base.version + 1 })
      }
      okText={t("common.save")}
      onOk={submit}
      okButtonProps={{ disabled: before === after }}
      onCancel={props.onClose}
      confirmLoading={save.isPending}
    >
      {save.error !== null &&
        (base === undefined && isBelfryProblem(save.error, "PRECONDITION_FAILED") ? (
          <Alert type="error" showIcon role="alert" title={t("ruleEditor.exists", { rule })} />
        ) : (
          <ProblemAlert error={save.error} />
        ))}
      {before === after ? (
        <Alert type="info" showIcon title={t("ruleEditor.unchanged")} />
      ) : (
        <>
          <Form layout="vertical" onFinish={submit}>
            <Form.Item label={t("ruleEditor.note")} htmlFor="version-note" extra={t("ruleEditor.noteHint")}>
              <Input
                id="version-note"
                value={note}
                maxLength={LONGEST_NOTE}
                onChange={({ target }) => setNote(target.value)}
              />
            </Form.Item>
          </Form>
          {base === undefined && <p className={styles["hint"]}>{t("ruleEditor.newIsDisabled")}</p>}
          {props.hasComments && <p className={styles["hint"]}>{t("ruleEditor.commentsLost")}</p>}
          <TextDiff
            before={{
              text: before,
              label:
                base === undefined
                  ? t("ruleEditor.versions.first")
                  : t("ruleEditor.versionBy", { version: base.version, author: base.author }),
            }}
            after={{ text: after, label: t("ruleEditor.edited") }}
          />
        </>
      )}
    </Modal>
  );
}
