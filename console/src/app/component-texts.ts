import { queryOptions } from "@tanstack/react-query";
import type { Locale } from "antd/es/locale";
import type { Language } from "../preferences/index.ts";

const load: Readonly<Record<Language, () => Promise<Locale>>> = {
  zh: async () => (await import("antd/es/locale/zh_CN")).default,
  en: async () => (await import("antd/es/locale/en_GB")).default,
};

/** The words of the component library itself: "OK", "No data", the names of months. */
export function componentTextsQuery(language: Language) {
  return queryOptions({
    queryKey: ["component-texts", language],
    queryFn: () => load[language](),
    staleTime: Infinity,
    gcTime: Infinity,
    refetchInterval: false,
  });
}
