import {
  AuditOutlined, BankOutlined, DesktopOutlined, IdcardOutlined, LogoutOutlined, MoonOutlined, QuestionCircleOutlined, SafetyCertificateOutlined, SunOutlined, TranslationOutlined,
} from '@ant-design/icons' // prettier-ignore
import { Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { setLanguage, useLanguage } from '../client/i18n.ts'
import { useSession } from '../client/session.tsx'
import { setThemeChoice, useThemeChoice } from '../kit/theme.ts'
import { useIsPhone } from '../kit/use-media.ts'
import { useCompanies } from './use-companies.ts'
import { useLeave } from './use-leave.ts'
import styles from './top-bar.module.css'

import type { MenuProps } from 'antd'

/** Who is signed in and for whom else, the own account, other companies, the keys, language, light or dark, and out. */
export function PersonMenu({ onHelp }: { onHelp(): void }) {
  const { t } = useTranslation()
  const { person, workspace, abilities, substitutes_for: absent, looking_as } = useSession()
  const navigate = useNavigate()
  const [isOpen, setIsOpen] = useState(false)
  const companies = useCompanies(isOpen)
  const leave = useLeave()
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en'
  const theme = useThemeChoice()
  const isPhone = useIsPhone()

  const who = (
    <div className={styles.who}>
      <strong>{person.name}</strong>
      <span>{[person.department?.name, person.roles.map((role) => role.name).join(', ')].filter(Boolean).join(' · ')}</span>
      <span>{workspace.name}</span>
      {absent.length > 0 && <span className={styles.actsFor}>{t('shell.acts_for', { names: absent.map(({ name }) => name).join(', ') })}</span>}
    </div>
  )
  // Wider pages have these in the bar.
  const appearance: NonNullable<MenuProps['items']> = [
    { key: 'language', icon: <TranslationOutlined aria-hidden />, label: t('shell.other_language'), onClick: () => void setLanguage(other) },
    { key: 'system', icon: <DesktopOutlined aria-hidden />, label: t('shell.theme_system'), onClick: () => setThemeChoice('system') },
    { key: 'light', icon: <SunOutlined aria-hidden />, label: t('shell.theme_light'), onClick: () => setThemeChoice('light') },
    { key: 'dark', icon: <MoonOutlined aria-hidden />, label: t('shell.theme_dark'), onClick: () => setThemeChoice('dark') },
    { type: 'divider' },
  ]
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: who },
    { type: 'divider' },
    // Whoever looks as somebody has come to see the pages, not the account.
    ...(looking_as ? [] : [{ key: 'account', icon: <IdcardOutlined aria-hidden />, label: t('shell.account'), onClick: () => void navigate('/account') }]),
    ...(abilities.is_administrator && !looking_as
      ? [{ key: 'settings', icon: <SafetyCertificateOutlined aria-hidden />, label: t('shell.sign_in_settings'), onClick: () => void navigate('/sign-in-settings') }]
      : []),
    ...(abilities.reads_audit ? [{ key: 'audit', icon: <AuditOutlined aria-hidden />, label: t('shell.audit'), onClick: () => void navigate('/settings/audit') }] : []),
    ...(companies.others.length > 0
      ? [{ key: 'companies', icon: <BankOutlined aria-hidden />, label: t('shell.other_companies'), children: companies.others.map(({ id, name }) => ({ key: id, label: name, onClick: () => companies.go(id) })) }]
      : []),
    { type: 'divider' },
    ...(isPhone ? appearance : []),
    { key: 'help', icon: <QuestionCircleOutlined aria-hidden />, label: t('shortcuts.help'), onClick: onHelp },
    { key: 'out', icon: <LogoutOutlined aria-hidden />, label: t('shell.sign_out'), onClick: () => void leave() },
  ]
  return (
    <Dropdown open={isOpen} onOpenChange={setIsOpen} menu={{ items, selectedKeys: [theme] }} trigger={['click']} placement="bottomRight" autoFocus>
      <button type="button" className={styles.person} aria-haspopup="menu" aria-label={t('shell.person', { name: person.name })}>
        <span className={styles.initial} aria-hidden="true">
          {initialOf(person.name)}
        </span>
        <span className={styles.personName}>{person.name}</span>
      </button>
    </Dropdown>
  )
}

function initialOf(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? ''
}
