/** What this person put on Today: reports, and the tiles of one dashboard. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useLanguage } from '../../../web/client/i18n.ts'
import { keys } from '../../../web/client/records.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { useDashboard } from './dashboard-screen.tsx'
import { ReportResult } from './report-result.tsx'
import { TileBody } from './tile-body.tsx'
import styles from './reports.module.css'

import type { Pins } from '../actions/pin.ts'
import type { ReportAnswer } from '../queries/answer.ts'

export function TodayReports({ pins }: { pins: Pins }) {
  return (
    <div className={styles.today}>
      {pins.reports.map((report) => <PinnedReport key={report.id} {...report} />)}
      {pins.dashboards.map((dashboard) => <PinnedDashboard key={dashboard.id} {...dashboard} />)}
    </div>
  )
}

function PinnedReport({ id, name }: { id: string; name: string }) {
  const language = useLanguage()
  const query = useQuery({ queryKey: [...keys.lists('reports'), 'run', id, language], queryFn: ({ signal }) => api.post<ReportAnswer>(`/reports/${id}/run`, {}, { signal }), retry: false })
  return (
    <section className={styles.tile} aria-label={name} data-size="medium">
      <header className={styles.tileHead}><h2><Link to={`/reports/${id}`}>{name}</Link></h2></header>
      <Loaded query={query} lines={6}>{(answer) => <ReportResult answer={answer} height={220} isTile />}</Loaded>
    </section>
  )
}

function PinnedDashboard({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const answers = useDashboard(id, undefined)
  return answers.data?.tiles.map((tile, at) => {
    const title = tile.report?.name ?? t('reports.unseen')
    return (
      <section key={tile.report?.id ?? at} className={styles.tile} aria-label={title} data-size={tile.size}>
        <header className={styles.tileHead}>
          <h2>{tile.report ? <Link to={`/reports/${tile.report.id}`}>{title}</Link> : title}</h2>
          <Link to={`/dashboards/${id}`}>{name}</Link>
        </header>
        <TileBody tile={tile} />
      </section>
    )
  })
}
