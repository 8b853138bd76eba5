import { App, Form, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { ReasonField } from "../../ui/ReasonField.tsx";
import { RetryChoiceFields, type RetryChoice } from "../executions/index.ts";
import { useBulkWork } from "./failure-queries.ts";

/** Asks how many failed executions are retried, or why they are closed, and begins. */
export function BulkDialog(props: {
  readonly work: "redrive" | "dismiss";
  readonly groups: readonly string[];
  readonly count: number;
  readonly onBegun: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [choice, setChoice] = useState<RetryChoice>({ from: "failed", version: "same" });
  const [note, setNote] = useState("");
  const { work, count, onClose } = props;
  const isDismissal = work === "dismiss";
  const bulk = useBulkWork(({ id }) => {
    props.onBegun();
    onClose();
    void message.success(`${t(`failed.work.${work}`)} #${id}`);
  });

  const submit = () => {
    const filter = { groups: [...props.groups] };
    bulk.mutate(isDismissal ? { work, filter, reason: note.trim() } : { work, filter, ...choice, note: note.trim() });
  };

  return (
    <Modal
      open
      title={t(isDismissal ? "failed.dismissTitle" : "failed.redriveTitle", { count })}
      okText={t(isDismissal ? "failed.confirmDismiss" : "failed.confirm")}
      okButtonProps={{ disabled: isDismissal && note.trim() === "" }}
      onOk={submit}
      onCancel={onClose}
      confirmLoading={bulk.isPending}
    >
      {bulk.error !== null && <ProblemAlert error={bulk.error} />}
      {isDismissal ? <p>{t("failed.dismissText")}</p> : <RetryChoiceFields choice={choice} onChange={setChoice} />}
      <Form layout="vertical">
        <ReasonField
          id="failed-note"
          label={t(isDismissal ? "failed.noteFor" : "failed.note")}
          value={note}
          onChange={setNote}
        />
      </Form>
    </Modal>
  );
}
