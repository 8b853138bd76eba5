import { useQuery } from "@tanstack/react-query";
import { Form, Input, Radio, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { useMay } from "../session/index.ts";
import { contentKinds, priorities, type SendForm } from "./message-draft.ts";
import styles from "./SendFields.module.css";
import { TemplateFields } from "./TemplateFields.tsx";

const separators = [",", "，", "、", ";", "；", " "];

/** The controls of a message, inside of a form of `SendForm`. */
export function SendFields(props: {
  readonly files: readonly File[];
  readonly onFiles: (files: readonly File[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  const form = Form.useFormInstance<SendForm>();
  const channel = Form.useWatch("channel", form) ?? "email";
  const isMail = channel === "email";
  const may = useMay();
  const byTemplate = Form.useWatch("contentKind", form) === "template";
  const kinds = contentKinds.filter((kind) => kind !== "template" || may("templates:read"));
  return (
    <>
      <Form.Item name="channel" label={t("messages.channel")}>
        <Select options={channels.map(({ id }) => ({ value: id, label: channelText(id) }))} />
      </Form.Item>
      <Addresses name="to" label={t("messages.fields.to")} hint={t("messages.toHint")} required />
      {isMail && (
        <div className={styles["pair"]}>
          <Addresses name="cc" label={t("messages.fields.cc")} />
          <Addresses name="bcc" label={t("messages.fields.bcc")} />
        </div>
      )}
      <Form.Item name="contentKind" label={t("messages.contentKind")}>
        <Radio.Group options={kinds.map((value) => ({ value, label: t(`messages.${value}`) }))} />
      </Form.Item>
      {byTemplate ? (
        <TemplateFields />
      ) : (
        <>
          <Form.Item name="subject" label={t("messages.subject")}>
            <Input />
          </Form.Item>
          <Form.Item name="content" label={t("messages.content")}>
            <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} />
          </Form.Item>
        </>
      )}
      <details className={styles["more"]}>
        <summary>{t("messages.moreFields")}</summary>
        <MoreFields {...props} />
      </details>
    </>
  );
}

function Addresses(props: {
  readonly name: "to" | "cc" | "bcc";
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      extra={props.hint}
      {...(props.required === true && { rules: [{ required: true, message: t("form.required") }] })}
    >
      <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={separators} />
    </Form.Item>
  );
}

function MoreFields(props: {
  readonly files: readonly File[];
  readonly onFiles: (files: readonly File[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name="priority" label={t("messages.priority")}>
        <Radio.Group options={priorities.map((value) => ({ value, label: t(`messages.priorities.${value}`) }))} />
      </Form.Item>
      <div className={styles["pair"]}>
        <Form.Item name="scheduledAt" label={t("messages.scheduled")} extra={t("messages.scheduledHint")}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="expiresAt" label={t("messages.expires")} extra={t("messages.expiresHint")}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <Form.Item name="account" label={t("messages.account")} extra={t("messages.accountHint")}>
        <Input spellCheck={false} autoCapitalize="none" />
      </Form.Item>
      <Form.Item name="labels" label={t("messages.labels")} extra={t("messages.labelsHint")}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={separators} />
      </Form.Item>
      <Form.Item name="businessKey" label={t("messages.businessKey")} extra={t("messages.businessKeyHint")}>
        <Input spellCheck={false} autoCapitalize="none" maxLength={256} />
      </Form.Item>
      <Form.Item name="payload" label={t("messages.payload")} extra={t("messages.payloadHint")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} spellCheck={false} className="code" />
      </Form.Item>
      <Form.Item label={t("sandbox.attachments")} htmlFor="message-files" extra={t("messages.filesHint")}>
        <input
          id="message-files"
          type="file"
          multiple
          onChange={({ target }) => props.onFiles([...(target.files ?? [])])}
        />
      </Form.Item>
    </>
  );
}
