import { useQuery } from "@tanstack/react-query";
import { App, Form, Input, Modal, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { useAddSuppressions } from "./suppression-queries.ts";

interface Draft {
  readonly channel: string;
  readonly addresses: string;
  readonly note?: string;
}

/** Puts addresses on the list, as many as are written down. */
export function AddSuppressionDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Draft>();
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  const add = useAddSuppressions();
  const submit = ({ channel, addresses, note = "" }: Draft) =>
    add.mutate(
      { channel, addresses: addressesOf(addresses), list: "", note },
      {
        onSuccess(added) {
          onClose();
          void message.success(t("suppressions.added", { count: added }));
        },
      },
    );
  return (
    <Modal
      open
      title={t("suppressions.add")}
      okText={t("suppressions.confirmAdd")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={add.isPending}
    >
      {add.error !== null && <ProblemAlert error={add.error} />}
      <p>{t("suppressions.addText")}</p>
      <Form<Draft>
        form={form}
        name="suppression"
        layout="vertical"
        requiredMark={false}
        initialValues={{ channel: "email", addresses: "" }}
        onFinish={submit}
      >
        <Form.Item name="channel" label={t("messages.channel")}>
          <Select options={channels.map(({ id }) => ({ value: id, label: channelText(id) }))} />
        </Form.Item>
        <Form.Item
          name="addresses"
          label={t("suppressions.addresses")}
          extra={t("suppressions.addressesHint")}
          rules={[{ validator: (_, text: string) => refuseNone(text, t("form.required")) }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} spellCheck={false} />
        </Form.Item>
        <Form.Item name="note" label={t("suppressions.note")} style={{ marginBottom: 0 }}>
          <Input maxLength={1_000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function refuseNone(text: string, fault: string): Promise<void> {
  return addressesOf(text).length === 0 ? Promise.reject(new Error(fault)) : Promise.resolve();
}

function addressesOf(text: string): string[] {
  return text
    .split(/[\s,，、;；]+/)
    .map((address) => address.trim())
    .filter((address) => address !== "");
}
