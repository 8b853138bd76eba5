import { LockOutlined, UserOutlined } from "@ant-design/icons";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { AppearanceButtons } from "../../ui/AppearanceButtons.tsx";
import { Logo } from "../../ui/Logo.tsx";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import styles from "./LoginPage.module.css";
import { useSignIn, type Credentials } from "./session-queries.ts";

const route = getRouteApi("/login");

export function LoginPage(): ReactElement {
  const { t } = useTranslation();
  const { to = "/rules" } = route.useSearch();
  const router = useRouter();
  const signIn = useSignIn();

  const submit = (credentials: Credentials) => {
    // Replaces the login in the history, so that "back" does not lead to it.
    signIn.mutate(credentials, { onSuccess: () => void router.navigate({ href: to, replace: true }) });
  };

  return (
    <main className={styles["page"]}>
      <title>{`${t("session.title")} · 钟楼 Belfry`}</title>
      <div className={styles["card"]}>
        <Logo size={56} />
        <h1 className={styles["title"]}>
          钟楼 <span>Belfry</span>
        </h1>
        <p className={styles["lead"]}>{t("session.lead")}</p>
        {signIn.error !== null && <ProblemAlert error={signIn.error} />}
        <Form<Credentials> layout="vertical" requiredMark={false} onFinish={submit} size="large">
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
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {t("session.submit")}
          </Button>
        </Form>
        <p className={styles["hint"]}>{t("session.firstLoginHint")}</p>
      </div>
      <div className={styles["appearance"]}>
        <AppearanceButtons />
      </div>
    </main>
  );
}
