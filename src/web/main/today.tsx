/** The first page: what is due now, and what one ought to know. Every module brings its own cards. */
import { FormOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { WaitingCard } from '../../modules/approvals/ui/waiting-card.tsx'
import { OpenFilesCard } from '../../modules/archive/ui/open-files-card.tsx'
import { ChangedCustomersCard } from '../../modules/customers/ui/changed-customers-card.tsx'
import { SpecialDaysCard } from '../../modules/customers/ui/special-days-card.tsx'
import { DueTasksCard } from '../../modules/interactions/ui/due-tasks-card.tsx'
import { PromisesCard } from '../../modules/interactions/ui/promises-card.tsx'
import { openQuickLog } from '../../modules/interactions/ui/quick-log-state.ts'
import { RecentContactsCard } from '../../modules/interactions/ui/recent-contacts-card.tsx'
import { WaitingLeadsCard } from '../../modules/leads/ui/waiting-leads-card.tsx'
import { StalledCard } from '../../modules/opportunities/ui/stalled-card.tsx'
import { MyHandoversCard } from '../../modules/ownership/ui/my-handovers-card.tsx'
import { SoonCard } from '../../modules/ownership/ui/soon-card.tsx'
import { MyFiguresCard } from '../../modules/sales/ui/my-figures-card.tsx'
import { PinnedReports } from '../../modules/reports/ui/pinned-reports.tsx'
import { useObject } from '../client/metadata.tsx'
import { formatLongDay } from '../kit/format.ts'
import { PageHeader } from '../kit/page-header.tsx'
import styles from './today.module.css'

export function Today() {
  const { t } = useTranslation()
  const canLog = useObject('interaction')?.can.create === true
  return (
    <>
      <PageHeader
        title={t('today.title')}
        note={formatLongDay()}
        actions={
          canLog && (
            <Button icon={<FormOutlined aria-hidden />} onClick={() => openQuickLog()} aria-keyshortcuts="l">
              {t('interactions.log.title')}
            </Button>
          )
        }
      />
      <div className={styles.columns}>
        <div className={styles.column}>
          <WaitingCard />
          <DueTasksCard />
          <WaitingLeadsCard />
          <PromisesCard />
          <StalledCard />
          <OpenFilesCard />
          <MyHandoversCard />
          <SoonCard />
          <RecentContactsCard />
        </div>
        <div className={styles.column}>
          <MyFiguresCard />
          <SpecialDaysCard />
          <ChangedCustomersCard />
        </div>
      </div>
      <PinnedReports />
    </>
  )
}
