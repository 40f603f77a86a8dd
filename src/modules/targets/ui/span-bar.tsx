import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'

import { useParameters } from '../../../web/kit/use-parameters.ts'
import { isNow, shownOf, spanName, stepped, type Shown, type Span } from './span.ts'
import styles from './targets.module.css'

/** The period in the address of the page, with a way to write more of that address. */
export function useSpan(known: readonly Span[]): { shown: Shown; parameters: URLSearchParams; set(changes: Record<string, string | undefined>): void } {
  const [parameters, set] = useParameters()
  return { shown: shownOf(parameters, known), parameters, set }
}

export function SpanBar({ known, shown, set }: { known: readonly Span[]; shown: Shown; set(changes: Record<string, string | undefined>): void }) {
  const { t } = useTranslation()
  return (
    <div className={styles.span}>
      <Segmented<Span> aria-label={t('targets.period')} value={shown.period} onChange={(period) => set({ period, day: isNow(shown) ? undefined : shown.first })} options={known.map((value) => ({ value, label: t(`targets.span.${value}`) }))} />
      <span className={styles.steps}>
        <Button icon={<LeftOutlined aria-hidden />} aria-label={t('targets.before')} onClick={() => set({ day: stepped(shown, -1) })} />
        <strong className={styles.name}>{spanName(shown)}</strong>
        <Button icon={<RightOutlined aria-hidden />} aria-label={t('targets.after')} onClick={() => set({ day: stepped(shown, 1) })} />
        {!isNow(shown) && <Button type="text" onClick={() => set({ day: undefined })}>{t('targets.now')}</Button>}
      </span>
    </div>
  )
}
