import type { Role } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Form, Input, Modal } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { sessionQuery } from "../session/index.ts";
import { PermissionPicker } from "./PermissionPicker.tsx";
import { useSaveRole, type RoleDraft } from "./role-queries.ts";

/** Writes an own role. @param props.role the one to change; a new one when left out */
export function RoleDialog(props: { readonly role?: Role; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<RoleDraft>();
  const { data: caller } = useQuery(sessionQuery);
  const save = useSaveRole();
  const { role, onClose } = props;

  const submit = (draft: RoleDraft) =>
    save.mutate(draft, {
      onSuccess() {
        onClose();
        void message.success(t("roles.saved", { name: draft.name }));
      },
    });

  return (
    <Modal
      open
      width={760}
      title={role === undefined ? t("roles.add") : t("roles.edit", { name: role.name })}
      okText={t("common.save")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending}
    >
      {save.error !== null && <ProblemAlert error={save.error} />}
      <Form<RoleDraft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={role ?? { description: "", permissions: ["rules:read", "executions:read"] }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t("roles.name")}
          rules={[{ required: true, pattern: /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u, message: t("roles.nameFault") }]}
        >
          <Input disabled={role !== undefined} />
        </Form.Item>
        <Form.Item name="description" label={t("roles.description")}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item
          name="permissions"
          label={t("roles.permissions")}
          rules={[{ required: true, type: "array", min: 1, message: t("roles.permissionsFault") }]}
          style={{ marginBottom: 0 }}
        >
          <PermissionPicker choices={caller?.permissions ?? []} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
