import type { Callback } from "@belfry/client";
import { App, Checkbox, Form, Input, Modal, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { deliveryStates } from "../messages/index.ts";
import { useSaveCallback } from "./callback-queries.ts";

interface CallbackForm {
  readonly name: string;
  readonly url: string;
  readonly secret: string;
  readonly events: string[];
  readonly onlyNamed: boolean;
  readonly enabled: boolean;
}

/**
 * Writes a callback; another secret rotates it. @param props.callback the one to change; a new one when left out
 */
export function CallbackDialog(props: { readonly callback?: Callback; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<CallbackForm>();
  const save = useSaveCallback();
  const { callback, onClose } = props;
  const submit = (draft: CallbackForm) =>
    save.mutate(
      // What the form does not ask for stays as it is.
      { ...(callback !== undefined && { channels: callback.channels, labels: callback.labels }), ...draft },
      {
        onSuccess() {
          onClose();
          void message.success(t("callbacks.saved", { name: draft.name }));
        },
      },
    );
  const required = [{ required: true, message: t("form.required") }];
  return (
    <Modal
      open
      title={callback === undefined ? t("callbacks.add") : t("callbacks.edit", { name: callback.name })}
      okText={t("common.save")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending}
    >
      {save.error !== null && <ProblemAlert error={save.error} />}
      <Form<CallbackForm>
        form={form}
        name="callback"
        layout="vertical"
        requiredMark={false}
        initialValues={callback ?? { events: [], onlyNamed: false, enabled: true }}
        onFinish={submit}
      >
        <Form.Item name="name" label={t("callbacks.name")} rules={required}>
          <Input disabled={callback !== undefined} spellCheck={false} autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="url" label={t("callbacks.url")} extra={t("callbacks.urlHint")} rules={required}>
          <Input type="url" spellCheck={false} autoCapitalize="none" />
        </Form.Item>
        <Form.Item
          name="secret"
          label={t("callbacks.secret")}
          extra={t(callback === undefined ? "callbacks.secretHint" : "callbacks.rotateHint")}
          rules={required}
        >
          <Input spellCheck={false} autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="events" label={t("callbacks.events")} extra={t("callbacks.eventsHint")}>
          <Select
            mode="multiple"
            options={deliveryStates.map((state) => ({
              value: `delivery.${state}`,
              label: t(`messages.states.${state}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="onlyNamed" valuePropName="checked">
          <Checkbox>{t("callbacks.onlyNamed")}</Checkbox>
        </Form.Item>
        <Form.Item name="enabled" valuePropName="checked" style={{ marginBottom: 0 }}>
          <Checkbox>{t("callbacks.enabled")}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
