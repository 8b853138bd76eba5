import { App } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "./ProblemAlert.tsx";

export interface Confirmation {
  readonly title: string;
  /** Says what will happen. */
  readonly text: ReactNode;
  readonly confirm: string;
  readonly keep?: string;
  readonly dangerous?: boolean;
  readonly act: () => Promise<unknown>;
}

/** Asks before something happens; what goes wrong stays in view. */
export function useConfirm(): (confirmation: Confirmation) => void {
  const { modal } = App.useApp();
  const { t } = useTranslation();
  return ({ title, text, confirm, keep, dangerous = false, act }) => {
    const shown = modal.confirm({
      title,
      content: text,
      okText: confirm,
      cancelText: keep ?? t("common.cancel"),
      okButtonProps: { danger: dangerous },
      // Return must not do what cannot be undone.
      autoFocusButton: dangerous ? "cancel" : "ok",
      width: 480,
      onOk(close: () => void) {
        shown.update({ okButtonProps: { danger: dangerous, loading: true } });
        act().then(close, (error: unknown) =>
          shown.update({
            content: (
              <>
                {text}
                <ProblemAlert error={error} />
              </>
            ),
            okButtonProps: { danger: dangerous, loading: false },
          }),
        );
      },
    });
  };
}
