import { App, Form, Input, Modal } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useChangeBreaker } from "./breaker-queries.ts";

interface Draft {
  readonly connection: string;
  readonly reason: string;
}

/** Parks everything for a connection, with a reason that everybody sees. */
export function OpenBreakerDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Draft>();
  const change = useChangeBreaker();
  const submit = (draft: Draft) =>
    change.mutate(
      { work: "open", ...draft },
      {
        onSuccess({ connection }) {
          onClose();
          void message.success(t("flow.opened", { connection }));
        },
      },
    );
  return (
    <Modal
      open
      title={t("flow.openTitle")}
      okText={t("flow.confirmOpen")}
      okButtonProps={{ danger: true }}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={change.isPending}
    >
      {change.error !== null && <ProblemAlert error={change.error} />}
      <p>{t("flow.openText")}</p>
      <Form<Draft> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          name="connection"
          label={t("flow.address")}
          rules={[
            {
              required: true,
              pattern: /^(\[[0-9A-Fa-f:.]+\]|[^\s:/@[\]]+):[1-9]\d{0,4}$/,
              message: t("flow.addressFault"),
            },
          ]}
        >
          <Input spellCheck={false} autoCapitalize="none" placeholder="erp.example.org:443" />
        </Form.Item>
        <Form.Item name="reason" label={t("flow.reason")} rules={[{ required: true, message: t("form.required") }]}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
