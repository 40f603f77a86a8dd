import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { createPresence, type Present } from './presence.ts'

const place = { workspaceId: 'w', object: 'customer', id: 'c' }
const lin = { id: '1', name: '林晓' }
const mei = { id: '2', name: '梅芳' }
const sign = (person: typeof lin, editing: string | null = null): Present => ({ person, editing, since: new Date(0) })

describe('who is at a record', () => {
  test('is forgotten without a sign of life, and stays with one', async () => {
    const presence = createPresence({ forgetAfter: 60 })
    presence.stay(place, 'a', sign(lin))
    presence.stay(place, 'b', sign(mei))
    await wait(40)
    presence.stay(place, 'b', sign(mei))
    await wait(40)
    expect(presence.isAt(place, lin.id)).toBe(false)
    expect(presence.othersAt(place, lin.id)).toEqual([sign(mei)])
    await wait(80)
    expect(presence.othersAt(place, lin.id)).toEqual([])
  })

  test('two windows are one person, and the one that edits counts', () => {
    const presence = createPresence({ forgetAfter: 1000 })
    presence.stay(place, 'a', sign(mei))
    presence.stay(place, 'b', sign(mei, 'phones'))
    presence.stay(place, 'c', sign(mei))
    expect(presence.othersAt(place, lin.id)).toEqual([sign(mei, 'phones')])
    expect(presence.othersAt(place, mei.id)).toEqual([])
    presence.leave(place, 'b')
    expect(presence.othersAt(place, lin.id)).toEqual([sign(mei)])
  })

  test('only what is new is announced', () => {
    const presence = createPresence({ forgetAfter: 1000 })
    const heard = vi.fn<() => void>()
    presence.onChange(heard)
    presence.stay(place, 'a', sign(lin))
    presence.stay(place, 'a', sign(lin))
    presence.stay(place, 'a', sign(lin, 'name'))
    presence.stay(place, 'a', sign(lin, 'name'))
    presence.leave(place, 'a')
    presence.leave(place, 'a')
    expect(heard).toHaveBeenCalledTimes(3)
  })

  test('what is answered after something was announced is of a later turn', () => {
    const presence = createPresence({ forgetAfter: 1000 })
    const turns = [() => presence.stay(place, 'a', sign(lin)), () => presence.stay(place, 'a', sign(lin)), () => presence.leave(place, 'a')].map((change) => {
      change()
      return presence.turn()
    })
    expect(turns[1]).toBe(turns[0])
    expect(turns[2]).toBeGreaterThan(turns[0] ?? NaN)
  })

  test('a record takes only so many windows', () => {
    const presence = createPresence({ forgetAfter: 1000 })
    for (let index = 0; index < 300; index++) presence.stay(place, `w${index}`, sign({ id: String(index), name: '某人' }))
    expect(presence.othersAt(place, 'nobody')).toHaveLength(200)
  })
})
