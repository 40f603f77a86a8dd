import { issue, type Issue } from '../../../platform/problems.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { mayFollow, type Standing } from './standing.ts'

interface Checked {
  pipeline: string | null
  stage: string | null
  status: string | null
  closed_at: string | null
  probability: number | null
  stage_probability: number | null
  moves: number | null
  is_historic: boolean | null
  historic_stage: string | null
  historic_closed_on: string | null
}

const moved = ['pipeline', 'stage', 'status', 'closed_at'] as const
const historic = ['is_historic', 'historic_stage', 'historic_closed_on'] as const

/**
 * What moves an opportunity raises the count of its moves; so that whatever writes otherwise (an undo of one event, a program) moves
 * nothing past the stays that are kept with it. What was brought along from elsewhere is said once, by the import.
 */
export function checkOpportunity(record: Checked, before: Checked | null): Issue[] {
  if (!before) return record.is_historic ? [] : historic.filter((name) => isGiven(record[name])).map((name) => issue(name, 'only_historic', '仅用于导入的历史商机（“历史商机”为是）', 'Only for opportunities imported as former ones'))
  const issues: Issue[] = historic.filter((name) => record[name] !== before[name]).map((name) => issue(name, 'readonly', '导入后不能更改', 'Cannot be changed after the import'))
  if (standing(record) !== 'open' && record.probability !== record.stage_probability) issues.push(issue('probability', 'is_closed', '已结束的商机没有概率可言', 'What has ended has no probability of its own'))
  const changed = moved.filter((name) => record[name] !== before[name])
  if (record.moves === before.moves) issues.push(...changed.map((name) => issue(name, 'moved_by_action', '请用“移动、赢单、输单、重新打开”来改变', 'It is moved by move, win, lose and reopen')))
  else if (!mayFollow(standing(before), standing(record))) issues.push(issue('status', 'wrong_state', '不能从当前状态直接到此状态', 'There is no way from the one standing to the other'))
  return issues
}

function standing({ status }: Checked): Standing {
  return status === 'won' || status === 'lost' ? status : 'open'
}

function isGiven(value: Value): boolean {
  return value !== null && value !== false
}
