/** The dispatch board in one answer, and what its cards are moved by. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { formatDateTime } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'

import type { BoardJob } from '../queries/board-jobs.ts'
import type { EngineerRow } from '../queries/people.ts'

export const jobsPath = 'field-jobs'

export type Job = BoardJob
export type Engineer = Omit<EngineerRow, 'territories'>

export interface BoardDay {
  day: string
  /** Between which instants the company works; none on a holiday. */
  open: { from: string; to: string }[]
}

export interface Board {
  today: string
  days: BoardDay[]
  people: Engineer[]
  jobs: Job[]
  waiting: Job[]
  skills: { id: string; name: string }[]
}

export function useBoard(from: string, days: number) {
  return useQuery({
    // A list for all that it is asked anew like one, when somebody changes something.
    queryKey: [...keys.lists(jobsPath), 'board', from, days],
    queryFn: ({ signal }) => api.post<Board>(`/${jobsPath}/board`, { from, days }, { signal }),
    placeholderData: (before) => before,
  })
}

export interface Moving {
  dispatch(job: Job, to: { engineer: Engineer; start: Date }): void
  withdraw(job: Job): void
}

/** Moves at once and offers to take it back. */
export function useMoving(): Moving {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const again = () => void client.invalidateQueries({ queryKey: ['records'] })
  const send = (job: Job, verb: string, body: object = {}) => api.post(`/${jobsPath}/${job.id}/${verb}`, body)
  const back = (job: Job) => (job.engineer && job.planned_start ? send(job, 'dispatch', { engineer: job.engineer, start: job.planned_start }) : send(job, 'withdraw'))
  const act = (words: string, job: Job, work: Promise<unknown>) =>
    void work.then(() => toast.done(words, { undo: () => void back(job).then(again, toast.problem) }), toast.problem).finally(again)
  return {
    dispatch: (job, { engineer, start }) => act(t('dispatch.given', { name: engineer.name, at: formatDateTime(start, 'short') }), job, send(job, 'dispatch', { engineer: engineer.id, start: start.toISOString() })),
    withdraw: (job) => act(t('dispatch.taken_back'), job, send(job, 'withdraw')),
  }
}

export function isAway({ absences }: Engineer, day: string): boolean {
  return absences.some(({ from, to }) => from <= day && day <= to)
}

/** What a card is dragged with. */
export const cardType = 'application/x-guanxi-job'
