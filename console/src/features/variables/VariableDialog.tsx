import type { Variable } from "@belfry/client";
import { App, Form, Input, Modal } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useSetVariable } from "./variable-queries.ts";

interface Values {
  readonly name: string;
  readonly json: string;
}

/** Sets one variable; its value is written as JSON. @param props.variable the one to change; a new one when left out */
export function VariableDialog(props: { readonly variable?: Variable; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const set = useSetVariable();
  const { variable, onClose } = props;

  const save = ({ name, json }: Values) =>
    set.mutate(
      { name, value: JSON.parse(json) as unknown },
      {
        onSuccess() {
          onClose();
          void message.success(t("variables.saved", { name }));
        },
      },
    );

  return (
    <Modal
      open
      width={640}
      title={variable === undefined ? t("variables.add") : t("variables.edit", { name: variable.name })}
      okText={t("common.save")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={set.isPending}
    >
      {set.error !== null && <ProblemAlert error={set.error} />}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          name: variable?.name,
          json: variable === undefined ? "" : JSON.stringify(variable.value, null, 2),
        }}
        onFinish={save}
      >
        <Form.Item
          name="name"
          label={t("variables.name")}
          rules={[{ required: true, pattern: /^[A-Za-z_][A-Za-z0-9_]{0,127}$/, message: t("variables.nameFault") }]}
        >
          <Input disabled={variable !== undefined} spellCheck={false} autoCapitalize="none" />
        </Form.Item>
        <Form.Item
          name="json"
          label={t("variables.value")}
          extra={t("variables.valueHint")}
          validateTrigger="onBlur"
          rules={[
            {
              validator: (_, text: unknown) => {
                const reason = jsonFault(typeof text === "string" ? text : "");
                return reason === undefined
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("variables.valueFault", { reason })));
              },
            },
          ]}
        >
          <Input.TextArea
            autoSize={{ minRows: 6, maxRows: 20 }}
            spellCheck={false}
            style={{ fontFamily: "var(--ant-font-family-code)", fontSize: 13 }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Why a text is no JSON. */
function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
