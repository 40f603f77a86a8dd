import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addSigner, handOn, settled, sign, type Signature } from './signatures.ts'
import { hows, isOpen, standingOf, type How } from './standing.ts'

const at = '2026-03-02T01:00:00.000Z'
const signature = (id: string, step: number, seat: number, more: Partial<Signature> = {}): Signature => ({
  id, step, seat, position: 0, status: 'later', person: id, reason: null, in_place_of: null, signed_by: null, comment: null, note: null, decided_at: null, ...more,
})
const lines = fc.array(fc.record({ how: fc.constantFrom<How>(...hows), seats: fc.nat(4) }), { minLength: 1, maxLength: 5 })
const begun = (line: { how: How; seats: number }[]) => settled(line.map(({ how }) => how), line.flatMap(({ seats }, step) => Array.from({ length: seats }, (_, seat) => signature(`${step}.${seat}`, step, seat))))

/** What one of those whose turn it is does, by numbers: which of them, and what. */
const acts = fc.array(fc.tuple(fc.nat(), fc.constantFrom('approve', 'approve', 'approve', 'approve', 'delegate', 'before', 'after', 'refuse', 'return')), { maxLength: 60 })

function act(hows: How[], state: ReturnType<typeof settled>, [pick, what]: [number, string], newId: string): ReturnType<typeof settled> {
  const turn = state.signatures.filter(({ status }) => status === 'waiting')
  const { id } = turn[pick % turn.length]!
  const { signatures } = state
  const decide = (status: 'approved' | 'refused' | 'returned') => sign(signatures, { id, status, signed_by: null, comment: null, at })
  switch (what) {
    case 'approve': return settled(hows, decide('approved'))
    case 'refuse': return settled(hows, decide('refused'))
    case 'return': return settled(hows, decide('returned'))
    case 'delegate': return settled(hows, handOn(signatures, { id, newId, to: newId, reason: 'delegated', signed_by: null, comment: null, at }))
    default: return settled(hows, addSigner(signatures, { id, newId, person: newId, place: what === 'before' ? 'before' : 'after', note: null }))
  }
}

describe('whatever signers do', () => {
  test('it has one outcome: somebody has the turn exactly while it waits, and nobody once it is decided', () => {
    fc.assert(fc.property(lines, acts, (line, list) => {
      const how = line.map((step) => step.how)
      let state = begun(line)
      for (const [index, one] of list.entries()) {
        const turn = state.signatures.filter(({ status }) => status === 'waiting')
        expect(turn.length > 0).toBe(state.outcome === 'waiting')
        expect(new Set(turn.map(({ step }) => step)).size).toBeLessThanOrEqual(1)
        if (state.outcome !== 'waiting') {
          expect(state.signatures.filter(isOpen)).toEqual([])
          return
        }
        state = act(how, state, one, `new.${index}`)
      }
    }))
  })

  test('settling once more changes nothing', () => {
    fc.assert(fc.property(lines, acts, (line, list) => {
      const how = line.map((step) => step.how)
      let state = begun(line)
      for (const [index, one] of list.entries()) {
        if (state.outcome !== 'waiting') break
        state = act(how, state, one, `new.${index}`)
      }
      expect(settled(how, state.signatures)).toEqual(state)
    }))
  })

  test('it ends: with approvals alone after as many as the line asks for, and it is approved', () => {
    fc.assert(fc.property(lines, fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), (line, picks) => {
      const how = line.map((step) => step.how)
      let state = begun(line)
      let count = 0
      while (state.outcome === 'waiting') state = act(how, state, [picks[count]!, 'approve'], `new.${count++}`)
      expect(state.outcome).toBe('approved')
      expect(count).toBe(line.reduce((sum, { how, seats }) => sum + (how === 'any' ? Math.min(1, seats) : seats), 0))
    }))
  })

  test('one refusal or return ends it, whoever has signed before', () => {
    fc.assert(fc.property(lines, acts, fc.nat(), fc.constantFrom('refuse', 'return'), (line, list, pick, end) => {
      const how = line.map((step) => step.how)
      let state = begun(line)
      for (const [index, one] of list.entries()) {
        if (state.outcome !== 'waiting') return
        if (one[1] !== 'refuse' && one[1] !== 'return') state = act(how, state, one, `new.${index}`)
      }
      if (state.outcome !== 'waiting') return
      expect(act(how, state, [pick, end], 'new').outcome).toBe(end === 'refuse' ? 'refused' : 'returned')
    }))
  })

  test('what was said stays said: no act changes a signature that is decided', () => {
    fc.assert(fc.property(lines, acts, (line, list) => {
      const how = line.map((step) => step.how)
      let state = begun(line)
      for (const [index, one] of list.entries()) {
        if (state.outcome !== 'waiting') break
        const said = state.signatures.filter((each) => !isOpen(each)).map(({ id, status, person }) => ({ id, status, person }))
        state = act(how, state, one, `new.${index}`)
        expect(state.signatures).toEqual(expect.arrayContaining(said.map((each) => expect.objectContaining(each))))
        const places = state.signatures.map(({ step, seat, position }) => `${step}.${seat}.${position}`)
        expect(new Set(places).size).toBe(places.length)
      }
    }))
  })
})

describe('a step', () => {
  const three = [signature('a', 0, 0), signature('b', 0, 1), signature('c', 0, 2)]
  const after = (how: How, ...signed: string[]) => standingOf([how], three.map((one) => (signed.includes(one.id) ? { ...one, status: 'approved' } : one)))

  test('all: everybody at once, done with the last', () => {
    expect(after('all').turn).toEqual(['a', 'b', 'c'])
    expect(after('all', 'b').turn).toEqual(['a', 'c'])
    expect(after('all', 'a', 'b', 'c')).toEqual({ outcome: 'approved', turn: [], dropped: [] })
  })

  test('any: everybody at once, done with the first, the others are not asked any more', () => {
    expect(after('any').turn).toEqual(['a', 'b', 'c'])
    expect(after('any', 'b')).toEqual({ outcome: 'approved', turn: [], dropped: ['a', 'c'] })
  })

  test('in turn: one after the other', () => {
    expect(after('in_turn').turn).toEqual(['a'])
    expect(after('in_turn', 'a').turn).toEqual(['b'])
    expect(after('in_turn', 'a', 'b', 'c').outcome).toBe('approved')
  })

  test('any: whoever was added after the first signer is still asked before it is done', () => {
    const added = addSigner([signature('a', 0, 0, { status: 'waiting' }), signature('b', 0, 1, { status: 'waiting' })], { id: 'a', newId: 'x', person: 'x', place: 'after', note: null })
    const signed = settled(['any'], sign(added, { id: 'a', status: 'approved', signed_by: null, comment: null, at }))
    expect([signed.outcome, signed.signatures.filter(({ status }) => status === 'waiting').map(({ id }) => id)]).toEqual(['waiting', ['b', 'x']])
    expect(settled(['any'], sign(signed.signatures, { id: 'x', status: 'approved', signed_by: null, comment: null, at })).outcome).toBe('approved')
  })

  test('whoever was added before has the turn, then it comes back', () => {
    const added = settled(['all'], addSigner([signature('a', 0, 0, { status: 'waiting' })], { id: 'a', newId: 'x', person: 'x', place: 'before', note: null }))
    expect(standingOf(['all'], added.signatures).turn).toEqual(['x'])
    expect(standingOf(['all'], sign(added.signatures, { id: 'x', status: 'approved', signed_by: null, comment: null, at })).turn).toEqual(['a'])
  })
})
