/** The portal for customers: whoever is not signed in sees the door, whoever is the pages. Requests are drawn by the module that has them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useLanguage } from '../../../web/client/i18n.ts'
import { usePageTitle } from '../../../web/kit/page-header.tsx'
import { PublicFrame } from '../../../web/shell/public-frame.tsx'
import { Answered } from './answered.tsx'
import { Door } from './door.tsx'
import { Home } from './home.tsx'
import { NewRequest } from './new-request.tsx'
import { RequestList } from './request-list.tsx'
import { Article, Articles, Contracts, Order, Orders } from './reading.tsx'
import styles from './portal.module.css'

import type { ComponentType } from 'react'

export interface PortalAnswer {
  company: string
  help: string | null
  person: { name: string; customer: string; sees: 'customer' | 'own' } | null
}

export interface PortalParts {
  /** Of the module that has requests: one with its conversation. */
  Request: ComponentType<{ path: string; uploads: string; answer: unknown; onChanged(): void }>
}

export function PortalPage({ parts }: { parts: PortalParts }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [, , page = '', section = '', id = ''] = useLocation().pathname.split('/')
  const path = `/portal/${page}`
  const query = useQuery({ queryKey: [path, language], queryFn: ({ signal }) => api.get<PortalAnswer>(path, { signal, isFresh: true }), retry: false })
  const person = query.data?.person
  usePageTitle(t('portal.title'))
  return (
    <PublicFrame company={query.data?.company} query={query} end={person ? <SignOut path={path} /> : undefined} bar={person ? <Ways page={page} section={section} /> : undefined}>
      {(answer) => (answer.person ? <Section parts={parts} page={page} section={section} id={id} answer={answer} /> : <Door path={path} />)}
    </PublicFrame>
  )
}

interface SectionProps {
  parts: PortalParts
  page: string
  section: string
  id: string
  answer: PortalAnswer
}

function Section({ parts, page, section, id, answer }: SectionProps) {
  if (section === 'requests' && id === 'new') return <NewRequest page={page} />
  if (section === 'requests' && id) return <OneRequest key={id} page={page} id={id} Request={parts.Request} />
  if (section === 'requests') return <RequestList page={page} />
  if (section === 'orders') return id ? <Order page={page} id={id} /> : <Orders page={page} />
  if (section === 'contracts') return <Contracts page={page} />
  if (section === 'articles') return id ? <Article page={page} number={id} /> : <Articles page={page} help={answer.help} />
  return <Home page={page} answer={answer} />
}

function OneRequest({ page, id, Request }: { page: string; id: string; Request: PortalParts['Request'] }) {
  const { t } = useTranslation()
  const path = `/portal/${page}/requests/${id}`
  const client = useQueryClient()
  return (
    <>
      <Link to={`/p/${page}/requests`}>{t('portal.back')}</Link>
      <Answered<unknown> path={path} page={page} isFollowed>
        {(answer) => <Request path={path} uploads={`/portal/${page}/files`} answer={answer} onChanged={() => void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(`/portal/${page}`) })} />}
      </Answered>
    </>
  )
}

const ways = ['', 'requests', 'orders', 'contracts', 'articles'] as const

function Ways({ page, section }: { page: string; section: string }) {
  const { t } = useTranslation()
  return (
    <nav className={styles.ways} aria-label={t('portal.title')}>
      {ways.map((way) => (
        <Link key={way} to={`/p/${page}${way && `/${way}`}`} className={way === section ? styles.here : undefined} aria-current={way === section ? 'page' : undefined}>
          {t(`portal.way_${way || 'home'}`)}
        </Link>
      ))}
    </nav>
  )
}

function SignOut({ path }: { path: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const leave = async () => {
    await api.delete(`${path}/session`).catch(() => undefined)
    client.removeQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(`${path}/`) })
    await client.invalidateQueries({ queryKey: [path] })
  }
  return (
    <Button type="text" onClick={() => void leave()}>
      {t('portal.sign_out')}
    </Button>
  )
}
