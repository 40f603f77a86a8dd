/** Loads the script of an address's page while its words are on their way. */
import { loadPageOf } from './routes.tsx'

/** What records of a path are drawn by. */
const screens: Readonly<Record<string, () => Promise<unknown>>> = {
  customers: async () => import('./customer-screen.tsx'),
  leads: async () => import('../../modules/leads/ui/lead-page.tsx'),
  opportunities: async () => import('../../modules/opportunities/ui/opportunity-screen.tsx'),
  'service-requests': async () => import('./request-screen.tsx'),
  complaints: async () => import('./complaint-screen.tsx'),
  articles: async () => import('../../modules/knowledge/ui/article-page.tsx'),
  orders: async () => import('./order-screens.tsx'),
  quotes: async () => import('./quote-screens.tsx'),
}

/** For an address below the frame. Whoever turns out not to be signed in has loaded a page in vain, no more. */
export function loadAhead(pathname: string): void {
  const [, path = ''] = /^\/([a-z-]+)\/[0-9a-f]{8}-[0-9a-f-]{27}$/.exec(pathname) ?? []
  for (const load of [loadPageOf(pathname), Object.hasOwn(screens, path) ? screens[path] : undefined]) load?.().catch(() => undefined)
}
