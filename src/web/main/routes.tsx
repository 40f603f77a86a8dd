/** Addresses and their pages. Pages are loaded when they are first opened. */
import { lazy, Suspense } from 'react'
import { Route, Routes, useLocation } from 'react-router'

import { PageSkeleton } from '../kit/states.tsx'
import { ErrorBoundary } from '../shell/error-boundary.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { RecordScreensProvider } from '../records/record/record-screens.tsx'
import { recordScreens } from './record-screens.ts'
import { Today } from './today.tsx'

const ListPage = lazy(async () => ({ default: (await import('../records/list-page.tsx')).ListPage }))
const RecordPage = lazy(async () => ({ default: (await import('../records/record-page.tsx')).RecordPage }))
const FormPage = lazy(async () => ({ default: (await import('../records/form-page.tsx')).FormPage }))
const ImportPage = lazy(async () => ({ default: (await import('../records/import-page.tsx')).ImportPage }))
const AuditPage = lazy(async () => ({ default: (await import('../../modules/audit/ui/audit-page.tsx')).AuditPage }))
const AccountPage = lazy(async () => ({ default: (await import('../../modules/team/ui/account-page.tsx')).AccountPage }))
const SecurityPage = lazy(async () => ({ default: (await import('../../modules/team/ui/security-page.tsx')).SecurityPage }))
const StatisticsPage = lazy(async () => ({ default: (await import('../../modules/sales/ui/statistics-page.tsx')).StatisticsPage }))

export function AppRoutes() {
  const { pathname } = useLocation()
  return (
    // A page that broke is left behind by going to another one.
    <ErrorBoundary key={pathname.split('/')[1]}>
      <Suspense fallback={<PageSkeleton />}>
        <RecordScreensProvider screens={recordScreens}>
          <Routes>
            <Route path="/" element={<Today />} />
            <Route path="/account" element={<AccountPage />} />
            <Route path="/sign-in-settings" element={<SecurityPage />} />
            <Route path="/imports/:id?" element={<ImportPage />} />
            <Route path="/transactions/statistics" element={<StatisticsPage />} />
            <Route path="/settings/audit" element={<AuditPage />} />
            <Route path="/:path" element={<ListPage />} />
            <Route path="/:path/new" element={<FormPage />} />
            <Route path="/:path/:id" element={<RecordPage />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </RecordScreensProvider>
      </Suspense>
    </ErrorBoundary>
  )
}
