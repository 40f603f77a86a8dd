/** The rows of a list, loaded by keyset as one scrolls; 100,000s of them stay smooth. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'

import { fetchList, keys } from '../../client/records.ts'

import type { ListPage, ListQuery, RecordData } from '../../client/records.ts'

export interface Rows {
  records: RecordData[]
  /** Place of the first of them in the whole list: not 0 where it is read from its end. */
  offset: number
  /** Exact number that matches, once known. */
  total: number | undefined
  isLoading: boolean
  isLoadingMore: boolean
  /** Showing the answer to the question before this one. */
  isPrevious: boolean
  hasMore: boolean
  error: unknown
  /** Something changed on the server and so much is loaded that asking again would jump: offer it. */
  isOutdated: boolean
  loadMore(): void
  refresh(): void
  /** For a moment changes do not load the list again: a row that was edited in it stays where the eye is. */
  holdStill(): void
}

const stillness = 2500

/** Above so many pages a change elsewhere does not load everything again by itself. */
const pagesToReload = 4

/** Changes come in flocks: one answer for all of them, and not more often than this. */
const pause = 400
const breath = 3000

/** `isInUse`: rows are chosen or edited, so that nothing may move under the hand. */
export function useRows(path: string, query: ListQuery, options: { isInUse?: boolean } = {}): Rows {
  const client = useQueryClient()
  const [generation, setGeneration] = useState(0)
  const [isOutdated, setIsOutdated] = useState(false)
  const { isInUse = false } = options
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const refreshedAt = useRef(0)
  // The prefix is that of every list, so that changes of single records are shown here as well.
  const queryKey = useMemo(() => [...keys.list(path, query), 'rows', generation], [path, query, generation])
  const answer = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchList(path, { ...query, count: pageParam ? 'none' : query.count }, { cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ListPage) => page.next_cursor ?? undefined,
    // Loaded again only when we say so: an invalidation would fetch every page one after the other.
    staleTime: 'static',
    placeholderData: (before) => before,
    retry: 1,
  })
  const stillUntil = useRef(0)
  const { data } = answer
  // Loading the same question again shows nothing of it.
  const question = JSON.stringify([path, query])
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
  const total = data?.pages[0]?.total ?? undefined
  return {
    records,
    offset: isFromEnd ? Math.max(0, (total ?? 0) - records.length) : 0,
    total,
    isLoading: answer.isPending,
    isLoadingMore: answer.isFetchingNextPage,
    isPrevious: answer.isPlaceholderData && answered !== question,
    hasMore: answer.hasNextPage,
    error: answer.error,
    isOutdated,
    loadMore: () => {
      if (answer.hasNextPage && !answer.isFetching) void answer.fetchNextPage()
    },
    refresh,
    holdStill: () => {
      stillUntil.current = Date.now() + stillness
    },
  }
}
