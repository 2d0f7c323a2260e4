/** Ant Design in the colours, sizes and language of our tokens. */
import { theme as antd, type ThemeConfig } from 'antd';

const USUAL_SIZE = 16;
const LARGE_SIZE = 20;
const CONTROL = 2.75;

/** Reads the tokens as they hold now; called again when the look changes. */
export function themeOf(look: {
  readonly isDark: boolean;
  readonly isLarge: boolean;
}): ThemeConfig {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const fontSize = look.isLarge ? LARGE_SIZE : USUAL_SIZE;
  const ink = token('ink');
  const soft = token('ink-soft');
  return {
    algorithm: look.isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: token('accent'),
      colorLink: token('accent'),
      colorError: token('danger'),
      colorErrorText: token('danger'),
      colorErrorBg: token('danger-soft'),
      colorErrorBorder: token('danger'),
      colorWarning: token('warn-ink'),
      colorWarningBg: token('warn-soft'),
      colorWarningBorder: token('warn-ink'),
      colorSuccess: token('accent'),
      colorSuccessBg: token('accent-soft'),
      colorSuccessBorder: token('accent'),
      colorText: ink,
      colorTextHeading: ink,
      colorTextSecondary: soft,
      colorTextTertiary: soft,
      colorTextDescription: soft,
      colorTextPlaceholder: soft,
      colorTextDisabled: soft,
      colorBgBase: token('paper'),
      colorBgContainer: token('sheet'),
      colorBgElevated: token('sheet'),
      colorBorder: token('field-line'),
      colorBorderSecondary: token('line'),
      colorTextLightSolid: token('accent-ink'),
      fontFamily: token('font'),
      fontSize,
      controlHeight: fontSize * CONTROL,
      borderRadius: fontSize / 2,
      motion: false,
    },
    components: { Table: { headerColor: soft, headerBg: token('paper') } },
  };
}
