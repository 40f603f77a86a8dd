/** Addresses and their pages. Pages are loaded when they are first opened. */
import { lazy, Suspense } from 'react'
import { matchPath, Route, Routes, useLocation, useParams } from 'react-router'

import { PageSkeleton } from '../kit/states.tsx'
import { ErrorBoundary } from '../shell/error-boundary.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { SettingsFrame, SettingsHome, settingsPath } from '../settings/settings-frame.tsx'
import { settingsEntries } from './settings.ts'
import { Today } from './today.tsx'

import type { ComponentType } from 'react'
import type { SettingsEntry } from '../settings/settings-entries.tsx'

const { Page: ListPage, ...list } = page('/:path', async () => (await import('../records/list-page.tsx')).ListPage)
const { Page: FormPage, ...form } = page('/:path/new', async () => (await import('../records/form-page.tsx')).FormPage)
const { Page: RecordPage, ...record } = page('/:path/:id', async () => (await import('../records/record-page.tsx')).RecordPage)

const pages = [
  page('/imports/:id?', async () => (await import('../records/import-page.tsx')).ImportPage),
  page('/pools', async () => (await import('../../modules/ownership/ui/pool-page.tsx')).PoolPage),
  page('/handovers/new', async () => (await import('../../modules/ownership/ui/handover-form.tsx')).HandoverForm),
  page('/transactions/statistics', async () => (await import('../../modules/sales/ui/statistics-page.tsx')).StatisticsPage),
  page('/duplicate-pairs', async () => (await import('../../modules/customers/ui/duplicates/duplicates-page.tsx')).DuplicatesPage),
  page('/tasks/calendar-feed', async () => (await import('../../modules/interactions/ui/calendar-page.tsx')).CalendarPage),
  page('/opportunities/board', async () => (await import('../../modules/opportunities/ui/board-page.tsx')).BoardPage),
  page('/opportunities/funnel', async () => (await import('../../modules/opportunities/ui/funnel-page.tsx')).FunnelPage),
  page('/archive-clocks/rates', async () => (await import('../../modules/archive/ui/rates-page.tsx')).RatesPage),
  page('/orders/follow-through', async () => (await import('../../modules/orders/ui/follow-page.tsx')).FollowPage),
  page('/invoices/ageing', async () => (await import('../../modules/orders/ui/ageing-page.tsx')).AgeingPage),
  page('/quotas/standing', async () => (await import('../../modules/targets/ui/standing-page.tsx')).StandingPage),
  page('/forecast', async () => (await import('../../modules/targets/ui/forecast-page.tsx')).ForecastPage),
  page('/insight', async () => (await import('../../modules/insight/ui/overview-page.tsx')).OverviewPage),
  page('/insight/bucket', async () => (await import('../../modules/insight/ui/bucket-page.tsx')).BucketPage),
  page('/insight/cohorts', async () => (await import('../../modules/insight/ui/cohorts-page.tsx')).CohortsPage),
  page('/insight/grid', async () => (await import('./grid-screen.tsx')).GridScreen),
  page('/insight/models', async () => (await import('../../modules/insight/ui/models-page.tsx')).ModelsPage),
  page('/insight/calculator', async () => (await import('../../modules/insight/ui/calculator-page.tsx')).CalculatorPage),
  page('/suggestions', async () => (await import('../../modules/suggestions/ui/overview-page.tsx')).OverviewPage),
  page('/suggestion-lists/new', async () => (await import('../../modules/suggestions/ui/new-list-page.tsx')).NewListPage),
  page('/contract-risks/model', async () => (await import('../../modules/renewals/ui/model-page.tsx')).RenewalModelPage),
  page('/complaints/quality', async () => (await import('../../modules/complaints/ui/quality-page.tsx')).QualityPage),
  page('/calls/hot-line', async () => (await import('./call-screens.tsx')).HotLineScreen),
  page('/call-backs/due', async () => (await import('./call-screens.tsx')).DueScreen),
  page('/calls/desk', async () => (await import('../../modules/calls/ui/desk-page.tsx')).DeskPage),
  page('/field-jobs/board', async () => (await import('../../modules/dispatch/ui/board-page.tsx')).DispatchPage),
  page('/field-jobs/today', async () => (await import('../../modules/dispatch/ui/today-page.tsx')).TodayPage),
  page('/service-vouchers/check', async () => (await import('../../modules/dispatch/ui/register-page.tsx')).RegisterPage),
  page('/analyses/:name', async () => (await import('../../modules/analyses/ui/analysis-page.tsx')).AnalysisPage),
  page('/service-requests/quality', async () => (await import('../../modules/analyses/ui/service-page.tsx')).ServicePage),
  page('/service-requests/watch', async () => (await import('../../modules/requests/ui/watch-page.tsx')).WatchPage),
  page('/indicators', async () => (await import('../../modules/analyses/ui/indicators-page.tsx')).IndicatorsPage),
  page('/notifications/:id?', async () => (await import('../../modules/notices/ui/inbox-page.tsx')).InboxPage),
  page('/reports/new', async () => (await import('../../modules/reports/ui/new-report-page.tsx')).NewReportPage),
]

export function AppRoutes() {
  const { pathname } = useLocation()
  return (
    // A page that broke is left behind by going to another one.
    <ErrorBoundary key={pathname.split('/')[1]}>
      <Suspense fallback={<PageSkeleton />}>
        <Routes>
          <Route path="/" element={<Today />} />
          {pages.map(({ path, Page }) => <Route key={path} path={path} element={<Page />} />)}
          <Route path={settingsPath} element={<SettingsHome />} />
          <Route element={<SettingsFrame />}>
            {settingsEntries.map(({ path, Page }) => (
              <Route key={path} path={`${path}/:id?`} element={<PageOfRecord Page={Page} />} />
            ))}
          </Route>
          <Route path={list.path} element={<ListPage />} />
          <Route path={form.path} element={<FormPage />} />
          <Route path={record.path} element={<RecordPage />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </ErrorBoundary>
  )
}

/** What loads the page of an address; of the settings area nothing is known before it is drawn. */
export function loadPageOf(pathname: string): (() => Promise<unknown>) | undefined {
  if (pathname.startsWith(settingsPath) || settingsEntries.some(({ path }) => matchPath(`${path}/:id?`, pathname))) return undefined
  return [...pages, list, form, record].find(({ path }) => matchPath(path, pathname))?.load
}

function PageOfRecord({ Page }: Pick<SettingsEntry, 'Page'>) {
  const { id } = useParams()
  return <Page id={id} />
}

function page(path: string, load: () => Promise<ComponentType>) {
  return { path, load, Page: lazy(async () => ({ default: await load() })) }
}
