/** Kinds of notifications, as modules declare them: what people are told of, in which words, and how until they choose otherwise. */
import type { Label } from '../../platform/label.ts'

export const mailModes = ['off', 'at_once', 'digest'] as const
export type MailMode = (typeof mailModes)[number]

export interface NoticeKind {
  /** One word in the whole program: `task_assigned`. */
  kind: string
  /** As it stands in the settings of each person. */
  label: Label
  /** `{actor}` is who did it, `{record}` the name of the record as the receiver may read it; further names are those of the values. */
  text: Label
  /** In place of the text where no single record is named: `{count}` is how many. */
  text_many?: Label
  /** What somebody wrote, shown below the text: a field of the record that the value of this name names. Read through the receiver's rights. */
  quotes?: { value: string; object: string; field: string }
  /** Until the person chooses. */
  default: { app: boolean; mail: MailMode }
}

/** Everything that is wrong with the kinds of all modules. */
export function faultsOfNotices(modules: readonly { name: string; notices?: NoticeKind[] }[]): string[] {
  const owners = new Map<string, string>()
  return modules.flatMap(({ name, notices = [] }) =>
    notices.flatMap((notice) => {
      const at = `notice ${notice.kind} of ${name}`
      const owner = owners.get(notice.kind)
      owners.set(notice.kind, name)
      return [...(owner ? [`${at} is declared by ${owner}, too`] : []), ...faultsOfWords(at, notice)]
    }),
  )
}

function faultsOfWords(at: string, { kind, label, text, text_many: many }: NoticeKind): string[] {
  const faults = /^[a-z][a-z0-9_]*$/.test(kind) ? [] : [`${at}: its name is no word in snake_case`]
  for (const [name, words] of Object.entries({ label, text, ...(many ? { text_many: many } : {}) })) {
    if (!words.zh || !words.en) faults.push(`${at}: its ${name} lacks Chinese or English`)
    else if (gapsOf(words.zh) !== gapsOf(words.en)) faults.push(`${at}: its ${name} names ${gapsOf(words.zh) || 'nothing'} in Chinese and ${gapsOf(words.en) || 'nothing'} in English`)
  }
  return faults
}

function gapsOf(text: string): string {
  const names = new Set(Array.from(text.matchAll(/\{(\w+)\}/g), (found) => found[1] ?? ''))
  return [...names].sort((a, b) => (a < b ? -1 : 1)).join(', ')
}
