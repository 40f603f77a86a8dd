/** The file of a person as stored values; what is not known yet is left out. */
import type { Stored } from '../kernel/records/input.ts'
import { birthDay, personName } from './contacts.ts'
import { isKnown, type SharedPlan } from './plan.ts'
import { randomOf, weighted } from './random.ts'
import { homeAddress, mailOf, mobile } from './reach.ts'
import { bestTimes, occupations } from './words/names.ts'
import { personRemarks } from './words/work.ts'
import { dayNumber, partsOf } from '../platform/calendar/days.ts'
import type { World } from './world.ts'

const stages = weighted([['single', 20], ['couple', 22], ['young_children', 30], ['grown_children', 14], ['empty_nest', 7], ['retired', 7]] as const)

const working = occupations.filter((one) => one !== '退休')

/** Ages and standing that go with a stage of the household. */
const livesOf = {
  single: { ages: [22, 34], family: ['single'] },
  couple: { ages: [26, 40], family: ['married'] },
  young_children: { ages: [28, 45], family: ['married', 'married', 'married', 'divorced'] },
  grown_children: { ages: [45, 60], family: ['married', 'married', 'divorced'] },
  empty_nest: { ages: [52, 66], family: ['married'] },
  retired: { ages: [60, 82], family: ['married', 'married', 'widowed'] },
} as const

export function guestOf(world: World, plan: SharedPlan): { values: Stored; isFemale: boolean } {
  const random = randomOf(`${world.seed} guest`, plan.index)
  const isFemale = random.chance(0.48)
  const name = personName(isFemale, random)
  const stage = stages(random)
  const { ages, family } = livesOf[stage]
  const isTended = isKnown(plan, 0.75, random)
  const birthday = isKnown(plan, 0.85, random) ? birthDay(world, ages[0], ages[1], random) : null
  const age = birthday ? Math.floor((dayNumber(world.today) - dayNumber(birthday)) / 365.25) : ages[0]
  return {
    isFemale,
    values: {
      kind: 'person',
      name,
      category: 'consumer',
      phones: isKnown(plan, 0.97, random) ? [mobile(random)] : [],
      emails: random.chance(0.55) ? [mailOf(name, random.pick(['mail', 'post', 'inbox']), random)] : [],
      wechat: random.chance(0.6) ? `wx_${Math.floor(random.next() * 1e9).toString(36)}` : null,
      addresses: isKnown(plan, 0.8, random) ? [homeAddress(plan.city, random)] : [],
      gender: random.chance(0.95) ? (isFemale ? 'female' : 'male') : null,
      birthday,
      // Who was born before about 1985 keeps the birthday of the old calendar more often.
      birthday_calendar: birthday && random.chance(partsOf(birthday).year < 1985 ? 0.5 : 0.15) ? 'lunar' : 'solar',
      family_status: isTended ? random.pick(family) : null,
      household_stage: isTended ? stage : null,
      occupation_group: isTended ? (age > 62 ? '退休' : random.pick(working)) : null,
      income_band: isTended ? incomeOf(plan.weight) : null,
      education: isTended && random.chance(0.7) ? random.pick(['school', 'college', 'bachelor', 'bachelor', 'bachelor', 'master', 'doctor']) : null,
      risk_tolerance: random.chance(0.3) ? random.int(1, 5) : null,
      communication_style: random.chance(0.25) ? random.pick(['visual', 'auditory', 'kinaesthetic']) : null,
      temperament: random.chance(0.25) ? random.pick(['choleric', 'sanguine', 'phlegmatic', 'melancholic']) : null,
      best_time: isTended ? random.pick(bestTimes) : null,
      remark: random.chance(0.15) ? random.pick(personRemarks) : null,
    },
  }
}

function incomeOf(weight: number): string {
  if (weight < 0.4) return 'low'
  if (weight < 1.2) return 'middle'
  return weight < 3.5 ? 'upper' : 'high'
}
