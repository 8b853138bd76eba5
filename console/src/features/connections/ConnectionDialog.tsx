import type { Connection } from "@belfry/client";
import { App, Checkbox, Form, Input, Modal } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useSaveConnection, type NamedDraft } from "./connection-queries.ts";

/** Opens a place of the own network. @param props.connection the one to change; a new one when left out */
export function ConnectionDialog(props: {
  readonly connection?: Connection;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<NamedDraft>();
  const save = useSaveConnection();
  const { connection, onClose } = props;

  const submit = (draft: NamedDraft) =>
    save.mutate(draft, {
      onSuccess() {
        onClose();
        void message.success(t("connections.saved", { name: draft.name }));
      },
    });

  return (
    <Modal
      open
      title={connection === undefined ? t("connections.add") : t("connections.edit", { name: connection.name })}
      okText={t("common.save")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending}
    >
      {save.error !== null && <ProblemAlert error={save.error} />}
      <Form<NamedDraft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={connection ?? { address: "", purpose: "", allowLocal: false }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t("connections.name")}
          rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{0,62}$/, message: t("connections.nameFault") }]}
        >
          <Input disabled={connection !== undefined} spellCheck={false} autoCapitalize="none" />
        </Form.Item>
        <Form.Item
          name="address"
          label={t("connections.address")}
          extra={t("connections.addressHint")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <Input spellCheck={false} autoCapitalize="none" placeholder="gate.campus.example:8443" />
        </Form.Item>
        <Form.Item name="purpose" label={t("connections.purpose")} extra={t("connections.purposeHint")}>
          <Input />
        </Form.Item>
        <Form.Item
          name="allowLocal"
          valuePropName="checked"
          extra={t("connections.allowLocalHint")}
          style={{ marginBottom: 0 }}
        >
          <Checkbox>{t("connections.allowLocal")}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
