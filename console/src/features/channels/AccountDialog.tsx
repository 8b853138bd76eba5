import type { AccountStatus, ChannelEntry } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Modal, Select, Switch } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { readFormValues, SchemaFormItems, type FormValues } from "../../ui/schema-form/index.ts";
import { inChinese } from "./account-fields-zh.ts";
import { accountFieldsOf, configOf, formValuesOf } from "./account-fields.ts";
import styles from "./AccountDialog.module.css";
import { channelListQuery, useSaveAccount } from "./channel-queries.ts";
import { useChannelText } from "./use-channel-text.ts";

const windows = ["perSecond", "perMinute", "perDay", "perMonth"] as const;

interface Share {
  readonly name: string;
  readonly enabled: boolean;
  readonly priority: number;
  readonly weight: number;
  readonly timeZone?: string | null;
  readonly perSecond?: number | null;
  readonly perMinute?: number | null;
  readonly perDay?: number | null;
  readonly perMonth?: number | null;
}

/** Writes a sending account. @param props.account the one to change; a new one when left out */
export function AccountDialog(props: {
  readonly account?: AccountStatus;
  /** The channel of a new one, to begin with. */
  readonly channel?: string;
  readonly onClose: () => void;
}): ReactElement {
  const query = useQuery(channelListQuery);
  return <QueryView query={query}>{(channels) => <Opened {...props} channels={channels} />}</QueryView>;
}

function Opened(props: {
  readonly account?: AccountStatus;
  readonly channel?: string;
  readonly channels: readonly ChannelEntry[];
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { language } = usePreferences();
  const channelText = useChannelText();
  const [share] = Form.useForm<Share>();
  const [config] = Form.useForm<FormValues>();
  const save = useSaveAccount();
  const { account, channels, onClose } = props;
  const [channel, setChannel] = useState(account?.channel ?? props.channel ?? channels[0]?.id ?? "");
  const fields = accountFieldsOf(channels.find(({ id }) => id === channel)?.accountSchema ?? {});

  const submit = async () => {
    const { name, enabled, priority, weight, timeZone, ...caps } = await share.validateFields();
    const read = readFormValues(fields.fields, config.getFieldsValue());
    if (!read.ok) {
      config.setFields(
        Object.entries(read.faults).map(([field, fault]) => ({ name: field, errors: [faultText(fault)] })),
      );
      return;
    }
    const limits: { -readonly [Window in (typeof windows)[number]]?: number | null } = {};
    for (const window of windows) {
      const cap = caps[window];
      if (typeof cap === "number") limits[window] = cap;
      // What the form leaves empty stays "no cap at all" where somebody had said so.
      else if (account?.caps[window] === null) limits[window] = null;
    }
    const draft = {
      channel,
      name: account?.name ?? name,
      config: configOf(fields, read.inputs),
      enabled,
      priority,
      weight,
      caps: limits,
      timeZone: (timeZone ?? "") === "" ? null : (timeZone ?? null),
    };
    save.mutate(draft, {
      onSuccess() {
        onClose();
        void message.success(t("channels.saved", { name: draft.name }));
      },
    });
  };
  const faultText = (fault: "required" | "not-a-number" | "not-whole" | "too-small" | "too-large" | "not-json") =>
    fault === "too-small" || fault === "too-large" ? t("form.not-a-number") : t(`form.${fault}`);

  return (
    <Modal
      open
      title={account === undefined ? t("channels.add") : t("channels.edit", { name: account.name })}
      okText={t("common.save")}
      // What is missing is told at its field.
      onOk={() => void submit().catch(() => undefined)}
      onCancel={onClose}
      confirmLoading={save.isPending}
      width={620}
    >
      {save.error !== null && <ProblemAlert error={save.error} />}
      <Form<Share>
        form={share}
        name="account"
        layout="vertical"
        requiredMark={false}
        initialValues={
          account === undefined
            ? { name: "", enabled: true, priority: 100, weight: 1 }
            : { ...account, ...account.caps, timeZone: account.timeZone ?? "" }
        }
      >
        <Form.Item label={t("messages.channel")} htmlFor="account-channel">
          <Select
            id="account-channel"
            disabled={account !== undefined}
            value={channel}
            onChange={setChannel}
            options={channels.map(({ id }) => ({ value: id, label: channelText(id) }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t("channels.name")} rules={[{ required: true, message: t("form.required") }]}>
          <Input disabled={account !== undefined} maxLength={100} />
        </Form.Item>
        <div className={styles["row"]}>
          <Form.Item name="priority" label={t("channels.priority")} extra={t("channels.priorityHint")}>
            <InputNumber min={0} max={1_000} precision={0} />
          </Form.Item>
          <Form.Item name="weight" label={t("channels.weight")} extra={t("channels.weightHint")}>
            <InputNumber min={1} max={1_000} precision={0} />
          </Form.Item>
          <Form.Item name="enabled" label={t("channels.enabled")} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
        <details className={styles["more"]}>
          <summary>{t("channels.caps")}</summary>
          <p className="quiet small">{t("channels.capsHint")}</p>
          <div className={styles["row"]}>
            {windows.map((window) => (
              <Form.Item key={window} name={window} label={t(`channels.capNames.${window}`)}>
                <InputNumber min={1} precision={0} />
              </Form.Item>
            ))}
          </div>
          <Form.Item name="timeZone" label={t("channels.timeZone")} extra={t("channels.timeZoneHint")}>
            <Input placeholder="Asia/Shanghai" spellCheck={false} />
          </Form.Item>
        </details>
      </Form>
      <h3 className={styles["title"]}>{channelText(channel)}</h3>
      {fields.secrets.size > 0 && (
        <p className="quiet small">
          {t("channels.secretHint", { fields: [...fields.secrets].join(t("common.comma")) })}
        </p>
      )}
      <Form<FormValues>
        // Another channel asks for other fields.
        key={channel}
        form={config}
        name="config"
        layout="vertical"
        initialValues={formValuesOf(fields, account?.config ?? {})}
      >
        <SchemaFormItems fields={language === "zh" ? inChinese(channel, fields.fields) : fields.fields} />
      </Form>
    </Modal>
  );
}
