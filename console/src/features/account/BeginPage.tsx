import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { EntranceFrame, sessionQuery, useSignOut } from "../session/index.ts";
import { PasswordForm } from "./PasswordForm.tsx";
import { SecondFactorSetup } from "./SecondFactorSetup.tsx";

const route = getRouteApi("/begin");

/** What somebody has to do before the console opens: choose a password of their own, or set up a second factor. */
export function BeginPage(): ReactElement {
  const { t } = useTranslation();
  const { to = "/rules" } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const signOut = useSignOut();
  const { data: caller } = useQuery(sessionQuery);
  const goOn = async () => {
    const now = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    if (now !== null && now.pending === null) await router.navigate({ href: to, replace: true });
  };
  const leave = () =>
    signOut.mutate(undefined, { onSuccess: () => void router.navigate({ to: "/login", search: {} }) });
  const isPassword = caller?.pending === "password-change";

  return (
    <EntranceFrame title={t("account.begin")} lead={t("account.beginLead", { name: caller?.name ?? "" })}>
      <Alert
        type="info"
        showIcon
        title={t(isPassword ? "account.mustChange" : "account.mustSetUp")}
        style={{ marginBottom: 16 }}
      />
      {isPassword ? <PasswordForm onDone={() => void goOn()} /> : <SecondFactorSetup onDone={() => void goOn()} />}
      <Button type="link" onClick={leave} style={{ marginTop: 12 }}>
        {t("session.signOut")}
      </Button>
    </EntranceFrame>
  );
}
