/** The group of the page, and further ones from the top while all their entries fit. Pure. */
export function groupsThatFit({ groups, first, room }: { groups: readonly { key: string; size: number }[]; first: string | undefined; room: number }): Set<string> {
  const start = groups.find(({ key }) => key === first) ?? groups[0]
  if (!start) return new Set()
  const open = new Set([start.key])
  let left = room - start.size
  for (const { key, size } of groups) {
    if (open.has(key)) continue
    if (size > left) break
    open.add(key)
    left -= size
  }
  return open
}
