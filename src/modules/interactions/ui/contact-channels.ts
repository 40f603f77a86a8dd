/** The six channels that people use all day, by the keys 1 to 6. */
import { useObject } from '../../../web/client/metadata.tsx'

import type { Label } from '../../../kernel/definitions/label.ts'

const channels = ['call', 'visit_out', 'visit_in', 'meeting', 'wechat', 'mail']

export function useChannels(): { key: string; label: Label }[] {
  const options = useObject('interaction')?.fields.find((field) => field.name === 'channel')?.options ?? []
  return channels.flatMap((key) => options.find((option) => option.key === key) ?? [])
}
