import type { User } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, Modal, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { roleListQuery } from "../roles/index.ts";
import { everything, ScopeItems, toScope, toScopeForm, useScopeChoices, type ScopeForm } from "../scope/index.ts";
import { loginOptionsQuery, useMay, useRoleText } from "../session/index.ts";
import { useChangeUser, useCreateUser, type NewUser } from "./user-queries.ts";

interface Values {
  readonly name: string;
  readonly displayName: string;
  readonly email?: string | null;
  readonly role: string;
  readonly scope: ScopeForm;
  readonly enabled: boolean;
  readonly secondFactorRequired: boolean;
  readonly linkAllowed: boolean;
  readonly withPassword: boolean;
}

const fresh = {
  displayName: "",
  role: "viewer",
  scope: everything,
  enabled: true,
  secondFactorRequired: false,
  linkAllowed: false,
  withPassword: true,
} as const satisfies Partial<Values>;

/**
 * Adds a person or changes one.
 *
 * @param props.user the one to change; a new one when left out
 * @param props.onCreated is handed the first password, which is known only then
 */
export function UserDialog(props: {
  readonly user?: User;
  readonly onClose: () => void;
  readonly onCreated: (created: NewUser) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const choices = useScopeChoices();
  const create = useCreateUser();
  const change = useChangeUser();
  const { user, onClose } = props;
  const error = create.error ?? change.error;

  const submit = ({ name, enabled, withPassword, ...values }: Values) => {
    const email = values.email?.trim() ?? "";
    const fields = { ...values, email: email === "" ? null : email, scope: toScope(values.scope, choices.typeOf) };
    if (user === undefined) {
      const options = { onSuccess: (created: NewUser) => props.onCreated(created) };
      return create.mutate({ name, withPassword: withPassword ?? true, ...fields }, options);
    }
    return change.mutate(
      { name: user.name, changes: { enabled, ...fields } },
      {
        onSuccess() {
          onClose();
          void message.success(t("users.saved", { name: user.name }));
        },
      },
    );
  };

  return (
    <Modal
      open
      width={680}
      title={user === undefined ? t("users.add") : t("users.edit", { name: user.name })}
      okText={t("common.save")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={create.isPending || change.isPending}
    >
      {error !== null && <ProblemAlert error={error} />}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={user === undefined ? fresh : { ...user, scope: toScopeForm(user.scope) }}
        onFinish={submit}
      >
        <PersonItems isNew={user === undefined} />
        <RoleItem />
        <ScopeItems choices={choices} />
        <AccountItems isNew={user === undefined} />
      </Form>
    </Modal>
  );
}

function PersonItems({ isNew }: { readonly isNew: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="name"
        label={t("users.name")}
        rules={[{ required: true, pattern: /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,62}$/u, message: t("users.nameFault") }]}
      >
        <Input disabled={!isNew} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="displayName" label={t("users.displayName")}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t("users.email")}
        extra={t("users.emailHint")}
        rules={[{ type: "email", message: t("users.emailFault") }]}
      >
        <Input type="email" autoComplete="off" />
      </Form.Item>
    </>
  );
}

function RoleItem(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const roleText = useRoleText();
  const roles = useQuery({ ...roleListQuery, enabled: may("roles:read") });
  return (
    <Form.Item name="role" label={t("users.role")} rules={[{ required: true, message: t("form.required") }]}>
      <Select
        options={(roles.data?.items ?? []).map(({ name, description }) => ({
          value: name,
          label: description === "" ? roleText(name) : `${roleText(name)} · ${description}`,
        }))}
      />
    </Form.Item>
  );
}

function AccountItems({ isNew }: { readonly isNew: boolean }): ReactElement {
  const { t } = useTranslation();
  const { data: options } = useQuery(loginOptionsQuery);
  const hasSso = options?.singleSignOn === true;
  return (
    <>
      {!isNew && (
        <Form.Item name="enabled" valuePropName="checked" style={{ marginBottom: 4 }}>
          <Checkbox>{t("users.enabled")}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="secondFactorRequired" valuePropName="checked" style={{ marginBottom: 4 }}>
        <Checkbox>{t("users.secondFactorRequired")}</Checkbox>
      </Form.Item>
      <Form.Item name="linkAllowed" valuePropName="checked" hidden={!hasSso} style={{ marginBottom: 4 }}>
        <Checkbox>{t("users.linkAllowed")}</Checkbox>
      </Form.Item>
      {isNew && (
        <Form.Item name="withPassword" valuePropName="checked" hidden={!hasSso} style={{ marginBottom: 0 }}>
          <Checkbox>{t("users.withPassword")}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}
