import type { CampaignSummary } from "@belfry/client";
import { useNavigate } from "@tanstack/react-router";
import { App, Form, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useInstallCampaign } from "./campaign-queries.ts";
import { LabelInput } from "./LabelInput.tsx";

/** Takes a campaign into use that comes with Belfry. */
export function InstallDialog(props: { readonly of: CampaignSummary; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const install = useInstallCampaign();
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>();
  const { campaign, revision, name } = props.of;
  const submit = () =>
    install.mutate(
      { campaign, revision, ...(labels !== undefined && { labels }) },
      {
        onSuccess({ adjustments }) {
          void message.success(t("incentives.saved", { count: adjustments }));
          props.onClose();
          void navigate({ to: "/incentives/campaigns/$campaign", params: { campaign } });
        },
      },
    );
  return (
    <Modal
      open
      title={t("incentives.installTitle", { name })}
      okText={t("incentives.install")}
      confirmLoading={install.isPending}
      onOk={submit}
      onCancel={props.onClose}
    >
      {install.error !== null && <ProblemAlert error={install.error} />}
      <p>{t("incentives.installText", { campaign, revision })}</p>
      <Form layout="vertical">
        <LabelInput id="install-labels" labels={labels ?? {}} onChange={setLabels} />
      </Form>
    </Modal>
  );
}
