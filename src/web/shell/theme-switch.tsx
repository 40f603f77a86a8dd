import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { setThemeChoice, useThemeChoice } from '../kit/theme.ts'

import type { ThemeChoice } from '../kit/theme.ts'

const next: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' }
const icons = { system: DesktopOutlined, light: SunOutlined, dark: MoonOutlined }

/** As the system, light, dark, in turn. */
export function ThemeSwitch() {
  const { t } = useTranslation()
  const choice = useThemeChoice()
  const Icon = icons[choice]
  const label = t('shell.theme', { choice: t(`shell.theme_${choice}`) })
  return <Button type="text" icon={<Icon aria-hidden />} aria-label={label} title={label} onClick={() => setThemeChoice(next[choice])} />
}
