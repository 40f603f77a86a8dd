/** The dispatch board in one answer, and what its cards are moved by. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { keys } from '../../../web/client/records.ts'
import { dayOf, formatDateTime } from '../../../web/kit/format.ts'
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

/** Moves at once, before the server has answered, and offers to take it back; what is refused goes back by itself. */
export function useMoving(): Moving {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const boards = [...keys.lists(jobsPath), 'board']
  const again = () => void client.invalidateQueries({ queryKey: ['records'] })
  const show = async (job: Job) => {
    // An answer that is on its way would show it where it was.
    await client.cancelQueries({ queryKey: boards })
    client.setQueriesData<Board>({ queryKey: boards }, (board) => board && placed(board, job))
  }
  const send = (job: Job, verb: string, body: object = {}) => api.post(`/${jobsPath}/${job.id}/${verb}`, body)
  const put = async (job: Job) => {
    await show(job)
    return job.engineer && job.planned_start ? send(job, 'dispatch', { engineer: job.engineer, start: job.planned_start }) : send(job, 'withdraw')
  }
  const act = (words: string, job: Job, to: Job) => void put(to).then(() => toast.done(words, { undo: () => void put(job).catch(toast.problem).finally(again) }), toast.problem).finally(again)
  return {
    dispatch: (job, { engineer, start }) => act(t('dispatch.given', { name: engineer.name, at: formatDateTime(start, 'short') }), job, givenTo(job, engineer, start)),
    withdraw: (job) => act(t('dispatch.taken_back'), job, { ...job, engineer: null, planned_start: null, planned_end: null }),
  }
}

function givenTo(job: Job, engineer: Engineer, start: Date): Job {
  return { ...job, engineer: engineer.id, planned_start: start.toISOString(), planned_end: new Date(start.getTime() + job.minutes * 60_000).toISOString() }
}

/** The board with the visit where it is now. Behind what waits already: the order is the server's to say. */
function placed(board: Board, job: Job): Board {
  const [jobs, waiting] = [board.jobs, board.waiting].map((list) => list.filter(({ id }) => id !== job.id))
  if (!jobs || !waiting || jobs.length + waiting.length === board.jobs.length + board.waiting.length) return board
  if (!job.engineer) return { ...board, jobs, waiting: [...waiting, job] }
  const isShown = board.days.some(({ day }) => day === dayOf(job.planned_start))
  return { ...board, jobs: isShown ? [...jobs, job] : jobs, waiting }
}

export function isAway({ absences }: Engineer, day: string): boolean {
  return absences.some(({ from, to }) => from <= day && day <= to)
}

/** What a card is dragged with. */
export const cardType = 'application/x-guanxi-job'
