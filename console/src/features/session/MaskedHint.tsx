import { EyeInvisibleOutlined } from "@ant-design/icons";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "./use-may.ts";

/** Says, to whom it concerns, that what looks broken is personal data they may not see. */
export function MaskedHint(): ReactElement | null {
  const { t } = useTranslation();
  const may = useMay();
  if (may("personal-data:read")) return null;
  return (
    <p role="note" className="quiet small" style={{ margin: "0 0 12px" }}>
      <EyeInvisibleOutlined /> {t("session.masked")}
    </p>
  );
}
