import type { Callback } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, Modal, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { labelTexts, readLabels } from "../../ui/label-texts.ts";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { deliveryStates } from "../messages/index.ts";
import { useSaveCallback } from "./callback-queries.ts";

interface CallbackForm {
  readonly name: string;
  readonly url: string;
  readonly secret: string;
  readonly events: string[];
  readonly channels: string[];
  /** `team=finance` */
  readonly labels: string[];
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
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  const submit = ({ labels, ...draft }: CallbackForm) => {
    const named = readLabels(labels);
    if (named === undefined) return form.setFields([{ name: "labels", errors: [t("messages.faults.label")] }]);
    save.mutate(
      { ...draft, labels: named },
      {
        onSuccess() {
          onClose();
          void message.success(t("callbacks.saved", { name: draft.name }));
        },
      },
    );
  };
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
        initialValues={
          callback === undefined
            ? { events: [], channels: [], labels: [], onlyNamed: false, enabled: true }
            : { ...callback, labels: labelTexts(callback.labels) }
        }
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
        <Form.Item name="channels" label={t("callbacks.channels")} extra={t("callbacks.channelsHint")}>
          <Select mode="multiple" options={channels.map(({ id }) => ({ value: id, label: channelText(id) }))} />
        </Form.Item>
        <Form.Item name="labels" label={t("messages.labels")} extra={t("callbacks.labelsHint")}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", "，", ";", "；"]} />
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
