/** The rows of a list, loaded by keyset as one scrolls either way; 100,000s of them stay smooth, and those far out of sight are let go. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'

import { fetchList, keys } from '../../client/records.ts'

import type { InfiniteData, QueryKey } from '@tanstack/react-query'
import type { ListPage, ListQuery, RecordData } from '../../client/records.ts'

export interface Rows {
  records: RecordData[]
  /** Place of the first of them in the whole list: not 0 where it is read from its end or begun in its middle, and once its start was let go. */
  offset: number
  /** Exact number that matches, once known. */
  total: number | undefined
  isLoading: boolean
  isLoadingMore: boolean
  /** Showing the answer to the question before this one. */
  isPrevious: boolean
  hasMore: boolean
  /** There are others before the first. */
  hasBefore: boolean
  error: unknown
  /** Something changed on the server and so much is loaded that asking again would jump: offer it. */
  isOutdated: boolean
  loadMore(): void
  loadBefore(): void
  /** What failed, once more. */
  retry(): void
  /** The page of a row that is loaded: a list can be begun there. Null where it is read from its end. */
  pageAt(index: number): PageOfRows | null
  refresh(): void
  /** For a moment changes do not load the list again: a row that was edited in it stays where the eye is. */
  holdStill(): void
}

/** A page by what leads to it, with those before: the way back up is known also when they were let go. */
export interface PageOfRows {
  place: number
  cursor: string | undefined
  before: PageOfRows | undefined
  total: number | null
}

const start: PageOfRows = { place: 0, cursor: undefined, before: undefined, total: null }

/** So many pages are kept in memory; what lies behind them is asked for again. */
const mostPages = 30

const stillness = 2500

/** Above so many pages a change elsewhere does not load everything again by itself. */
const pagesToReload = 4

/** Changes come in flocks: one answer for all of them, and not more often than this. */
const pause = 400
const breath = 3000

interface Options {
  /** Rows are chosen or edited, so that nothing may move under the hand. */
  isInUse?: boolean
  /** The page to begin with; the first where left out. */
  beginAt?: PageOfRows
  /** Another one begins anew. */
  turn?: number
}

export function useRows(path: string, query: ListQuery, options: Options = {}): Rows {
  const client = useQueryClient()
  const [generation, setGeneration] = useState(0)
  const [isOutdated, setIsOutdated] = useState(false)
  const { isInUse = false, beginAt = start, turn = 0 } = options
  const limit = query.limit ?? 50
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const refreshedAt = useRef(0)
  // The prefix is that of every list, so that changes of single records are shown here as well.
  const queryKey = useMemo(() => [...keys.list(path, query), 'rows', generation, beginAt.place, turn], [path, query, generation, beginAt, turn])
  const answer = useInfiniteQuery<ListPage, Error, InfiniteData<ListPage, PageOfRows>, QueryKey, PageOfRows>({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchList(path, { ...query, count: pageParam === beginAt ? query.count : 'none' }, { cursor: pageParam.cursor, signal }),
    initialPageParam: beginAt,
    getNextPageParam: (page, _, at) =>
      page.next_cursor === null ? undefined : { place: at.place + 1, cursor: page.next_cursor, before: at, total: page.total ?? at.total },
    getPreviousPageParam: (_, __, at) => at.before,
    maxPages: mostPages,
    // Loaded again only when we say so: an invalidation would fetch every page one after the other.
    staleTime: 'static',
    placeholderData: (before) => before,
    retry: 1,
  })
  const stillUntil = useRef(0)
  const { data } = answer
  // Loading the same question again shows nothing of it.
  const question = JSON.stringify([path, query, beginAt.place, turn])
  const [answered, setAnswered] = useState(question)
  if (!answer.isPlaceholderData && answered !== question) setAnswered(question)
  const pages = data?.pages.length ?? 0
  const refresh = useMemo(
    () => () => {
      setIsOutdated(false)
      refreshedAt.current = Date.now()
      setGeneration((before) => before + 1)
    },
    [],
  )

  useEffect(() => {
    const hash = JSON.stringify(queryKey)
    return client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'invalidate' || JSON.stringify(event.query.queryKey) !== hash) return
      if (Date.now() < stillUntil.current) return
      if (isInUse || pages > pagesToReload) return setIsOutdated(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(refresh, Math.max(pause, refreshedAt.current + breath - Date.now()))
    })
  }, [client, queryKey, pages, refresh, isInUse])
  useEffect(() => () => clearTimeout(timer.current), [])

  const isFromEnd = query.from === 'end'
  const records = useMemo(() => (isFromEnd ? data?.pages.toReversed() : data?.pages)?.flatMap((page) => page.data) ?? [], [data, isFromEnd])
  // Counted once, with the page that one began with; pages after it carry the number along.
  const total = data?.pages.find((page) => page.total !== null)?.total ?? data?.pageParams[0]?.total ?? undefined
  const passedOver = (data?.pageParams[0]?.place ?? 0) * limit
  const load = (isOnward: boolean) => () => {
    if (answer.isFetching) return
    if (isOnward && answer.hasNextPage) void answer.fetchNextPage()
    if (!isOnward && answer.hasPreviousPage) void answer.fetchPreviousPage()
  }
  return {
    records,
    offset: isFromEnd ? Math.max(0, (total ?? 0) - passedOver - records.length) : passedOver,
    total,
    isLoading: answer.isPending,
    isLoadingMore: answer.isFetchingNextPage || answer.isFetchingPreviousPage,
    isPrevious: answer.isPlaceholderData && answered !== question,
    hasMore: isFromEnd ? answer.hasPreviousPage : answer.hasNextPage,
    hasBefore: isFromEnd ? answer.hasNextPage : answer.hasPreviousPage,
    error: answer.error,
    isOutdated,
    loadMore: load(!isFromEnd),
    loadBefore: load(isFromEnd),
    retry: load(!answer.isFetchPreviousPageError),
    pageAt: (index) => (isFromEnd ? null : (data?.pageParams[Math.floor(index / limit)] ?? null)),
    refresh,
    holdStill: () => {
      stillUntil.current = Date.now() + stillness
    },
  }
}
