import { App, Form, Input, InputNumber, Modal, Radio } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useSaveLimit, type Limit } from "./limit-queries.ts";

interface Draft {
  readonly kind: Limit["kind"];
  readonly name: string;
  readonly concurrency?: number | null;
  readonly limit?: number | null;
  readonly per?: string;
  readonly note?: string;
}

/** Sets how many executions with a label work at once, or how often a connection is called. @param props.limit the one to change */
export function LimitDialog(props: { readonly limit?: Limit; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Draft>();
  const kind = Form.useWatch("kind", form) ?? props.limit?.kind ?? "label";
  const save = useSaveLimit();
  const { limit, onClose } = props;

  const submit = ({ name, concurrency, limit: calls, per, note = "" }: Draft) => {
    const draft =
      kind === "label"
        ? { ...(concurrency != null && { concurrency }), note }
        : { ...(calls != null && per !== undefined && { rate: { limit: calls, per } }), note };
    save.mutate(
      { kind, name, draft },
      {
        onSuccess() {
          onClose();
          void message.success(t("flow.limitSaved", { name }));
        },
      },
    );
  };
  const required = [{ required: true, message: t("form.required") }];

  return (
    <Modal
      open
      title={limit === undefined ? t("flow.addLimit") : t("flow.editLimit", { name: limit.name })}
      okText={t("common.save")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending}
    >
      {save.error !== null && <ProblemAlert error={save.error} />}
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          limit === undefined
            ? { kind: "label", name: "", concurrency: 1, limit: 60, per: "1m", note: "" }
            : { ...limit, limit: limit.rate?.limit ?? 60, per: limit.rate?.per ?? "1m" }
        }
        onFinish={submit}
      >
        <Form.Item name="kind" label={t("flow.limitFor")}>
          <Radio.Group
            disabled={limit !== undefined}
            options={(["label", "connection"] as const).map((value) => ({
              value,
              label: t(`flow.limitKinds.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t(`flow.limitNames.${kind}`)} rules={required}>
          <Input
            disabled={limit !== undefined}
            spellCheck={false}
            autoCapitalize="none"
            placeholder={kind === "label" ? "db=erp" : "erp.example.org:443"}
          />
        </Form.Item>
        {kind === "label" ? (
          <Form.Item name="concurrency" label={t("flow.concurrency")} rules={required}>
            <InputNumber min={1} max={10_000} precision={0} />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="limit" label={t("flow.calls")} rules={required}>
              <InputNumber min={1} max={1_000_000} precision={0} />
            </Form.Item>
            <Form.Item name="per" label={t("flow.per")} extra={t("flow.perHint")} rules={required}>
              <Input spellCheck={false} autoCapitalize="none" />
            </Form.Item>
          </>
        )}
        <Form.Item name="note" label={t("flow.note")} style={{ marginBottom: 0 }}>
          <Input maxLength={1_000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
