import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { fileUrl } from '../client/upload.ts'
import { ScrollBox } from '../kit/scroll-box.tsx'
import { ErrorState, SkeletonLines } from '../kit/states.tsx'
import styles from './file.module.css'

import type { KeptFile } from '../client/upload.ts'

/** More of a text than this is for a program that shows such. */
const mostBytes = 200_000

/** Plain text as it is. Only what is UTF-8 is kept as a text at all. */
export function FileText({ file }: { file: KeptFile }) {
  const { t } = useTranslation()
  const answer = useQuery({
    queryKey: ['file-text', file.id],
    queryFn: async ({ signal }) => {
      if (file.size === 0) return ''
      const response = await fetch(fileUrl(file), { headers: { range: `bytes=0-${mostBytes - 1}` }, signal })
      if (!response.ok) throw new Error(String(response.status))
      // The end may lie in the middle of a character.
      return new TextDecoder().decode(await response.arrayBuffer(), { stream: true })
    },
    staleTime: Infinity,
    retry: false,
  })
  if (answer.isPending) return <SkeletonLines lines={8} />
  if (answer.isError) return <ErrorState small error={answer.error} onRetry={() => void answer.refetch()} />
  return (
    <ScrollBox label={file.name} className={styles.text}>
      <pre>{answer.data}</pre>
      {file.size > mostBytes && <p className={styles.hint}>{t('fields.text_cut')}</p>}
    </ScrollBox>
  )
}
