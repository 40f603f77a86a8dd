/** What customers can be put into bands by, and the bands, in words: for whoever keeps a cell of the grid. */
import type { ChoiceOption } from '../../../kernel/definitions/field.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import { tierOptions } from '../../customers/index.ts'
import { customerValue } from '../objects/customer-value.ts'

const fields = [...customerValue.fields.values()].filter((field) => !field.is_system && (field.options ? typeOf(field).sortable : typeOf(field).isMeasurable))

/** Figures and choices of the values, and the tier; whether somebody may read one is for the grid to say (`refuseCell`). */
export const axisOptions: ChoiceOption[] = [...fields.map(({ name: key, label }) => ({ key, label })), { key: 'tier', label: { zh: '级别', en: 'Tier' } }]

const quarters: ChoiceOption[] = ['0', '1', '2', '3'].map((key, at) => ({ key, label: { zh: `第 ${at + 1} 档`, en: `Band ${at + 1} of 4` } }))

/** Quarters of figures, lowest first, and the options of every choice: options of one key have one name. */
export const bandOptions: ChoiceOption[] = [
  ...new Map([...quarters, ...fields.flatMap(({ options = [] }) => options), ...tierOptions].map(({ key, label }) => [key, { key, label }])).values(),
]
