import { Form, Modal } from "antd";
import { useState, type ReactElement, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { ReasonField } from "../../ui/ReasonField.tsx";

/** Asks for the reason of a change of the books. */
export function ReasonDialog(props: {
  readonly title: string;
  readonly text: ReactNode;
  readonly confirm: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const { title, text, confirm, isPending, error, onConfirm, onClose } = props;
  return (
    <Modal
      open
      title={title}
      okText={confirm}
      okButtonProps={{ disabled: reason.trim() === "" }}
      confirmLoading={isPending}
      onOk={() => onConfirm(reason.trim())}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} />}
      {text}
      <Form layout="vertical">
        <ReasonField id="change-reason" label={t("incentives.reason")} value={reason} onChange={setReason} />
      </Form>
    </Modal>
  );
}
