/** Begins at once what an address needs, while its words are on their way: asked for one after the other, each would wait for the one before. */
import { pipelinesOfBoard, stagesOfBoard } from '../../modules/opportunities/ui/board-questions.ts'
import { askAhead } from '../client/api.ts'
import { loadPageOf } from './routes.tsx'

import type { Question } from '../client/api.ts'

/** What records of a path are drawn by, and whether their pages ask for everything in one request. */
const screens: Readonly<Record<string, { load: () => Promise<unknown>; asksForPage: boolean }>> = {
  customers: { load: async () => import('./customer-screen.tsx'), asksForPage: true },
  leads: { load: async () => import('../../modules/leads/ui/lead-page.tsx'), asksForPage: true },
  opportunities: { load: async () => import('../../modules/opportunities/ui/opportunity-screen.tsx'), asksForPage: false },
  'service-requests': { load: async () => import('./request-screen.tsx'), asksForPage: true },
  complaints: { load: async () => import('./complaint-screen.tsx'), asksForPage: true },
  articles: { load: async () => import('../../modules/knowledge/ui/article-page.tsx'), asksForPage: true },
  orders: { load: async () => import('./order-screens.tsx'), asksForPage: false },
  quotes: { load: async () => import('./quote-screens.tsx'), asksForPage: false },
}

/** What pages ask by their address alone. */
const questions: Readonly<Record<string, readonly Question[]>> = {
  '/opportunities/board': [{ path: '/pipelines', query: pipelinesOfBoard }, { path: '/stages', query: stagesOfBoard }],
}

/** For an address below the frame. Whoever turns out not to be signed in has loaded a page in vain, no more. */
export function lookAhead(pathname: string): void {
  const [, path = '', id] = /^\/([a-z-]+)\/([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(pathname) ?? []
  const screen = Object.hasOwn(screens, path) ? screens[path] : undefined
  askAhead([{ path: '/session' }, { path: '/metadata' }, ...(screen?.asksForPage ? [{ path: `/${path}/${id}/page` }] : []), ...(Object.hasOwn(questions, pathname) ? (questions[pathname] ?? []) : [])])
  for (const load of [loadPageOf(pathname), screen?.load]) load?.().catch(() => undefined)
}
