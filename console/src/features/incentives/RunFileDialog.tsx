import type { IncentiveRunResult } from "@belfry/client";
import { App, Checkbox, Form, Input, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useRunFile } from "./campaign-queries.ts";

/** Hands in a CSV of contracts: it is read to its end before anything is booked. */
export function RunFileDialog(props: { readonly campaign: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { campaign, onClose } = props;
  const [file, setFile] = useState<File>();
  const [columns, setColumns] = useState("");
  const [complete, setComplete] = useState(false);
  const [announce, setAnnounce] = useState(true);
  const run = useRunFile(campaign);
  const tell = ({ booked, known, quarantined }: IncentiveRunResult) =>
    void message.success(t("incentives.fileBooked", { booked, known, quarantined }));
  const submit = () => {
    if (file === undefined) return;
    run.mutate(
      { file, columns, complete, announce },
      {
        onSuccess(result) {
          tell(result);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={t("incentives.runFile")}
      okText={t("incentives.book")}
      okButtonProps={{ disabled: file === undefined }}
      confirmLoading={run.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      {run.error !== null && <ProblemAlert error={run.error} />}
      <p>{t("incentives.runFileText")}</p>
      <Form layout="vertical">
        <Form.Item
          label={t("incentives.contractFile")}
          htmlFor="contract-file"
          extra={t("incentives.contractFileHint")}
        >
          <input
            id="contract-file"
            type="file"
            accept=".csv,text/csv"
            onChange={({ target }) => setFile(target.files?.[0])}
          />
        </Form.Item>
        <Form.Item label={t("incentives.fileColumns")} htmlFor="file-columns" extra={t("incentives.fileColumnsHint")}>
          <Input.TextArea
            id="file-columns"
            autoSize={{ minRows: 1, maxRows: 8 }}
            placeholder="合同编号=contract_no"
            value={columns}
            onChange={({ target }) => setColumns(target.value)}
          />
        </Form.Item>
        <Form.Item extra={t("incentives.announceHint")}>
          <Checkbox checked={announce} onChange={({ target }) => setAnnounce(target.checked)}>
            {t("incentives.announce")}
          </Checkbox>
        </Form.Item>
        <Form.Item extra={t("incentives.completeHint")}>
          <Checkbox checked={complete} onChange={({ target }) => setComplete(target.checked)}>
            {t("incentives.complete")}
          </Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
