import type { MessagePolicy } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, InputNumber, Modal, Radio, Select, Switch } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { policyDraftOf, policyFormOf, policyKinds, type PolicyForm, type PolicyKind } from "./policy-form.ts";
import { useSavePolicy } from "./policy-queries.ts";

/** Writes a policy. @param props.policy the one to change; a new one when left out */
export function PolicyDialog(props: { readonly policy?: MessagePolicy; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<PolicyForm>();
  const save = useSavePolicy();
  const { policy, onClose } = props;
  const initial = policyFormOf(policy);
  const kind = Form.useWatch("kind", form) ?? initial.kind;

  const submit = (values: Partial<PolicyForm>) => {
    const whole = { ...initial, ...values };
    save.mutate(
      { name: whole.name, ...policyDraftOf(whole) },
      {
        onSuccess() {
          onClose();
          void message.success(t("policies.saved", { name: whole.name }));
        },
      },
    );
  };
  return (
    <Modal
      open
      title={policy === undefined ? t("policies.add") : t("policies.edit", { name: policy.name })}
      okText={t("common.save")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending}
      width={600}
    >
      {save.error !== null && <ProblemAlert error={save.error} />}
      <Form<PolicyForm>
        form={form}
        name="policy"
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t("policies.name")}
          rules={[
            { required: true, pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, message: t("policies.nameFault") },
          ]}
        >
          <Input disabled={policy !== undefined} spellCheck={false} autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="kind" label={t("policies.kind")}>
          <Radio.Group
            disabled={policy !== undefined}
            options={policyKinds.map((value) => ({ value, label: t(`policies.kinds.${value}`) }))}
          />
        </Form.Item>
        <Decision kind={kind} />
        <About withRecipients={kind !== "content"} />
        <Form.Item name="enabled" label={t("policies.on")} valuePropName="checked" style={{ marginBottom: 0 }}>
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Decision({ kind }: { readonly kind: PolicyKind }): ReactElement {
  const { t } = useTranslation();
  const required = [{ required: true, message: t("form.required") }];
  switch (kind) {
    case "quiet-hours":
      return (
        <>
          <Form.Item name="from" label={t("policies.from")} rules={required}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="until" label={t("policies.until")} extra={t("policies.untilHint")} rules={required}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="timeZone" label={t("channels.timeZone")} rules={required}>
            <Input spellCheck={false} />
          </Form.Item>
        </>
      );
    case "frequency-cap":
      return (
        <>
          <Form.Item name="most" label={t("policies.most")} rules={required}>
            <InputNumber min={1} max={100_000} precision={0} />
          </Form.Item>
          <Form.Item name="per" label={t("policies.per")} extra={t("policies.perHint")} rules={required}>
            <Input spellCheck={false} autoCapitalize="none" />
          </Form.Item>
          <Form.Item name="surplus" label={t("policies.surplus")}>
            <Radio.Group
              options={(["delay", "suppress"] as const).map((value) => ({
                value,
                label: t(`policies.surpluses.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name="urgent" label={t("policies.urgent")}>
            <Radio.Group
              options={(["passes", "counts"] as const).map((value) => ({
                value,
                label: t(`policies.urgents.${value}`),
              }))}
            />
          </Form.Item>
        </>
      );
    case "content":
      return <ContentItems />;
    case "overflow":
      return (
        <>
          <Form.Item name="after" label={t("policies.after")} extra={t("policies.afterHint")} rules={required}>
            <Input spellCheck={false} autoCapitalize="none" />
          </Form.Item>
          <Form.Item name="overflow" label={t("policies.overflow")}>
            <Radio.Group
              options={(["gather", "delay"] as const).map((value) => ({
                value,
                label: t(`policies.overflows.${value}`),
              }))}
            />
          </Form.Item>
        </>
      );
    default:
      return kind satisfies never;
  }
}

function ContentItems(): ReactElement {
  const { t } = useTranslation();
  const form = Form.useFormInstance<PolicyForm>();
  const limitsLinks = Form.useWatch("limitsLinks", form) ?? false;
  return (
    <>
      <Form.Item name="blockedWords" label={t("policies.blockedWords")} extra={t("form.listHint")}>
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="limitsLinks" valuePropName="checked">
        <Checkbox>{t("policies.limitsLinks")}</Checkbox>
      </Form.Item>
      <Form.Item
        name="linkHosts"
        label={t("policies.linkHosts")}
        extra={t("policies.linkHostsHint")}
        hidden={!limitsLinks}
      >
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="mostBytes" label={t("policies.mostBytes")}>
        <InputNumber min={1} precision={0} />
      </Form.Item>
      <Form.Item name="mostRecipients" label={t("policies.mostRecipients")}>
        <InputNumber min={1} max={500} precision={0} />
      </Form.Item>
    </>
  );
}

function About({ withRecipients }: { readonly withRecipients: boolean }): ReactElement {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  return (
    <>
      <Form.Item name="channels" label={t("policies.channels")} extra={t("policies.allHint")}>
        <Select mode="multiple" options={channels.map(({ id }) => ({ value: id, label: channelText(id) }))} />
      </Form.Item>
      <Form.Item
        name="labels"
        label={t("policies.labels")}
        rules={[{ validator: (_, labels: readonly string[]) => refuseNameless(labels, t("messages.faults.label")) }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} placeholder="team=finance" />
      </Form.Item>
      {withRecipients && (
        <Form.Item name="recipients" label={t("policies.recipients")} extra={t("policies.recipientsHint")}>
          <Select mode="tags" open={false} suffixIcon={null} />
        </Form.Item>
      )}
    </>
  );
}

function refuseNameless(labels: readonly string[], fault: string): Promise<void> {
  return labels.every((label) => /^[^=]+=/.test(label)) ? Promise.resolve() : Promise.reject(new Error(fault));
}
