/** Requests to erase people, who came back, and whether one person may decide alone. */
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { DecidedTable } from './decided-table.tsx'
import { ReturnsCard } from './returns-card.tsx'
import { TwoStepSwitch } from './two-step-switch.tsx'
import { WaitingTable } from './waiting-table.tsx'
import styles from './privacy.module.css'

export function ErasuresPage() {
  const { t } = useTranslation()
  const object = useObject('erasure')
  const returns = useObject('erased_return')
  const waiting = useList(object?.path ?? '', { filter: { status: 'asked' }, sort: 'created_at', limit: 100 }, { enabled: object !== undefined })
  const decided = useList(object?.path ?? '', { filter: { status: { ne: 'asked' } }, sort: '-decided_at', limit: 100 }, { enabled: object !== undefined })
  if (!object) return null
  return (
    <>
      <PageHeader title={t('privacy.erasures')} note={t('privacy.erasures_note')} />
      <div className={styles.page}>
        <Card title={t('privacy.waiting')} note={recordsOf(waiting.data).length || undefined}>
          <Loaded query={waiting} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('privacy.waiting_none'), hint: t('privacy.waiting_none_hint') }}>
            {(data) => <WaitingTable object={object} erasures={recordsOf(data)} />}
          </Loaded>
        </Card>
        {returns && <ReturnsCard object={returns} />}
        <Card title={t('privacy.decided')}>
          <Loaded query={decided} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('privacy.decided_none') }}>
            {(data) => <DecidedTable object={object} erasures={recordsOf(data)} />}
          </Loaded>
        </Card>
        {object.can.change && <TwoStepSwitch />}
      </div>
    </>
  )
}
