/** All colours, sizes and fonts: as antd theme and as CSS variables for our own style sheets. */
import { theme as antdTheme } from 'antd'
import { useSyncExternalStore } from 'react'

import type { ThemeConfig } from 'antd'

export type ThemeChoice = 'system' | 'light' | 'dark'
export type Shade = 'light' | 'dark'

/** Text colours reach 4.5:1 on `page` and `surface`, outlines of controls 3:1. */
const colours = {
  light: {
    page: '#f6f5f2', surface: '#ffffff', raised: '#ffffff', subtle: '#f1efeb', hover: '#f1efeb', selected: '#e3f1ed', faint: '#cfcac2',
    border: '#e4e1db', outline: '#928c83', text: '#24221f', secondary: '#5b564f', tertiary: '#706a62',
    primary: '#0e7c66', primaryHover: '#0b6856', primaryText: '#0b6b58', onPrimary: '#ffffff', focus: '#0e7c66',
    danger: '#c8382d', dangerText: '#b32c22', dangerSurface: '#fdf0ee', warning: '#b7791f', warningText: '#8a5a10', warningSurface: '#fbf4e6',
    information: '#3b5ba9', informationSurface: '#eef2fb', success: '#0e7c66', shadow: '0 6px 24px rgb(36 34 31 / 14%)',
  },
  dark: {
    page: '#161513', surface: '#1f1e1b', raised: '#292724', subtle: '#282623', hover: '#2c2a27', selected: '#1a3a32', faint: '#4d4942',
    border: '#37342f', outline: '#7d776e', text: '#ebe8e3', secondary: '#b9b3aa', tertiary: '#a09a91',
    primary: '#2fa284', primaryHover: '#43b898', primaryText: '#56c4a5', onPrimary: '#04140f', focus: '#56c4a5',
    danger: '#ee7b70', dangerText: '#f39a91', dangerSurface: '#3a201d', warning: '#d9a14a', warningText: '#e3b469', warningSurface: '#35290f',
    information: '#8ea6e6', informationSurface: '#202840', success: '#2fa284', shadow: '0 8px 28px rgb(0 0 0 / 55%)',
  },
} as const

export const fontFamily = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

/** Named colours of options, the same in both shades: dots beside words, 3:1 on every surface. */
const optionColours: Record<string, string> = { default: '#8b857c', green: '#2b8f77', blue: '#5a7fd0', gold: '#b88422', orange: '#b86a1e', geekblue: '#4a5fc0', cyan: '#2a8ea6', volcano: '#c9622f', purple: '#8b6cc4', red: '#cf4a3f' }

/** Names that are not known are taken as colours themselves. */
export function optionColour(name: string): string {
  return optionColours[name] ?? name
}

/** Safe for colour-blind eyes (after Okabe and Ito), jade first; for charts. */
export const chartColours = ['#0e7c66', '#e69f00', '#3b5ba9', '#c8382d', '#56b4e9', '#8a6bbf', '#7a7468'] as const

/** @param isPhone controls as high as a finger is broad, and what is typed large enough that the browser does not zoom in on it */
export function antdThemeOf(shade: Shade, isPhone: boolean): ThemeConfig {
  const c = colours[shade]
  const typed = isPhone ? { inputFontSize: 16 } : {}
  return {
    // Its styles are a file (main.tsx) that these variables fill in.
    zeroRuntime: true,
    algorithm: shade === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      colorPrimary: c.primary, colorInfo: c.information, colorSuccess: c.success, colorWarning: c.warning, colorError: c.danger,
      colorPrimaryHover: c.primaryHover, colorLink: c.primaryText, colorLinkHover: c.primaryHover, colorErrorText: c.dangerText,
      colorText: c.text, colorTextSecondary: c.secondary, colorTextTertiary: c.tertiary, colorTextDescription: c.tertiary,
      colorTextPlaceholder: c.tertiary, colorIcon: c.secondary,
      colorBgLayout: c.page, colorBgContainer: c.surface, colorBgElevated: c.raised, colorBorder: c.outline, colorBorderSecondary: c.border, colorSplit: c.border,
      // The shades that antd would derive from jade are too dark to read on.
      colorPrimaryBg: c.selected, colorPrimaryBgHover: c.selected, colorPrimaryBorder: c.primary, colorPrimaryText: c.primaryText, colorPrimaryTextHover: c.primaryText,
      colorSuccessBg: c.selected, colorWarningBg: c.warningSurface, colorErrorBg: c.dangerSurface, colorInfoBg: c.informationSurface,
      colorSuccessBorder: c.border, colorWarningBorder: c.border, colorErrorBorder: c.danger, colorInfoBorder: c.border,
      colorHighlight: c.primaryText, controlItemBgActive: c.selected, controlItemBgActiveHover: c.selected, controlItemBgHover: c.hover,
      borderRadius: 6, borderRadiusSM: 6, borderRadiusLG: 6, sizeUnit: 4, fontSize: 14, controlHeight: isPhone ? 44 : 32, ...(isPhone ? { controlHeightSM: 36 } : {}), fontFamily,
      motionDurationFast: '0.05s', motionDurationMid: '0.1s', motionDurationSlow: '0.14s', wireframe: false,
      boxShadow: c.shadow, boxShadowSecondary: c.shadow,
    },
    components: {
      Button: { primaryColor: c.onPrimary, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Table: { fontSize: 13, cellFontSizeSM: 13, headerBg: c.surface, headerColor: c.secondary, rowHoverBg: c.hover, borderColor: c.border, headerSplitColor: 'transparent' },
      // Figures on jade and indigo are dark where those are light.
      Badge: { colorTextLightSolid: c.onPrimary },
      Tabs: { horizontalMargin: '0', itemSelectedColor: c.primaryText },
      Drawer: { footerPaddingInline: 24 },
      Rate: { starBg: c.faint },
      Select: { optionSelectedFontWeight: 500, ...(isPhone ? { fontSize: 16 } : {}) },
      Input: typed, InputNumber: typed, DatePicker: typed, Mentions: typed,
      // What is chosen must stand out of its track, also in the dark.
      Segmented: { trackBg: c.subtle, itemSelectedBg: shade === 'dark' ? c.faint : c.surface, itemSelectedColor: c.text },
      Tooltip: { colorBgSpotlight: shade === 'dark' ? '#3a3733' : '#2e2b27' },
    },
  }
}

const storageKey = 'guanxi.theme'
const listeners = new Set<() => void>()
const system = window.matchMedia('(prefers-color-scheme: dark)')
let choice: ThemeChoice = storedChoice()

/** Call before the first render: no flash of the other shade. */
export function startTheme(): void {
  system.addEventListener('change', show)
  show()
}

export function setThemeChoice(chosen: ThemeChoice): void {
  choice = chosen
  localStorage.setItem(storageKey, chosen)
  show()
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, () => choice)
}

/** What is shown now: the choice, or what the system says. */
export function useShade(): Shade {
  return useSyncExternalStore(subscribe, currentShade)
}

function currentShade(): Shade {
  if (choice !== 'system') return choice
  return system.matches ? 'dark' : 'light'
}

/** Our style sheets use `var(--surface)`, `var(--primary-text)` and so on. */
function show(): void {
  const root = document.documentElement
  const shade = currentShade()
  root.dataset.theme = shade
  root.style.colorScheme = shade
  root.style.setProperty('--font', fontFamily)
  for (const [name, value] of Object.entries(colours[shade])) root.style.setProperty(cssName(name), value)
  listeners.forEach((listener) => listener())
}

function cssName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
