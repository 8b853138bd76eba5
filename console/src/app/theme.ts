import { theme, type ThemeConfig } from "antd";

const fonts = `system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif`;
const codeFonts = `ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace`;

/** The look of the console: cool greys, one blue for what can be done, and colour only where it says something. */
export function themeOf(isDark: boolean): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: isDark ? "#5b83e6" : "#2f58c4",
      colorLink: isDark ? "#8fb0ff" : "#2650b8",
      colorSuccess: isDark ? "#3fa372" : "#1a8754",
      colorError: isDark ? "#e5645e" : "#cf3a34",
      colorWarning: isDark ? "#d99a3c" : "#b7791f",
      colorTextSecondary: isDark ? "#a3adbf" : "#566074",
      colorTextBase: isDark ? "#e6eaf2" : "#1c2433",
      colorBgBase: isDark ? "#12161f" : "#ffffff",
      colorBgLayout: isDark ? "#0c0f16" : "#f5f6f9",
      fontFamily: fonts,
      fontFamilyCode: codeFonts,
      fontSize: 14,
      borderRadius: 7,
      // Faster than the standard: people who look every day wait for no animation.
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.18s",
    },
    components: {
      Table: { headerBg: "transparent", headerSplitColor: "transparent", cellPaddingBlockMD: 10, cellPaddingInlineMD: 16 },
      Tabs: { horizontalMargin: "0 0 16px 0" },
    },
  };
}
