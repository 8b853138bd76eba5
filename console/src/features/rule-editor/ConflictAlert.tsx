import { Alert, Button, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { TextDiff } from "../../ui/code-editor/index.ts";
import { ruleYaml, type Rule } from "../rules/index.ts";

/** Somebody saved the rule while it was edited: what they saved beside what is written here, and what to do about it. */
export function ConflictAlert(props: {
  readonly theirs: Rule;
  readonly mine: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { version, author, definition } = props.theirs;
  const settle = (act: () => void) => () => {
    setOpen(false);
    act();
  };
  return (
    <>
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t("ruleEditor.conflict", { author, version })}
        description={t("ruleEditor.conflictText")}
        action={<Button onClick={() => setOpen(true)}>{t("ruleEditor.compare")}</Button>}
        style={{ marginBottom: 16 }}
      />
      <Modal
        open={isOpen}
        width={1080}
        title={t("ruleEditor.conflictTitle", { version })}
        onCancel={() => setOpen(false)}
        footer={[
          <Button key="theirs" danger onClick={settle(props.onTakeTheirs)}>
            {t("ruleEditor.takeTheirs")}
          </Button>,
          <Button key="mine" type="primary" onClick={settle(props.onKeepMine)}>
            {t("ruleEditor.keepMine")}
          </Button>,
        ]}
      >
        <TextDiff
          before={{ text: ruleYaml(definition), label: t("ruleEditor.versionBy", { version, author }) }}
          after={{ text: props.mine, label: t("ruleEditor.mine") }}
        />
      </Modal>
    </>
  );
}
