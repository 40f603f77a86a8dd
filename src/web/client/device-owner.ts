/** Whose things this device keeps now: nothing of one person is ever shown or sent for another. */

/** Person and company; undefined while nobody is known, and while somebody only looks as another. */
let owner: string | undefined
const listeners = new Set<() => void>()

export function deviceOwner(): string | undefined {
  return owner
}

export function ownerOf(session: { person: { id: string }; workspace: { id: string }; looking_as: unknown }): string | undefined {
  return session.looking_as ? undefined : `${session.workspace.id} ${session.person.id}`
}

export function setDeviceOwner(next: string | undefined): void {
  if (next === owner) return
  owner = next
  listeners.forEach((listener) => listener())
}

export function onDeviceOwner(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
