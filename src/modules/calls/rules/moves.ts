import { issue, type Issue } from '../../../platform/problems.ts'

/** A call that somebody enters while talking begins there. What was missed or abandoned stays so: it is called back. */
const moves: Record<string, readonly string[]> = {
  waiting: ['talking', 'missed', 'abandoned'],
  talking: ['wrap_up'],
  wrap_up: ['done'],
  done: [],
  missed: [],
  abandoned: [],
}
const beginnings = ['waiting', 'talking']

export function mayMove(from: string, to: string): boolean {
  return moves[from]?.includes(to) ?? false
}

/** Nothing skips a state, the program itself included. @param before null for a new call */
export function faultsOfMove(status: string | null, before: string | null): Issue[] {
  const isAllowed = before === null ? beginnings.includes(status ?? '') : status === before || mayMove(before, status ?? '')
  return isAllowed ? [] : [issue('status', 'skipped', '不能跳过状态', 'No state can be skipped')]
}

/** A call-back ends once; until then it is open. */
export function faultsOfCallBack(status: string | null, before: string | null): Issue[] {
  const isAllowed = before === null ? status === 'open' : status === before || before === 'open'
  return isAllowed ? [] : [issue('status', 'skipped', '回访已结束', 'The call-back has ended')]
}
