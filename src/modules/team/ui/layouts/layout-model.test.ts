import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addPanel, hiddenOf, moveField, movePanel, placeOf, removePanel, restOf, stepOf, type Draft, type Outline } from './layout-model.ts'

const label = { zh: '组', en: 'Panel' }
const names = ['a', 'b', 'c', 'd', 'e', 'f']
const outline: Outline = { panels: [{ key: 'main', label, fields: ['a', 'b', 'c', 'd', 'e'] }], fields: names, needed: ['a'] }
const panel = (key: string, ...fields: string[]) => ({ key, label, fields })

/** Any layout: each field in one of two panels, left out, or put nowhere. */
const drafts: fc.Arbitrary<Draft> = fc.tuple(...names.map(() => fc.constantFrom('one', 'two', 'out', 'nowhere'))).map((places) => {
  const at = (place: string) => names.filter((_, index) => places[index] === place)
  return { panels: [panel('one', ...at('one')), panel('two', ...at('two'))], leftOut: at('out') }
})
const everything = (draft: Draft) => [...draft.panels.flatMap(({ fields }) => fields), ...restOf(draft, outline), ...hiddenOf(draft, outline)]

describe('a layout', () => {
  test('shows or does not show every field, and none of them twice, whatever is moved', () => {
    fc.assert(
      fc.property(drafts, fc.constantFrom(...names), fc.constantFrom('one', 'two', null), fc.nat(7), (draft, name, to, at) => {
        const moved = moveField(draft, name, { panel: to, at })
        expect(everything(moved).toSorted()).toEqual(names)
        if (to !== null) expect(placeOf(moved, name)).toEqual({ panel: to, at: Math.min(at, draft.panels.find(({ key }) => key === to)!.fields.filter((each) => each !== name).length) })
        expect(everything(removePanel(moved, 'one', outline)).toSorted()).toEqual(names)
      }),
    )
  })

  test('never hides what cannot be left out', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(hiddenOf(draft, outline)).not.toContain('a')
        expect(hiddenOf(removePanel(removePanel(draft, 'one', outline), 'two', outline), outline)).not.toContain('a')
      }),
    )
  })

  test('puts what is new last, and what no panel shows by itself with what is not shown', () => {
    const draft = { panels: [panel('one', 'b', 'a')], leftOut: ['c'] }
    expect([restOf(draft, outline), hiddenOf(draft, outline)]).toEqual([['d', 'e'], ['c', 'f']])
  })

  test('is walked line by line, over the borders of panels, and back the same way', () => {
    const draft = { panels: [panel('one', 'a', 'b'), panel('two', 'c'), panel('three')], leftOut: [] }
    expect(stepOf(draft, 'a', 1)).toEqual({ panel: 'one', at: 1 })
    expect(stepOf(draft, 'b', 1)).toEqual({ panel: 'two', at: 0 })
    expect(stepOf(draft, 'c', 1)).toEqual({ panel: 'three', at: 0 })
    expect(stepOf(draft, 'c', -1)).toEqual({ panel: 'one', at: 2 })
    expect(stepOf(draft, 'a', -1)).toBeUndefined()
    expect(stepOf(draft, 'f', -1)).toBeUndefined()
    fc.assert(
      fc.property(drafts, fc.constantFrom(...names), (before, name) => {
        const down = stepOf(before, name, 1)
        if (!down) return
        const after = moveField(before, name, down)
        const up = stepOf(after, name, -1)
        expect(up && moveField(after, name, up).panels).toEqual(before.panels)
      }),
    )
  })

  test('gives panels keys of their own, and moves them', () => {
    const draft = addPanel(addPanel({ panels: [panel('panel_3')], leftOut: [] }, label), label)
    expect(draft.panels.map(({ key }) => key)).toEqual(['panel_3', 'panel_2', 'panel_4'])
    expect(movePanel(draft, 'panel_4', -1).panels.map(({ key }) => key)).toEqual(['panel_3', 'panel_4', 'panel_2'])
    expect(movePanel(draft, 'panel_3', -1)).toEqual(draft)
  })
})
