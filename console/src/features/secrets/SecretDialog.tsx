import { App, Form, Input, Modal } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useSetSecret, type SecretDraft } from "./secret-queries.ts";

/** Stores a secret. @param props.name the one whose value is replaced; a new one when left out */
export function SecretDialog(props: { readonly name?: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<SecretDraft>();
  const set = useSetSecret();
  const { name, onClose } = props;

  const save = (draft: SecretDraft) =>
    set.mutate(draft, {
      onSuccess() {
        onClose();
        void message.success(t("secrets.saved", { name: draft.name }));
      },
    });

  return (
    <Modal
      open
      title={name === undefined ? t("secrets.add") : t("secrets.replaceTitle", { name })}
      okText={t("common.save")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={set.isPending}
    >
      {set.error !== null && <ProblemAlert error={set.error} />}
      <Form<SecretDraft>
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        initialValues={{ name }}
        onFinish={save}
      >
        <Form.Item
          name="name"
          label={t("secrets.name")}
          extra={name === undefined && t("secrets.nameHint")}
          rules={[{ required: true, pattern: /^[A-Za-z_][A-Za-z0-9_]{0,127}$/, message: t("variables.nameFault") }]}
        >
          <Input disabled={name !== undefined} spellCheck={false} autoCapitalize="none" />
        </Form.Item>
        <Form.Item
          name="value"
          label={t("secrets.value")}
          extra={t("secrets.valueHint")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <Input.Password autoComplete="new-password" spellCheck={false} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
