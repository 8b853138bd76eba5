import type { CampaignSaved } from "@belfry/client";
import { App, Form, Input, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useSaveCampaign } from "./campaign-queries.ts";
import { LabelInput } from "./LabelInput.tsx";

/** Asks for what stands at the adjustments, and puts a revision in force. */
export function SaveCampaignDialog(props: {
  readonly definition: Readonly<Record<string, unknown>>;
  readonly isNew: boolean;
  readonly onSaved: (saved: CampaignSaved) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const save = useSaveCampaign();
  const [reason, setReason] = useState("");
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>();
  const { definition, isNew } = props;
  const [campaign, revision] = [String(definition["campaign"]), String(definition["revision"])];
  const submit = () =>
    save.mutate(
      {
        campaign,
        definition,
        // Somebody reads it at the adjustments, most likely in this language.
        reason: reason.trim() || t("incentives.saveReasonDefault", { revision }),
        ...(labels !== undefined && { labels }),
      },
      {
        onSuccess(saved) {
          void message.success(t("incentives.saved", { count: saved.adjustments }));
          props.onClose();
          props.onSaved(saved);
        },
      },
    );
  return (
    <Modal
      open
      title={t("incentives.saveTitle", { campaign, revision })}
      okText={t("incentives.save")}
      confirmLoading={save.isPending}
      onOk={submit}
      onCancel={props.onClose}
    >
      {save.error !== null && <ProblemAlert error={save.error} />}
      <p>{t("incentives.saveText")}</p>
      <Form layout="vertical">
        <Form.Item label={t("incentives.saveReason")} htmlFor="save-reason">
          <Input
            id="save-reason"
            maxLength={1_000}
            placeholder={t("incentives.saveReasonDefault", { revision })}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
        {isNew && <LabelInput id="save-labels" labels={labels ?? {}} onChange={setLabels} />}
      </Form>
    </Modal>
  );
}
