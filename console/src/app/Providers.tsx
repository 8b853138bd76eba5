import { QueryClientProvider, useQuery, type QueryClient } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import type { ReactElement, ReactNode } from "react";
import { useIsDark, usePreferences, useReducedMotion } from "../preferences/index.ts";
import { componentTextsQuery } from "./component-texts.ts";
import { themeOf } from "./theme.ts";

export function Providers(props: { readonly queryClient: QueryClient; readonly children: ReactNode }): ReactElement {
  return (
    <QueryClientProvider client={props.queryClient}>
      <Look>{props.children}</Look>
    </QueryClientProvider>
  );
}

function Look({ children }: { readonly children: ReactNode }): ReactElement {
  const isDark = useIsDark();
  const isStill = useReducedMotion();
  const { language } = usePreferences();
  const texts = useQuery(componentTextsQuery(language));
  return (
    <ConfigProvider
      theme={themeOf({ isDark, isStill })}
      button={{ autoInsertSpace: false }}
      {...(texts.data !== undefined && { locale: texts.data })}
    >
      {children}
    </ConfigProvider>
  );
}
