import { useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { sessionQuery } from "../session/index.ts";
import { useChangePassword } from "./account-queries.ts";

interface Values {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly repeated: string;
}

const SHORTEST = 10;

/** @param props.onDone called when the password is changed */
export function PasswordForm(props: { readonly onDone?: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { data: caller } = useQuery(sessionQuery);
  const [form] = Form.useForm<Values>();
  const change = useChangePassword();

  const save = ({ currentPassword, newPassword }: Values) =>
    change.mutate(
      { currentPassword, newPassword },
      {
        onSuccess() {
          form.resetFields();
          void message.success(t("settings.changed"));
          props.onDone?.();
        },
      },
    );

  return (
    <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={save} style={{ maxWidth: 360 }}>
      {change.error !== null && <ProblemAlert error={change.error} />}
      {/* Tells password managers whose password this is. */}
      <input type="text" autoComplete="username" value={caller?.name ?? ""} readOnly hidden />
      <Form.Item
        name="currentPassword"
        label={t("settings.currentPassword")}
        rules={[{ required: true, message: t("form.required") }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={t("settings.newPassword")}
        extra={t("settings.passwordShort", { count: SHORTEST })}
        rules={[{ required: true, min: SHORTEST, message: t("settings.passwordShort", { count: SHORTEST }) }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={t("settings.repeatPassword")}
        dependencies={["newPassword"]}
        rules={[
          { required: true, message: t("form.required") },
          ({ getFieldValue }) => ({
            validator: (_, value: unknown) =>
              value === undefined || value === getFieldValue("newPassword")
                ? Promise.resolve()
                : Promise.reject(new Error(t("settings.passwordDiffers"))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t("settings.password")}
      </Button>
    </Form>
  );
}
