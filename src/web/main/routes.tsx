/** Addresses and their pages. Pages are loaded when they are first opened. */
import { lazy, Suspense } from 'react'
import { Route, Routes, useLocation, useParams } from 'react-router'

import { PageSkeleton } from '../kit/states.tsx'
import { ErrorBoundary } from '../shell/error-boundary.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { SettingsFrame, SettingsHome, settingsPath } from '../settings/settings-frame.tsx'
import { settingsEntries } from './settings.ts'
import { Today } from './today.tsx'

import type { SettingsEntry } from '../settings/settings-entries.tsx'

const ListPage = lazy(async () => ({ default: (await import('../records/list-page.tsx')).ListPage }))
const RecordPage = lazy(async () => ({ default: (await import('../records/record-page.tsx')).RecordPage }))
const FormPage = lazy(async () => ({ default: (await import('../records/form-page.tsx')).FormPage }))
const ImportPage = lazy(async () => ({ default: (await import('../records/import-page.tsx')).ImportPage }))
const PoolPage = lazy(async () => ({ default: (await import('../../modules/ownership/ui/pool-page.tsx')).PoolPage }))
const HandoverForm = lazy(async () => ({ default: (await import('../../modules/ownership/ui/handover-form.tsx')).HandoverForm }))
const StatisticsPage = lazy(async () => ({ default: (await import('../../modules/sales/ui/statistics-page.tsx')).StatisticsPage }))
const DuplicatesPage = lazy(async () => ({ default: (await import('../../modules/customers/ui/duplicates/duplicates-page.tsx')).DuplicatesPage }))
const BoardPage = lazy(async () => ({ default: (await import('../../modules/opportunities/ui/board-page.tsx')).BoardPage }))
const FunnelPage = lazy(async () => ({ default: (await import('../../modules/opportunities/ui/funnel-page.tsx')).FunnelPage }))
const RatesPage = lazy(async () => ({ default: (await import('../../modules/archive/ui/rates-page.tsx')).RatesPage }))
const FollowPage = lazy(async () => ({ default: (await import('../../modules/orders/ui/follow-page.tsx')).FollowPage }))
const AgeingPage = lazy(async () => ({ default: (await import('../../modules/orders/ui/ageing-page.tsx')).AgeingPage }))
const StandingPage = lazy(async () => ({ default: (await import('../../modules/targets/ui/standing-page.tsx')).StandingPage }))
const ForecastPage = lazy(async () => ({ default: (await import('../../modules/targets/ui/forecast-page.tsx')).ForecastPage }))
const ValueOverview = lazy(async () => ({ default: (await import('../../modules/insight/ui/overview-page.tsx')).OverviewPage }))
const BucketPage = lazy(async () => ({ default: (await import('../../modules/insight/ui/bucket-page.tsx')).BucketPage }))
const CohortsPage = lazy(async () => ({ default: (await import('../../modules/insight/ui/cohorts-page.tsx')).CohortsPage }))
const GridPage = lazy(async () => ({ default: (await import('./grid-screen.tsx')).GridScreen }))
const ModelsPage = lazy(async () => ({ default: (await import('../../modules/insight/ui/models-page.tsx')).ModelsPage }))
const CalculatorPage = lazy(async () => ({ default: (await import('../../modules/insight/ui/calculator-page.tsx')).CalculatorPage }))
const SuggestionsPage = lazy(async () => ({ default: (await import('../../modules/suggestions/ui/overview-page.tsx')).OverviewPage }))
const NewListPage = lazy(async () => ({ default: (await import('../../modules/suggestions/ui/new-list-page.tsx')).NewListPage }))
const RenewalModelPage = lazy(async () => ({ default: (await import('../../modules/renewals/ui/model-page.tsx')).RenewalModelPage }))
const ComplaintQuality = lazy(async () => ({ default: (await import('../../modules/complaints/ui/quality-page.tsx')).QualityPage }))
const HotLinePage = lazy(async () => ({ default: (await import('./call-screens.tsx')).HotLineScreen }))
const DuePage = lazy(async () => ({ default: (await import('./call-screens.tsx')).DueScreen }))
const DeskPage = lazy(async () => ({ default: (await import('../../modules/calls/ui/desk-page.tsx')).DeskPage }))
const DispatchPage = lazy(async () => ({ default: (await import('../../modules/dispatch/ui/board-page.tsx')).DispatchPage }))
const MyVisitsPage = lazy(async () => ({ default: (await import('../../modules/dispatch/ui/today-page.tsx')).TodayPage }))
const RegisterPage = lazy(async () => ({ default: (await import('../../modules/dispatch/ui/register-page.tsx')).RegisterPage }))
const AnalysisPage = lazy(async () => ({ default: (await import('../../modules/analyses/ui/analysis-page.tsx')).AnalysisPage }))
const ServicePage = lazy(async () => ({ default: (await import('../../modules/analyses/ui/service-page.tsx')).ServicePage }))
const SlaWatchPage = lazy(async () => ({ default: (await import('../../modules/requests/ui/watch-page.tsx')).WatchPage }))
const IndicatorsPage = lazy(async () => ({ default: (await import('../../modules/analyses/ui/indicators-page.tsx')).IndicatorsPage }))
const InboxPage = lazy(async () => ({ default: (await import('../../modules/notices/ui/inbox-page.tsx')).InboxPage }))
const NewReportPage = lazy(async () => ({ default: (await import('../../modules/reports/ui/new-report-page.tsx')).NewReportPage }))

export function AppRoutes() {
  const { pathname } = useLocation()
  return (
    // A page that broke is left behind by going to another one.
    <ErrorBoundary key={pathname.split('/')[1]}>
      <Suspense fallback={<PageSkeleton />}>
        <Routes>
          <Route path="/" element={<Today />} />
          <Route path="/imports/:id?" element={<ImportPage />} />
          <Route path="/transactions/statistics" element={<StatisticsPage />} />
          <Route path="/opportunities/board" element={<BoardPage />} />
          <Route path="/opportunities/funnel" element={<FunnelPage />} />
          <Route path="/orders/follow-through" element={<FollowPage />} />
          <Route path="/invoices/ageing" element={<AgeingPage />} />
          <Route path="/quotas/standing" element={<StandingPage />} />
          <Route path="/forecast" element={<ForecastPage />} />
          <Route path="/insight" element={<ValueOverview />} />
          <Route path="/insight/bucket" element={<BucketPage />} />
          <Route path="/insight/cohorts" element={<CohortsPage />} />
          <Route path="/insight/grid" element={<GridPage />} />
          <Route path="/insight/models" element={<ModelsPage />} />
          <Route path="/insight/calculator" element={<CalculatorPage />} />
          <Route path="/suggestions" element={<SuggestionsPage />} />
          <Route path="/suggestion-lists/new" element={<NewListPage />} />
          <Route path="/contract-risks/model" element={<RenewalModelPage />} />
          <Route path="/service-requests/quality" element={<ServicePage />} />
          <Route path="/service-requests/watch" element={<SlaWatchPage />} />
          <Route path="/complaints/quality" element={<ComplaintQuality />} />
          <Route path="/calls/hot-line" element={<HotLinePage />} />
          <Route path="/calls/desk" element={<DeskPage />} />
          <Route path="/call-backs/due" element={<DuePage />} />
          <Route path="/field-jobs/board" element={<DispatchPage />} />
          <Route path="/field-jobs/today" element={<MyVisitsPage />} />
          <Route path="/service-vouchers/check" element={<RegisterPage />} />
          <Route path="/analyses/:name" element={<AnalysisPage />} />
          <Route path="/indicators" element={<IndicatorsPage />} />
          <Route path="/reports/new" element={<NewReportPage />} />
          <Route path="/duplicate-pairs" element={<DuplicatesPage />} />
          <Route path="/archive-clocks/rates" element={<RatesPage />} />
          <Route path="/notifications/:id?" element={<InboxPage />} />
          <Route path="/pools" element={<PoolPage />} />
          <Route path="/handovers/new" element={<HandoverForm />} />
          <Route path={settingsPath} element={<SettingsHome />} />
          <Route element={<SettingsFrame />}>
            {settingsEntries.map(({ path, Page }) => (
              <Route key={path} path={`${path}/:id?`} element={<PageOfRecord Page={Page} />} />
            ))}
          </Route>
          <Route path="/:path" element={<ListPage />} />
          <Route path="/:path/new" element={<FormPage />} />
          <Route path="/:path/:id" element={<RecordPage />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </ErrorBoundary>
  )
}

function PageOfRecord({ Page }: Pick<SettingsEntry, 'Page'>) {
  const { id } = useParams()
  return <Page id={id} />
}
