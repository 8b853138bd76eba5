import { theme, type ThemeConfig } from "antd";

const fonts = `system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif`;
const codeFonts = `ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", "Noto Sans Mono CJK SC", monospace`;

const light: ThemeConfig["token"] = {
  colorPrimary: "#2f58c4",
  colorLink: "#2650b8",
  colorSuccess: "#1a8754",
  colorError: "#cf3a34",
  colorWarning: "#b7791f",
  colorWarningText: "#8f5a0b",
  colorSuccessText: "#12703f",
  colorErrorText: "#b52a25",
  colorTextBase: "#141b28",
  colorTextSecondary: "#566074",
  colorTextTertiary: "#626c7e",
  colorTextDescription: "#566074",
  colorTextPlaceholder: "#697387",
  colorBgLayout: "#f5f6f9",
};

// The surfaces are named one by one: derived from a base colour they would all be tinted by it.
const dark: ThemeConfig["token"] = {
  colorPrimary: "#5b83e6",
  colorPrimaryText: "#9db8ff",
  colorLink: "#9db8ff",
  colorSuccess: "#43ad79",
  colorSuccessText: "#6cc99a",
  colorError: "#e5645e",
  colorErrorText: "#f48f89",
  colorWarning: "#d99a3c",
  colorWarningText: "#e3b064",
  colorText: "#e3e7ee",
  colorTextSecondary: "#a5aebd",
  colorTextTertiary: "#929cad",
  colorTextDescription: "#a5aebd",
  colorTextPlaceholder: "#8b95a6",
  colorBgLayout: "#0f1218",
  colorBgContainer: "#181c24",
  colorBgElevated: "#20252f",
  colorBorder: "#3a4250",
  colorBorderSecondary: "#292f3a",
};

// Under the pointer a button becomes lighter by itself, and its white text hard to read: here it becomes darker.
const lightButton = {
  colorPrimaryHover: "#264aa8",
  colorErrorHover: "#b52a25",
  defaultHoverColor: "#264aa8",
  defaultHoverBorderColor: "#264aa8",
};
const darkButton = {
  // The red of the dark theme is too dim for a text on its own.
  colorError: "#f0857f",
  dangerColor: "#1c0f0f",
  colorPrimaryHover: "#4468c6",
  defaultHoverColor: "#9db8ff",
  defaultHoverBorderColor: "#5b83e6",
};

/** The look of the console: cool greys, one blue for what can be done, and colour only where it says something. */
export function themeOf({ isDark, isStill }: { readonly isDark: boolean; readonly isStill: boolean }): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...(isDark ? dark : light),
      fontFamily: fonts,
      fontFamilyCode: codeFonts,
      fontSize: 14,
      borderRadius: 7,
      motion: !isStill,
      // Faster than the standard: people who look every day wait for no animation.
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.18s",
    },
    components: {
      Form: { verticalLabelPadding: "0 0 4px", labelHeight: 24 },
      Button: isDark ? darkButton : lightButton,
      Tabs: {
        horizontalMargin: "0 0 16px 0",
        // The blue of the dark theme is too dim for a text.
        ...(isDark && { itemSelectedColor: "#9db8ff", itemHoverColor: "#c3d4ff", itemActiveColor: "#9db8ff" }),
      },
    },
  };
}
