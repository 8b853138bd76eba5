import { LockOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Credentials } from "./session-queries.ts";

/** Asks for the name and the password. */
export function PasswordStep(props: {
  readonly isPending: boolean;
  readonly onSubmit: (credentials: Credentials) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Form<Credentials> layout="vertical" requiredMark={false} onFinish={props.onSubmit} size="large">
      <Form.Item name="name" label={t("session.name")} rules={[{ required: true, message: t("form.required") }]}>
        <Input
          prefix={<UserOutlined />}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- this page has nothing else to begin with
          autoFocus
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("session.password")}
        rules={[{ required: true, message: t("form.required") }]}
      >
        <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={props.isPending}>
        {t("session.submit")}
      </Button>
    </Form>
  );
}
