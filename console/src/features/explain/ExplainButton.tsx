import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Explained } from "./explain-queries.ts";

// Nobody asks why on every page.
const ExplainDrawer = lazy(async () => ({ default: (await import("./ExplainDrawer.tsx")).ExplainDrawer }));

/** Asks why. @param props.small a word within a row of a table; what it is about is said to whoever does not see the row */
export function ExplainButton(props: { readonly of: Explained; readonly small?: string }): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { of, small } = props;
  return (
    <>
      {small === undefined ? (
        <Button icon={<QuestionCircleOutlined />} onClick={() => setOpen(true)}>
          {t("explain.why")}
        </Button>
      ) : (
        <Button
          type="link"
          size="small"
          style={{ padding: 0 }}
          aria-label={t("explain.whyAt", { what: small })}
          onClick={() => setOpen(true)}
        >
          {t("explain.why")}
        </Button>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <ExplainDrawer of={of} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
