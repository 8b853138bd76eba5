import type { ApiKeyWithSecret } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber, Modal, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { PermissionPicker } from "../roles/index.ts";
import { everything, ScopeItems, toScope, useScopeChoices, type ScopeForm } from "../scope/index.ts";
import { sessionQuery } from "../session/index.ts";
import { expiryOf, keyTerms, type KeyTerm } from "./key-expiry.ts";
import { useCreateKey, type KeyDraft } from "./key-queries.ts";

interface Values {
  readonly name: string;
  readonly note: string;
  readonly permissions: KeyDraft["permissions"];
  readonly scope: ScopeForm;
  readonly term: KeyTerm;
  readonly requestsPerMinute: number | null;
}

/** Makes a key for a program. @param props.onCreated is handed the secret, which is known only then */
export function KeyDialog(props: {
  readonly onClose: () => void;
  readonly onCreated: (created: ApiKeyWithSecret) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const { data: caller } = useQuery(sessionQuery);
  const choices = useScopeChoices();
  const create = useCreateKey();

  const submit = ({ term, scope, ...values }: Values) =>
    create.mutate(
      { ...values, scope: toScope(scope, choices.typeOf), expiresAt: expiryOf(term, new Date()) },
      { onSuccess: props.onCreated },
    );

  return (
    <Modal
      open
      width={760}
      title={t("keys.add")}
      okText={t("keys.create")}
      onOk={() => form.submit()}
      onCancel={props.onClose}
      confirmLoading={create.isPending}
    >
      {create.error !== null && <ProblemAlert error={create.error} />}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ note: "", permissions: [], scope: everything, term: "90d", requestsPerMinute: null }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t("keys.name")}
          rules={[{ required: true, whitespace: true, max: 100, message: t("form.required") }]}
        >
          <Input autoComplete="off" placeholder={t("keys.nameExample")} />
        </Form.Item>
        <Form.Item name="note" label={t("keys.note")}>
          <Input autoComplete="off" maxLength={1_000} />
        </Form.Item>
        <Form.Item
          name="permissions"
          label={t("keys.permissions")}
          extra={t("keys.permissionsHint")}
          rules={[{ required: true, type: "array", min: 1, message: t("roles.permissionsFault") }]}
        >
          <PermissionPicker choices={caller?.permissions ?? []} />
        </Form.Item>
        <ScopeItems choices={choices} />
        <Form.Item name="term" label={t("keys.term")}>
          <Select
            style={{ width: 200 }}
            options={keyTerms.map((value) => ({ value, label: t(`keys.terms.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="requestsPerMinute"
          label={t("keys.limit")}
          extra={t("keys.limitHint")}
          style={{ marginBottom: 0 }}
        >
          <InputNumber<number> min={1} max={1_000_000} precision={0} style={{ width: 200 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
