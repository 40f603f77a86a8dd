/** Three columns on a wide page, tabs where it is narrow. What must not be missed stands above all of it. */
import { useTranslation } from 'react-i18next'

import { Tabs } from '../../kit/tabs.tsx'
import { useIsPhone } from '../../kit/use-media.ts'
import { useParameters } from '../../kit/use-parameters.ts'
import styles from './record.module.css'

import type { ReactNode } from 'react'

export interface LayoutPart {
  key: string
  label: ReactNode
  content: ReactNode
}

interface Props {
  isPanel: boolean
  /** Taboos and the like. */
  banner?: ReactNode
  header: ReactNode
  left: LayoutPart
  middle: LayoutPart
  right: LayoutPart | undefined
}

export function RecordLayout({ isPanel, banner, header, left, middle, right }: Props) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const [parameters, setParameters] = useParameters()
  const parts = [left, middle, ...(right ? [right] : [])]
  if (isPanel || isPhone) {
    // Whoever was sent to an entry of the time line is led there.
    const asked = parameters.get('tab') ?? (parameters.has('entry') ? middle.key : null)
    const active = parts.some((part) => part.key === asked) ? (asked ?? left.key) : left.key
    return (
      <article className={styles.narrow}>
        {banner}
        {header}
        <Tabs className={styles.tabs} label={t('record.parts')} active={active} onChange={(tab) => setParameters({ tab })} tabs={parts}>
          <div className={styles.tabContent}>{parts.find((part) => part.key === active)?.content}</div>
        </Tabs>
      </article>
    )
  }
  return (
    <article className={styles.page}>
      {banner}
      {header}
      <div className={right ? styles.columns : styles.twoColumns}>
        <div className={styles.left}>{left.content}</div>
        <div className={styles.middle}>{middle.content}</div>
        {right && <div className={styles.right}>{right.content}</div>}
      </div>
    </article>
  )
}
