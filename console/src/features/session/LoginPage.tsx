import { isBelfryProblem } from "@belfry/client";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { CodeStep } from "./CodeStep.tsx";
import { EntranceFrame } from "./EntranceFrame.tsx";
import { PasswordStep } from "./PasswordStep.tsx";
import { useSignIn, useSignInWithCode } from "./session-queries.ts";
import { SsoButton } from "./SsoButton.tsx";
import styles from "./LoginPage.module.css";

const route = getRouteApi("/login");

export function LoginPage(): ReactElement {
  const { t } = useTranslation();
  const { to = "/rules", sso } = route.useSearch();
  const router = useRouter();
  const signIn = useSignIn();
  const withCode = useSignInWithCode();
  const challenge = signIn.data?.kind === "second-factor" ? signIn.data.challenge : undefined;
  // Replaces the login in the history, so that "back" does not lead to it.
  const goOn = () => void router.navigate({ href: to, replace: true });
  const beginAgain = () => {
    signIn.reset();
    withCode.reset();
  };

  if (challenge !== undefined) {
    // The password was given too long ago: no code can help any more.
    const isOver = isBelfryProblem(withCode.error, "LOGIN_FAILED");
    return (
      <EntranceFrame title={t("session.title")} lead={t("session.codeLead")}>
        {withCode.error !== null && !isOver && <ProblemAlert error={withCode.error} />}
        {isOver && <Alert type="error" showIcon role="alert" title={t("session.challengeOver")} />}
        {!isOver && (
          <CodeStep
            isPending={withCode.isPending}
            onSubmit={(code) => withCode.mutate({ challenge, code }, { onSuccess: goOn })}
          />
        )}
        <div className={styles["back"]}>
          <Button type="link" onClick={beginAgain}>
            {t("session.beginAgain")}
          </Button>
        </div>
      </EntranceFrame>
    );
  }

  return (
    <EntranceFrame title={t("session.title")} lead={t("session.lead")}>
      {signIn.error !== null && <ProblemAlert error={signIn.error} />}
      {sso !== undefined && signIn.error === null && <SsoFailure code={sso} />}
      <PasswordStep
        isPending={signIn.isPending}
        onSubmit={(credentials) =>
          signIn.mutate(credentials, { onSuccess: ({ kind }) => kind !== "second-factor" && goOn() })
        }
      />
      <SsoButton />
      <p className={styles["hint"]}>{t("session.firstLoginHint")}</p>
    </EntranceFrame>
  );
}

function SsoFailure({ code }: { readonly code: string }): ReactElement {
  const { t } = useTranslation();
  const codes: Readonly<Record<string, { readonly title: string; readonly remedy: string } | undefined>> = t(
    "problem.codes",
    { returnObjects: true },
  );
  const known = codes[code] ?? codes["SSO_FAILED"];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={known?.title}
      description={known?.remedy}
      style={{ marginBottom: 16 }}
    />
  );
}
