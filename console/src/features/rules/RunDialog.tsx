import { isBelfryProblem } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import { App, Alert, Form, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import {
  readFormValues,
  readSchemaFields,
  SchemaFormItems,
  type FieldFault,
  type FormValues,
  type SchemaField,
} from "../../ui/schema-form/index.ts";
import { faultsByField } from "./input-faults.ts";
import { useTriggerRule, type Rule } from "./rule-queries.ts";

/** Starts a rule by hand: asks for what its `inputs` declare, and shows what is wrong beside each field. */
export function RunDialog({ rule, onClose }: { readonly rule: Rule; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<FormValues>();
  // A new key for every opened dialog: pressing twice, or again after a lost answer, starts one execution.
  const [idempotencyKey] = useState(() => `console-${Date.now()}-${Math.random().toString(36).slice(2)}`);
  const trigger = useTriggerRule();
  const fields = readSchemaFields(rule.definition["inputs"]);

  const start = (values: FormValues) => {
    const read = readFormValues(fields, values);
    if (!read.ok)
      return form.setFields(
        fields.map((field) => ({ name: field.name, errors: faultText(field, read.faults[field.name]) })),
      );
    trigger.mutate(
      { rule: rule.rule, inputs: fields.length === 0 ? undefined : read.inputs, idempotencyKey },
      {
        onError(error) {
          if (!isBelfryProblem(error)) return;
          const faults = faultsByField(error.problems, fields);
          form.setFields([...faults].map(([name, errors]) => ({ name, errors })));
        },
        onSuccess({ executionId, fate }) {
          onClose();
          if (executionId === null) return void message.warning(t("rules.notStarted", { fate: t(`fates.${fate}`) }));
          void message.success(startedNote(executionId));
        },
      },
    );
  };

  const faultText = (field: SchemaField, fault: FieldFault | undefined): string[] => {
    if (fault === undefined) return [];
    if (fault === "too-small") return [t("form.too-small", { limit: field.min ?? 0 })];
    if (fault === "too-large") return [t("form.too-large", { limit: field.max ?? 0 })];
    return [t(`form.${fault}`)];
  };

  return (
    <Modal
      open
      title={t("rules.runTitle", { name: rule.name })}
      okText={t("rules.run")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={trigger.isPending}
      width={560}
      styles={{ body: { paddingTop: 8 } }}
    >
      {rule.status === "disabled" && (
        <Alert type="info" showIcon title={t("rules.runDisabled")} style={{ marginBottom: 16 }} />
      )}
      {trigger.error !== null && <ProblemAlert error={trigger.error} />}
      {fields.length === 0 && <p>{t("rules.runWithout")}</p>}
      <Form<FormValues>
        form={form}
        layout="vertical"
        initialValues={Object.fromEntries(fields.map(({ name, initial }) => [name, initial]))}
        onFinish={start}
      >
        <SchemaFormItems fields={fields} />
      </Form>
    </Modal>
  );
}

function startedNote(executionId: number): ReactElement {
  return <Started executionId={executionId} />;
}

function Started({ executionId }: { readonly executionId: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {t("rules.started", { id: executionId })} ·{" "}
      <Link to="/executions/$executionId" params={{ executionId }}>
        {t("rules.open")}
      </Link>
    </>
  );
}
