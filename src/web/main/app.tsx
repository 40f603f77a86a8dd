/** Everything that surrounds the pages: theme, language, query cache, address bar, who is signed in. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { BrowserRouter, useLocation } from 'react-router'

import { QuickLog } from '../../modules/interactions/ui/quick-log.tsx'
import { ProblemError } from '../client/api.ts'
import { useLanguage, useLanguagePack } from '../client/i18n.ts'
import { MetadataProvider, useMetadataQuery } from '../client/metadata.tsx'
import { SessionProvider, useSessionQuery } from '../client/session.tsx'
import { buttonConfig } from '../kit/button-config.tsx'
import { setFormatPlace } from '../kit/format.ts'
import { ShortcutProvider } from '../kit/shortcuts.tsx'
import { ErrorState } from '../kit/states.tsx'
import { antdThemeOf, useShade } from '../kit/theme.ts'
import { ToastProvider } from '../kit/toast.tsx'
import { useIsPhone } from '../kit/use-media.ts'
import { ErrorBoundary } from '../shell/error-boundary.tsx'
import { RecordScreensProvider } from '../records/record/record-screens.tsx'
import { Frame } from '../shell/frame.tsx'
import { FrameSkeleton } from '../shell/frame-skeleton.tsx'
import { NavigationGroupsProvider } from '../shell/place-groups.tsx'
import { SettingsEntriesProvider } from '../settings/settings-entries.tsx'
import { Bell } from '../../modules/notices/ui/bell.tsx'
import { linkOf } from './link-addresses.ts'
import { navigationGroups } from './navigation.ts'
import { recordScreens } from './record-screens.ts'
import { AppRoutes } from './routes.tsx'
import { settingsEntries } from './settings.ts'

import type { ComponentType } from 'react'
import type { Session } from '../client/session.tsx'
import type { Link } from './link-addresses.ts'

const NewPassword = lazy(async () => ({ default: (await import('./new-password.tsx')).NewPassword }))
const MailOff = lazy(async () => ({ default: (await import('./mail-off.tsx')).MailOff }))
const PublicQuote = lazy(async () => ({ default: (await import('../../modules/quotes/ui/public/public-quote.tsx')).PublicQuote }))
const PublicRequest = lazy(async () => ({ default: (await import('../../modules/requests/ui/public/public-request.tsx')).PublicRequest }))
const PublicForm = lazy(async () => ({ default: (await import('../../modules/requests/ui/public/public-form.tsx')).PublicForm }))
const PublicHelp = lazy(async () => ({ default: (await import('../../modules/knowledge/ui/public/public-help.tsx')).PublicHelp }))
const PortalScreen = lazy(async () => ({ default: (await import('./portal-screen.tsx')).PortalScreen }))
const NeedsFactor = lazy(async () => ({ default: (await import('./needs-factor.tsx')).NeedsFactor }))
const SignIn = lazy(async () => ({ default: (await import('./sign-in.tsx')).SignIn }))

/** No ring runs out of what is pressed: each drew a root of its own for it. */
const noWave = { disabled: true }

export function App() {
  const [client] = useState(createQueryClient)
  const shade = useShade()
  const isPhone = useIsPhone()
  const pack = useLanguagePack()
  return (
    <ConfigProvider theme={antdThemeOf(shade, isPhone)} locale={pack?.antd} button={buttonConfig} wave={noWave}>
      <ErrorBoundary>
        <QueryClientProvider client={client}>
          <BrowserRouter>
            <ShortcutProvider>
              <ToastProvider>
                <Gate />
              </ToastProvider>
            </ShortcutProvider>
          </BrowserRouter>
        </QueryClientProvider>
      </ErrorBoundary>
    </ConfigProvider>
  )
}

const pagesOfLinks: Readonly<Record<Link, ComponentType>> = { '/new-password': NewPassword, '/mail-off': MailOff, '/q/': PublicQuote, '/s/': PublicRequest, '/f/': PublicForm, '/h/': PublicHelp, '/p/': PortalScreen }

/** Nobody sees a page before it is known who it is. The address stays, so that signing in leads to where one wanted to go. */
function Gate() {
  // Everything below is drawn again when the language changes.
  useLanguage()
  const answer = useSessionQuery()
  const { pathname } = useLocation()
  // The link of a mail is for whoever opens it, whoever else may be signed in here.
  const link = linkOf(pathname)
  if (link) {
    const OfLink = pagesOfLinks[link]
    return (
      <Suspense fallback={null}>
        <OfLink />
      </Suspense>
    )
  }
  if (answer.data?.session?.needs_factor) {
    return (
      <Suspense fallback={null}>
        <NeedsFactor />
      </Suspense>
    )
  }
  if (answer.data?.session) return <SignedIn key={`${answer.data.session.workspace.id} ${answer.data.session.person.id}`} session={answer.data.session} />
  if (answer.isPending) return <FrameSkeleton />
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  return (
    <Suspense fallback={null}>
      <SignIn demo={answer.data.demo} />
    </Suspense>
  )
}

function SignedIn({ session }: { session: Session }) {
  const metadata = useMetadataQuery()
  if (metadata.isError) return <ErrorState error={metadata.error} onRetry={() => void metadata.refetch()} />
  if (!metadata.data) return <FrameSkeleton />
  setFormatPlace({ timeZone: session.workspace.time_zone, currency: session.workspace.currency })
  return (
    <SessionProvider session={session}>
      <MetadataProvider metadata={metadata.data}>
        <SettingsEntriesProvider entries={settingsEntries}>
          <RecordScreensProvider screens={recordScreens}>
            <NavigationGroupsProvider groups={navigationGroups}>
              <Frame bell={<Bell />}>
                <QuickLog />
                <AppRoutes />
              </Frame>
            </NavigationGroupsProvider>
          </RecordScreensProvider>
        </SettingsEntriesProvider>
      </MetadataProvider>
    </SessionProvider>
  )
}

function createQueryClient(): QueryClient {
  // What the server refuses once it refuses again; only what did not arrive is worth another try.
  const isWorthRetrying = (count: number, error: Error) => count < 2 && (!(error instanceof ProblemError) || error.status === 0 || error.status >= 500)
  return new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, networkMode: 'always', refetchOnReconnect: true, retry: isWorthRetrying, retryDelay: (count) => 400 * 2 ** count } } })
}
