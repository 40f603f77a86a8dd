import { Steps } from 'antd'
import { useTranslation } from 'react-i18next'

import { useIsPhone } from '../../kit/use-media.ts'

import type { ImportState } from './import-answer.ts'

/** Where an import stands. */
export function ImportSteps({ state }: { state: ImportState | undefined }) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const names = ['upload', 'mapping', 'check', 'run', 'result']
  const current = state === undefined ? 0 : placeOf[state]
  const status = state === 'done' ? 'finish' : 'process'
  if (isPhone) {
    return (
      <p>
        {current + 1} / {names.length} · {t(`import.steps.${names[current] ?? 'upload'}`)}
      </p>
    )
  }
  return <Steps size="small" current={current} status={status} items={names.map((name) => ({ title: t(`import.steps.${name}`) }))} />
}

const placeOf: Record<ImportState, number> = { mapping: 1, checking: 2, checked: 2, running: 3, done: 4, cancelled: 4, failed: 4, undone: 4 }
