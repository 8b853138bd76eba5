import type { Approval } from "@belfry/client";
import { App, Input, Modal } from "antd";
import { useId, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useDecide, type Decision } from "./approval-queries.ts";

/** Asks once more, and for a comment, before something is released, refused or taken back. */
export function DecideDialog(props: {
  readonly approval: Approval;
  readonly decision: Decision;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const decide = useDecide();
  const id = useId();
  const [comment, setComment] = useState("");
  const { approval, decision, onClose } = props;
  const submit = () =>
    decide.mutate(
      { id: approval.id, decision, comment },
      {
        onSuccess() {
          onClose();
          void message.success(t(`approvals.${decision}Done`));
        },
      },
    );
  return (
    <Modal
      open
      title={t(`approvals.${decision}Title`)}
      okText={t(`approvals.${decision}`)}
      okButtonProps={{ danger: decision === "reject" }}
      onOk={submit}
      onCancel={onClose}
      confirmLoading={decide.isPending}
    >
      {decide.error !== null && <ProblemAlert error={decide.error} />}
      <p>{t(`approvals.${decision}Text`)}</p>
      <label htmlFor={id}>{t("approvals.comment")}</label>
      <Input.TextArea
        id={id}
        value={comment}
        onChange={({ target }) => setComment(target.value)}
        maxLength={2_000}
        autoSize={{ minRows: 3, maxRows: 8 }}
        style={{ marginTop: 4 }}
      />
    </Modal>
  );
}
