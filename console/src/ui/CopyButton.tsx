import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "./copy-text.ts";

export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }): ReactElement {
  const { t } = useTranslation();
  const copy = useMutation({
    mutationFn: () => copyText(text),
    onSuccess: () => void setTimeout(() => copy.reset(), 2_000),
  });
  return (
    <Button size="small" icon={copy.isSuccess ? <CheckOutlined /> : <CopyOutlined />} onClick={() => copy.mutate()}>
      <span aria-live="polite">{copy.isSuccess ? t("common.copied") : (label ?? t("common.copy"))}</span>
    </Button>
  );
}
