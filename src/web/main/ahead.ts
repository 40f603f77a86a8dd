/**
 * The first script, with what it needs one small file of its own (the group `ahead` of vite.config.ts): it asks the server for what the address needs and for the words
 * while the browser still reads the others. Asked for one after the other, each would wait for the one before.
 */
import { dueTasks, laterPromises } from '../../modules/interactions/ui/task-questions.ts'
import { waitingLeads } from '../../modules/leads/ui/waiting-question.ts'
import { pipelinesOfBoard, stagesOfBoard } from '../../modules/opportunities/ui/board-questions.ts'
import { askAhead } from '../client/asked-ahead.ts'
import { chosenLanguage } from '../client/chosen-language.ts'
import { languagePacks } from './language-packs.ts'
import { linkOf } from './link-addresses.ts'
import { holdStackTraces } from './stack-traces.ts'

import type { Question } from '../client/asked-ahead.ts'

/** Records whose pages ask for everything in one request. */
const wholePages = /^\/(?:customers|leads|service-requests|complaints|articles)\/[0-9a-f]{8}-[0-9a-f-]{27}$/

/** What pages ask by their address alone. */
const questions: Readonly<Record<string, readonly Question[]>> = {
  '/': [{ path: '/tasks', query: { ...dueTasks } }, { path: '/leads', query: { ...waitingLeads } }, { path: '/tasks', query: { ...laterPromises } }],
  '/opportunities/board': [{ path: '/pipelines', query: pipelinesOfBoard }, { path: '/stages', query: stagesOfBoard }],
}

holdStackTraces()
const { pathname } = window.location
const language = chosenLanguage()
// Whoever turns out not to be signed in has asked in vain, no more.
if (!linkOf(pathname)) {
  const ofPage = wholePages.test(pathname) ? [{ path: `${pathname}/page` }] : Object.hasOwn(questions, pathname) ? (questions[pathname] ?? []) : []
  askAhead([{ path: '/session' }, { path: '/metadata' }, ...ofPage], language)
}
languagePacks[language]().catch(() => undefined)
