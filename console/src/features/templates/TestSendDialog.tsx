import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Form, Modal, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { useTestTemplate } from "./template-queries.ts";
import type { EditedVariant } from "./template-draft.ts";

interface TestForm {
  readonly channel: string;
  readonly to: string[];
}

/** Sends a saved template with its examples to a few addresses. */
export function TestSendDialog(props: {
  readonly code: string;
  readonly variant: EditedVariant;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<TestForm>();
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  const test = useTestTemplate();
  const { code, variant, onClose } = props;
  const submit = ({ channel, to }: TestForm) =>
    test.mutate(
      { code, channel, to, language: variant.language ?? "zh-CN" },
      {
        onSuccess({ id }) {
          onClose();
          void message.success(sentNote(id));
        },
      },
    );
  return (
    <Modal
      open
      title={t("templates.testTitle")}
      okText={t("messages.sendNow")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={test.isPending}
    >
      {test.error !== null && <ProblemAlert error={test.error} />}
      <p>{t("templates.testText")}</p>
      <Form<TestForm>
        form={form}
        name="test"
        layout="vertical"
        requiredMark={false}
        initialValues={{ channel: variant.channel === "*" ? "email" : variant.channel, to: [] }}
        onFinish={submit}
      >
        <Form.Item name="channel" label={t("messages.channel")}>
          <Select options={channels.map(({ id }) => ({ value: id, label: channelText(id) }))} />
        </Form.Item>
        <Form.Item
          name="to"
          label={t("messages.fields.to")}
          extra={t("messages.toHint")}
          rules={[{ required: true, message: t("form.required") }]}
          style={{ marginBottom: 0 }}
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", "，", ";", " "]} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function sentNote(id: number): ReactElement {
  return <Sent id={id} />;
}

function Sent({ id }: { readonly id: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {t("messages.sent", { id })} ·{" "}
      <Link to="/messages/$messageId" params={{ messageId: id }}>
        {t("messages.open")}
      </Link>
    </>
  );
}
