/** The page of an article in one answer. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'

import type { RecordData } from '../../../web/client/records.ts'

export const articlesPath = 'articles'

interface ArticleAnswer {
  record: RecordData
  /** Newest first; null for whoever only reads. */
  editions: RecordData[] | null
}

export function useArticle(id: string) {
  return useQuery({
    queryKey: keys.about(articlesPath, id, 'page'),
    queryFn: ({ signal }) => api.get<ArticleAnswer>(`/${articlesPath}/${id}/page`, { signal }),
  })
}

export interface Suggested {
  id: string
  number: string
  kind: string
  title: string
  title_en: string | null
  body: string
  body_en: string | null
  audience: string
}

/** What fits a request, or what says these words. */
export function useSuggestions(request: RecordData, words: string, isEnabled: boolean) {
  return useQuery({
    queryKey: keys.about('service-requests', request.id, 'articles', request.version, words),
    queryFn: ({ signal }) => api.post<{ data: Suggested[] }>(`/service-requests/${request.id}/suggest-articles`, words ? { words } : {}, { signal }),
    enabled: isEnabled,
    placeholderData: (before) => before,
  })
}
